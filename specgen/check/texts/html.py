"""HTML elements in Markdown as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from specgen.check.texts.blocks import blocks, without_spans
from specgen.check.texts.markdown import blank

WORD = re.compile(r"\w+")
VOID = frozenset(WORD.findall("area base br col embed hr img input link meta source track wbr"))
# These are closed by what follows.
OPTIONAL = frozenset(WORD.findall("p li dt dd tr td th thead tbody tfoot option colgroup"))
OTHERS = (
    "a abbr address article aside audio b bdi bdo big blockquote button caption center cite code data del details dfn "
    "div dl em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label main map "
    "mark math menu nav object ol picture pre q ruby s samp script section select small span strike strong style sub "
    "summary sup svg table textarea time title tt u ul var video"
)
KNOWN = VOID | OPTIONAL | frozenset(WORD.findall(OTHERS))
TAG = re.compile(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)(/?)>")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as written; `name` is in lower case, `alone` tells that it ends in `/>`."""

    name: str
    closing: bool
    alone: bool
    written: str
    offset: int


@lru_cache(maxsize=8192)
def tags(text: str) -> tuple[Tag, ...]:
    """Return the tags of a text that are not code."""
    return tuple(read(text)) if "<" in text else ()


def read(text: str) -> Iterator[Tag]:
    """Yield the tags of a text that are not code."""
    quiet = without_spans(text)
    for block in blocks(text):
        if block.kind == "code":
            quiet = quiet[: block.offset] + blank(block.text) + quiet[block.offset + len(block.text) :]
    for match in TAG.finditer(quiet):
        alone = bool(match[4]) or match[3].endswith("/")
        yield Tag(match[2].lower(), bool(match[1]), alone, match[0], match.start())
