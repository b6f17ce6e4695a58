"""Something looks like a shortcode and is none.

Why:
    It is shown as it is written, or stops the build. A shortcode starts with two braces and `%` or `<`, ends the same
    way, and quotes its values with straight double quotes or backticks.
Bad:
    {{% boxes/note %}
    {{% added-in v=“1.2” %}}
Good:
    {{% boxes/note %}}
    {{% added-in v="1.2" %}}
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import PARAMETERS, calls, uncommented
from specgen.check.texts.markdown import without_code
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
NAMES = "|".join(map(re.escape, PARAMETERS))
CANDIDATE = re.compile(
    r"\{\{[%<]"  # a start without an end
    rf"|\{{{{? ?[%<]? ?/?(?:{NAMES}) ?(?:\w+=[^{{}}\n]*)?[%>]?\}}"  # a mark or a brace is missing
    r"|\{\{ ?/?(?:boxes|changelog)/"
    rf"|\{{ ?% ?/?(?:{NAMES})\b"
)
END = re.compile(r"[%>]\}\}")
CURLY = re.compile("[“”‘’']")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each place where a shortcode was meant."""
    for text in texts(subject):
        if "{{" in text.text or "}}" in text.text or "{%" in text.text:
            yield from malformed(text)


def malformed(text: Prose) -> Iterator[Finding]:
    """Yield what of one text looks like a shortcode, outside of those that are right."""
    quiet = uncommented(text.text)
    for call in calls(text.text):
        written = text.text[call.start : call.end]
        if call.marks not in ("%%", "<>"):
            yield Finding(text.at(call.start), f"`{written[:3]}` ends in `{written[-3:]}`")
        wrong = next((each for each in call.arguments if not each.quoted and CURLY.search(each.value)), None)
        if wrong:
            yield Finding(text.at(wrong.offset), f"values of `{call.name}` need straight double quotes")
        quiet = quiet[: call.start] + " " * (call.end - call.start) + quiet[call.end :]
    lines = set()
    for match in (*CANDIDATE.finditer(quiet), *(END.finditer(without_code(quiet)) if END.search(quiet) else ())):
        line = quiet.count("\n", 0, match.start())
        if line not in lines:
            lines.add(line)
            start = match.start() if match[0].startswith("{") else quiet.rfind("\n", 0, match.start()) + 1
            written = quiet[start:].partition("\n")[0][:40].strip()
            yield Finding(text.at(match.start()), f"`{written}` is no shortcode")
