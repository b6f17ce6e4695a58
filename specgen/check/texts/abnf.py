"""A small reader of ABNF (RFC 5234 and the strings of RFC 7405). Underscores in names are let pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The core rules, and those of RFC 3986 to which grammars of links refer.
NAMES = """
alpha bit char cr crlf ctl digit dquote hexdig htab lf lwsp octet sp vchar wsp
uri scheme authority userinfo host port path segment segment-nz pchar query fragment
pct-encoded unreserved reserved gen-delims sub-delims hier-part
"""
CORE = frozenset(NAMES.split())
RULE = re.compile(r"^([ \t]*)([A-Za-z][\w-]*)[ \t]*(=/?)", re.M)
TOKEN = re.compile(
    r"(?P<blank>\s+|;[^\n]*)"
    r"|(?P<element>(?:%[si])?\"[^\"\n]*\"|<[^>\n]*>|%x[0-9A-Fa-f]+(?:-[0-9A-Fa-f]+|(?:\.[0-9A-Fa-f]+)+)?(?!\w)"
    r"|%d\d+(?:-\d+|(?:\.\d+)+)?(?!\w)|%b[01]+(?:-[01]+|(?:\.[01]+)+)?(?!\w))"
    r"|(?P<name>[A-Za-z][\w-]*)|(?P<repeat>\d*\*\d*|\d+(?=[\w\"%(<\[]))|(?P<open>[(\[])|(?P<close>[)\]])|(?P<slash>/)"
)
PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule, and where in the grammar."""

    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name and where it stands, the names it uses; `more`: it adds alternatives to an earlier one."""

    name: str
    offset: int
    uses: tuple[tuple[str, int], ...]
    more: bool = False
    fault: Fault | None = None


def read_rules(text: str) -> Iterator[Rule]:
    """Yield the rules of a grammar. A line that is indented deeper than the first goes on with the rule above."""
    starts = list(RULE.finditer(text))
    starts = [start for start in starts if len(start[1]) <= len(starts[0][1])]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=True):
        uses: list[tuple[str, int]] = []
        fault = read_body(text, start.end(), end, uses)
        # A comment may say that a rule comes from elsewhere.
        foreign = re.search(r";[^\n]*\b(?:defined|RFC|spec)\b", text[start.start() : end])
        yield Rule(start[2], start.start(2), () if foreign else tuple(uses), start[3] == "=/", fault)


def read_body(text: str, start: int, end: int, uses: list[tuple[str, int]]) -> Fault | None:
    """Collect the names in what a rule is defined as, and return the first fault."""
    opened: list[tuple[str, int]] = []
    before = ""
    while start < end:
        token = TOKEN.match(text, start, end)
        if token is None:
            return Fault(start, f"`{text[start:end].split(maxsplit=1)[0]}` is no element")
        kind = token.lastgroup or ""
        if kind != "blank":
            if message := misplaced(kind, before, token[0], opened):
                return Fault(start, message)
            if kind == "name":
                uses.append((token[0], start))
            before = kind
            opened = opened_after(opened, kind, token[0], start)
        start = token.end()
    if opened:
        return Fault(opened[-1][1], f"`{opened[-1][0]}` is never closed")
    if before in ("", "slash", "repeat"):
        return Fault(len(text[:end].rstrip()) - 1, "an element is missing at the end")
    return None


def misplaced(kind: str, before: str, token: str, opened: list[tuple[str, int]]) -> str:
    """Return why a token cannot follow what stands before it; empty if it can."""
    if before == "repeat" and kind not in ("element", "name", "open"):
        return f"nothing to repeat before `{token}`"
    if kind in ("slash", "close") and before in ("", "slash", "open"):
        return f"an element is missing before `{token}`"
    if kind == "close" and (not opened or opened[-1][0] != PAIRS[token]):
        return f"`{token}` closes nothing"
    return ""


def opened_after(opened: list[tuple[str, int]], kind: str, token: str, start: int) -> list[tuple[str, int]]:
    """Return the brackets that are open after a token."""
    if kind == "open":
        return [*opened, (token, start)]
    return opened[:-1] if kind == "close" else opened
