"""Files that are still to be written, and what others look up in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Pages leave out the quotes where HTML does not need them.
ID = re.compile(rb"""\sid=(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""")
PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file: `path` is relative, with `/`, and stays inside the output folder."""

    path: str
    content: bytes


def page_ids(artifacts: Iterable[Artifact]) -> dict[str, frozenset[str]]:
    """Return the ids on each page, by the page's URL."""
    pages = (artifact for artifact in artifacts if artifact.path.rpartition("/")[2] == PAGE)
    return {
        f"/{page.path.removesuffix(PAGE)}": frozenset(b"".join(found).decode() for found in ID.findall(page.content))
        for page in pages
    }
