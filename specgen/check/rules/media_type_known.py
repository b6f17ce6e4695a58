"""A media type is misspelt or malformed.

Why:
    Tools match it letter by letter: content of a type that nobody sends is never read.
Bad:
    application/jsn: {}
Good:
    application/json: {}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean, nearest
from specgen.diagnostic import Severity
from specgen.location import unescape
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
SHAPE = re.compile(
    r"(?:application|audio|font|haptics|image|message|model|multipart|text|video|\*)/[\w.+*-]+"
    r"(?:\s*;\s*[\w.+-]+=(?:[\w.+-]+|\"[^\"]*\"))*\Z"
)
KNOWN = (
    "application/json", "application/octet-stream", "application/x-www-form-urlencoded", "application/xml",
    "application/pdf", "application/zip", "application/problem+json", "application/merge-patch+json",
    "multipart/form-data", "multipart/mixed", "text/plain", "text/html", "text/css", "text/event-stream", "text/csv",
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/apng", "image/svg+xml", "image/avif",
    "audio/ogg", "audio/mpeg", "video/mp4", "video/webm",
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each media type that is malformed, or almost but not quite a usual one."""
    for each in by_kind(subject).get("MediaType", ()):
        yield from wrong(unescape(each.node.location.pointer.rpartition("/")[2]), each.node)
    for kind in ("OpenAPI", "Operation"):
        for each in by_kind(subject).get(kind, ()):
            for keyword in ("consumes", "produces"):
                for item in each.node.get(keyword).elements():
                    yield from wrong(str(item.value), item)


def wrong(name: str, node: Node) -> Iterator[Finding]:
    """Yield a media type that is none, or nearly a usual one."""
    plain = name.partition(";")[0].strip()
    near = nearest(plain, KNOWN, 0.9)
    if not SHAPE.match(name):
        yield Finding(node.location, f"`{name}` is no media type{did_you_mean(plain, KNOWN)}")
    elif (
        plain not in KNOWN and near and not re.search(r"[+.]|/x-", plain) and plain.split("/")[0] == near.split("/")[0]
    ):
        yield Finding(node.location, f"nobody uses the media type `{name}` (did you mean `{near}`?)")
