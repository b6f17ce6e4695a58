"""A variable of a template was not replaced.

Why:
    It is shown as it is written. Such variables come from tools that the text once went through.
Bad:
    GET /_matrix/client/%CLIENT_MAJOR_VERSION%/login
Good:
    GET /_matrix/client/v3/login
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import base_path_of
from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
VARIABLE = re.compile(
    r"(?<![\w%])%[A-Z][A-Z0-9]*_[A-Z0-9_]+%"
    r"|\{\{ ?[.$]?[A-Za-z_][\w.]*(?: ?\| ?\w+)* ?\}\}"
    r"|\{%-? ?(?:if|for|end\w+|include|block|set|raw)\b"
)

MESSAGE = "`{}` is a template's variable that nothing replaces"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each variable or statement of a template: in texts, in code too but for fenced blocks, and in paths."""
    for text in texts(subject):
        if "%" in text.text or "{{" in text.text:
            for match in VARIABLE.finditer(without_fences(text.text)):
                yield Finding(text.at(match.start()), MESSAGE.format(match[0]))
    for document in subject.of_kind("api"):
        paths = document.root.get("paths").items()
        for written, node in ((base_path_of(document).text() or "", base_path_of(document)), *paths):
            for match in VARIABLE.finditer(written):
                yield Finding(node.location, MESSAGE.format(match[0]))
