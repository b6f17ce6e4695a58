"""A line of a description is a keyword of its schema that slipped into the text.

Why:
    It is indented one step too far: readers see it as text, and tools never see it.
Bad:
    description: |-
      The room to join.
      format: mx-room-id
Good:
    description: |-
      The room to join.
    format: mx-room-id
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
LINE = re.compile(
    r"^(?:(?:type|items|properties|allOf|oneOf|anyOf|enum|required|additionalProperties|patternProperties):[ \t]*$"
    r"|type: (?:string|integer|number|boolean|object|array|null)$"
    r"|(?:required|deprecated|nullable|readOnly|writeOnly|uniqueItems): (?:true|false)$"
    r"|(?:format|\$ref): [\w./#$-]+$|(?:pattern|example): [\"'].*[\"']$|(?:minimum|maximum|minLength|maxLength): \d+$"
    r"|x-[\w-]+: [\"']?[\w.-]+[\"']?$)",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first of each run of such lines; those in blocks of code are meant."""
    for text in subject.prose:
        if text.kind == "description" and ":" in text.text and "```" not in text.text:
            before = -2
            for match in LINE.finditer(text.text):
                if match.start() != before + 1:
                    yield Finding(text.at(match.start()), f"`{match[0]}` is a part of the text")
                before = match.end()
