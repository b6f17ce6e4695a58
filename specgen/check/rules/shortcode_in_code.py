"""A shortcode stands in code.

Why:
    Shortcodes are expanded before code is recognised: its output is shown as code, with all its markup.
Bad:
    `{{% added-in v="1.2" %}}`
Good:
    {{% added-in v="1.2" %}}
"""

import re
from collections.abc import Iterator

from specgen.check.blocks import SPAN, texts
from specgen.check.calls import calls
from specgen.check.markdown import FENCE
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each shortcode inside a fenced block or a code span."""
    for text in texts(subject):
        found = calls(text.text)
        if not found or "`" not in text.text:
            continue
        quiet = FENCE.sub(lambda match: "\0" * len(match[0]), text.text)
        code = [match.span() for match in re.finditer("\0+", quiet)]
        code += [match.span() for match in SPAN.finditer(quiet)]
        for call in found:
            if any(start < call.start and call.end <= end for start, end in code):
                yield Finding(text.at(call.start), f"shortcode `{call.name}` stands in code")
