"""Breaks a line of prose that is too long, where it means the same afterwards."""

import re
from collections.abc import Iterator

from specgen.msc.masks import Span
from specgen.msc.text import Block, ProposalText

MOST = 120
# What would begin a block of another kind at the start of a line.
BEGINS = re.compile(
    r"(?:[-+*]|\d{1,9}[.)])(?:\s|\Z)|#{1,6}(?:\s|\Z)|[>|:]|[=-]+\s*\Z|`{3}|~~~|\$\$|</?[a-zA-Z!?]|\[[^\]]*\]:"
)
TAG = re.compile(r"<[^<>\n]*>")
LEAD = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+|\[\^[^\]\s]+\]:[ \t]*)")
QUOTED = re.compile(r"[ \t>]*")
BLANKS = re.compile(r"[ \t]+")


def wrapped(proposal: ProposalText, block: Block, number: int) -> tuple[int, str] | None:
    """Return up to where the text changes if a line is broken, and the text from the line's start to there.

    What is left over goes before the next line of the paragraph, if it fits there. None where the line cannot be
    broken.
    """
    lead, following = leads(proposal.line(number), first=number == block.first)
    start, end = proposal.starts[number], proposal.end_of(number)
    lines = pieces(proposal.text[start:end].rstrip(" \t"), (lead, following), held_in(proposal, start, end))
    if len(lines) < 2:
        return None
    flows = not proposal.text[start:end].endswith(("  ", "\\"))
    if flows and number + 1 < block.last:
        below = QUOTED.sub("", proposal.line(number + 1), count=1)
        if len(lines[-1]) + 1 + len(below) <= MOST:
            return proposal.end_of(number + 1), "\n".join((*lines[:-1], f"{lines[-1]} {below}"))
    return start + len(proposal.text[start:end].rstrip(" \t")), "\n".join(lines)


def pieces(line: str, leads: tuple[int, str], held: bytes) -> list[str]:
    """Return a line on as many lines as it needs. `leads`: how much begins it, and what begins the others."""
    gaps = [gap.span() for gap in BLANKS.finditer(line, leads[0]) if may_break(line, gap.span(), held)]
    found: list[str] = []
    begin, prefix = 0, ""
    for index, (stop, onward) in enumerate(gaps):
        reach = gaps[index + 1][0] if index + 1 < len(gaps) else len(line)
        if len(prefix) + reach - begin > MOST:
            found.append(prefix + line[begin:stop])
            begin, prefix = onward, leads[1]
    return [*found, prefix + line[begin:]]


def leads(line: str, first: bool) -> tuple[int, str]:
    """Return how long the marks of lists and quotes before a line are, and what stands before its continuation."""
    end, following = 0, ""
    while first and (mark := LEAD.match(line, end)):
        text = mark[0]
        following += "    " if "[^" in text else text if ">" in text else " " * len(text.expandtabs(4))
        end = mark.end()
    rest = QUOTED.match(line, end)
    kept = rest[0] if rest else ""
    return end + len(kept), following + (kept if end == 0 else "")


def held_in(proposal: ProposalText, start: int, end: int) -> bytes:
    """Return for each character of the line from `start` to `end` whether it must stay beside the next one."""
    held = bytearray(end - start)
    for begin, stop in unbreakable(proposal, start, end):
        inside = slice(max(begin, start) - start, min(stop, end) - start)
        held[inside] = b"\1" * len(held[inside])
    return bytes(held)


def unbreakable(proposal: ProposalText, start: int, end: int) -> Iterator[Span]:
    """Yield what must stay on one line: code, the targets of links, addresses, elements."""
    yield from (span for span in proposal.code if span[0] < end and span[1] > start)
    yield from (span for span in proposal.urls if start <= span[0] < end)
    yield from (match.span() for match in TAG.finditer(proposal.text, start, end))
    for link in proposal.links:
        if link.start < end and link.end > start:
            yield (link.start if link.kind in ("image", "definition", "reference") else link.at - 2), link.end


def may_break(line: str, gap: Span, held: bytes) -> bool:
    """Tell whether the text means the same with a line end in place of a gap."""
    start, end = gap
    if end >= len(line) or line[start - 1 : start] == "\\":
        return False
    return not BEGINS.match(line, end) and not any(held[start:end])
