"""Front matter has a key that nothing reads.

Why:
    Most are slips of the pen: without its `weight` a page stands last, without its `title` it has none.
Bad:
    ---
    titel: Rooms
    ---
Good:
    ---
    title: Rooms
    ---
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# What Hugo knows by itself, and what this specification's pages use beside it.
KNOWN = (
    "title", "linkTitle", "description", "summary", "weight", "date", "lastmod", "publishDate", "expiryDate", "draft",
    "type", "layout", "outputs", "slug", "url", "aliases", "keywords", "tags", "categories", "menu", "menus", "params",
    "cascade", "headless", "build", "_build", "resources", "sitemap", "markup", "translationKey", "isCJKLanguage",
    "version", "toc", "no_list", "simple_list", "hide_summary", "hide_feedback", "toc_hide", "manualLink",
)  # fmt: skip
HEAD = re.compile(r"---\r?\n(.*?)^---[ \t]*\r?$", re.S | re.M)
KEY = re.compile(r"^([^\s#:][^:\n]*):(?:\s|$)", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown key at the top of front matter."""
    places = {text.place.path for text in subject.prose if text.kind != "description"}
    for path, text in texts(subject):
        head = HEAD.match(text) if path in places else None
        for match in KEY.finditer(head[1]) if head else ():
            if match[1] not in KNOWN and head:
                message = f"nothing reads `{match[1]}` in front matter{did_you_mean(match[1], KNOWN, 0.7)}"
                yield Finding(Location(path, offset=head.start(1) + match.start()), message)
