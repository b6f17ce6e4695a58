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
# What people write by guess, well formed as it is.
WRONG = {
    "text/json": "application/json",
    "application/x-json": "application/json",
    "application/text": "text/plain",
    "application/html": "text/html",
    "image/jpg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
}


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
    near = WRONG.get(plain) or nearest(plain, KNOWN, 0.9)
    if not SHAPE.match(name):
        yield Finding(node.location, f"`{name}` is no media type{did_you_mean(plain, KNOWN)}")
    elif near and (plain in WRONG or is_slip(plain, near)):
        yield Finding(node.location, f"nobody uses the media type `{name}` (did you mean `{near}`?)")


def is_slip(name: str, near: str) -> bool:
    """Tell whether a media type that is nobody's own was meant to be another one of its kind."""
    own = name in KNOWN or re.search(r"[+.]|/x-", name) is not None
    return not own and name.split("/", maxsplit=1)[0] == near.split("/", maxsplit=1)[0]
