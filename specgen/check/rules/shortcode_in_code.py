"""A shortcode stands in code.

Why:
    Shortcodes are expanded before code is recognised: its output is shown as code, with all its markup.
Bad:
    `{{% added-in v="1.2" %}}`
Good:
    {{% added-in v="1.2" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import Call, calls
from specgen.check.texts.markdown import FENCE, SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each shortcode inside a fenced block or a code span."""
    for text in texts(subject):
        found = calls(text.text) if "`" in text.text or "~~~" in text.text else ()
        fences = [match.span() for match in FENCE.finditer(text.text)] if found else []
        for call in found:
            if any(start < call.start < end for start, end in fences) or in_span(text.text, call):
                yield Finding(text.at(call.start), f"shortcode `{call.name}` stands in code")


def in_span(text: str, call: Call) -> bool:
    """Tell whether a shortcode stands in a code span of its paragraph."""
    start = text.rfind("\n\n", 0, call.start) + 1
    end = text.find("\n\n", call.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    return any(match.start() + start < call.start < match.end() + start for match in SPAN.finditer(paragraph))
