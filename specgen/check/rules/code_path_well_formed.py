"""The path of an endpoint in a code span is not written as one: a brace, a slash or a blank too many or too few.

Why:
    Readers copy it, and tools that look for endpoints do not find it.
Bad:
    See `/rooms/{roomId/state`, `GET _matrix/client/versions` and `GET  /sync`.
Good:
    See `/rooms/{roomId}/state`, `GET /_matrix/client/versions` and `GET /sync`.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.mentions import spans
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
METHOD = "(?:GET|PUT|POST|DELETE)"
# What is wrong, and a code span that is so.
WRONG = {
    "the slash is missing": re.compile(rf"{METHOD} +_matrix/\S*"),
    "the path starts twice": re.compile(rf"(?:{METHOD} +)?/_matrix/_?matrix/\S*"),
    "the underscore is missing": re.compile(
        rf"(?:{METHOD} +)?/matrix/(?:client|federation|app|identity|push|media)/\S*"
    ),
    "blanks are too many": re.compile(rf"{METHOD}  +/\S*"),
    "slashes are doubled": re.compile(rf"(?:{METHOD} +)?/_matrix/[^\s:]*//[^\s]*"),
}
PATH = re.compile(rf"(?:{METHOD} )?/[\w{{}}/.-]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code span that holds such a path."""
    for mention in spans(subject):
        if "/" not in mention.text:
            continue
        trouble = next((words for words, pattern in WRONG.items() if pattern.fullmatch(mention.text)), "")
        if PATH.fullmatch(mention.text) and mention.text.count("{") != mention.text.count("}"):
            trouble = "a brace has no counterpart"
        if trouble:
            yield Finding(mention.location, f"{trouble} in `{mention.text}`")
