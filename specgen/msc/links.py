"""Links and pictures of a proposal, with their places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

TEXT = r"\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
PART = r"(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))"
TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
TARGET = rf"\(\s*(<[^<>\n]*>|(?!<){PART}+|)(?:\s+{TITLE})?\s*\)"
INLINE = re.compile(rf"(?<![!\\]){TEXT}{TARGET}", re.DOTALL)
PICTURE = re.compile(rf"(?<!\\)!{TEXT}{TARGET}", re.DOTALL)
REFERENCE = re.compile(rf"(?<![\\\w\]\"']){TEXT}(?:\[([^\[\]]*)\])?(?![(\[])", re.DOTALL)
DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(?:\r?\n[ \t]*)?(<[^<>\n]*>|\S+)", re.M)
ELEMENT = re.compile(r"<(a|img)\b[^<>]*?\s(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))[^<>]*>", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or picture.

    `kind` is `link`, `image`, `reference`, `definition`, `a` or `img`. `start` and `end` are those of the whole,
    `at` is where the target stands; a reference has the label for a target, says whether it is `defined`, and
    whether it `shows` a picture.
    """

    kind: str
    text: str
    target: str
    start: int
    end: int
    at: int
    defined: bool = True
    shows: bool = False

    @property
    def picture(self) -> bool:
        """Tell whether this shows a picture."""
        return self.shows or self.kind in ("image", "img")


def find_links(prose: str, text: str, known: Mapping[str, object]) -> Iterator[Link]:
    """Yield what leads elsewhere. `prose` is the text without code; `known` are its definitions by label."""
    for kind, pattern in (("link", INLINE), ("image", PICTURE)):
        for match in pattern.finditer(prose):
            target = match[2].strip("<>")
            at = match.start(2) + match[2].startswith("<")
            yield Link(
                kind=kind, text=text[slice(*match.span(1))], target=target, start=match.start(), end=match.end(), at=at
            )
    yield from references(prose, text, known)
    for match in DEFINITION.finditer(prose):
        at = match.start(2) + match[2].startswith("<")
        yield Link(
            kind="definition", text=match[1], target=match[2].strip("<>"), start=match.start(), end=match.end(), at=at
        )
    for match in ELEMENT.finditer(prose) if "<" in prose else ():
        group = next(index for index in (3, 4, 5) if match[index] is not None)
        kind = match[1].lower()
        if (kind == "a") == (match[2].lower() == "href"):
            yield Link(
                kind=kind, text="", target=match[group], start=match.start(), end=match.end(), at=match.start(group)
            )


def references(prose: str, text: str, known: Mapping[str, object]) -> Iterator[Link]:
    """Yield links by label: `[text][label]`, and `[label]` or `[label][]` where the label is defined."""
    definitions = {match.start(1) - 1 for match in DEFINITION.finditer(prose)}
    for match in REFERENCE.finditer(prose):
        shown = text[slice(*match.span(1))]
        label = text[slice(*match.span(2))] if match[2] else shown
        defined = label_of(label) in known
        if match.start() not in definitions and not label.startswith("^") and (defined or match[2]):
            yield Link(
                kind="reference",
                text=shown,
                target=label,
                start=match.start(),
                end=match.end(),
                at=match.start(2) if match[2] else match.start(1),
                defined=defined,
                shows=prose[match.start() - 1 : match.start()] == "!",
            )


def label_of(label: str) -> str:
    """Return a label as definitions are looked up by."""
    return " ".join(label.split()).lower().upper()
