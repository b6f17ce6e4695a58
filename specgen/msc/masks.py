"""A text with what is no prose blanked out, character by character, so that offsets stay those of the file."""

import re
from collections.abc import Iterable, Iterator

# What stands in a code span; of no class that an expression for prose or for links asks for.
IN_CODE = "\ue000"
TICKS = re.compile(r"`+")
VISIBLE = re.compile(r"[^\n\r]")
Span = tuple[int, int]


def code_spans(text: str, start: int, end: int) -> list[Span]:
    """Return where code spans stand in one block of a text, backticks included."""
    if text.find("`", start, end) < 0:
        return []
    runs = [match.span() for match in TICKS.finditer(text, start, end)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    found: list[Span] = []
    index = 0
    while index < len(runs):
        opening = runs[index]
        closings = later[opening[1] - opening[0]]
        while closings and closings[-1] <= index:
            closings.pop()
        if closings and text[opening[0] - 1 : opening[0]] != "\\":
            index = closings.pop()
            found.append((opening[0], runs[index][1]))
        index += 1
    return found


def blanked(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    """Return a text with some spans filled; line ends stay. Spans are in order and do not overlap."""
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        if start >= end:
            parts.extend((text[end:start], VISIBLE.sub(filler, text[start:stop])))
            end = stop
    return "".join((*parts, text[end:]))


def without_comments(text: str) -> str:
    """Return a text with its HTML comments blanked."""
    return blanked(text, comments(text)) if "<!--" in text else text


def comments(text: str) -> Iterator[Span]:
    """Yield where HTML comments stand; one that does not end is none."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)
