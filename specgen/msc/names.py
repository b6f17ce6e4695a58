"""The names in a proposal: endpoints, event types, error codes, other identifiers, each where it comes first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.msc.text import ProposalText

METHODS = "GET|PUT|POST|DELETE|HEAD|OPTIONS|PATCH"
ENDPOINT = re.compile(
    rf"(?:\b({METHODS})`?[ \t]+`?)?(?:https?://[\w.:-]+)?((?:/_matrix|/\.well-known/matrix)/[\w/{{}}<>$:.~%@!*+-]+)"
)
ERROR = re.compile(
    r"(?<![\w.])(?:M_[A-Z][A-Z0-9_]+|(?:[A-Za-z0-9]+[._])*?(?:MSC|msc)\d+[._]?(?:M_)?[A-Z][A-Z0-9_]+)(?![\w.])"
)
DOTTED = re.compile(r"(?<![\w./@:!#-])(?:m|[a-z]{2,6}\.[a-z0-9-]+)(?:\.[a-z0-9_*{}<>-]+)+(?![\w/(@])", re.I)
VENDOR = re.compile(
    r"(?:.*[._-])?msc\d+|org\.matrix\.|io\.element\.|im\.vector\.|com\.beeper\.|de\.|fr\.|uk\.|town\.", re.I
)
CODE_LIKE = re.compile(r"`[^`\n]+`|\"[^\"\n]*\"")
TYPED = re.compile(r"\"type\"\s*:\s*\"([^\"]+)\"")
SAID = re.compile(r"`([^`\s]+)`\s+(?:\w+\s+)?(?:event|EDU|message)s?\b|\bevents?(?:\s+(?:of\s+)?type)?\s+`([^`\s]+)`")
FILE_NAME = re.compile(r"\.(?:md|png|svg|json|org|com|html|py|rs|js|ts|txt|gif|jpe?g|yaml)\Z", re.I)
SEGMENT = re.compile(r"\{[^}]*\}|<[^>]*>|\$\w+|(?<=/):\w+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name: an `endpoint` with its methods, an `event type`, an `error code` or another `identifier`."""

    kind: str
    name: str
    offset: int
    methods: tuple[str, ...] = ()

    @property
    def unstable(self) -> bool:
        """Tell whether this is a name for the time until a proposal is accepted."""
        if self.kind == "endpoint":
            return "/unstable/" in self.name or bool(re.search(r"msc\d+", self.name, re.I))
        return bool(VENDOR.match(self.name))


def names_in(proposal: ProposalText) -> tuple[Name, ...]:
    """Return the names in a proposal by kind and in the order of the text, each once."""
    found = (*endpoints_in(proposal.text), *errors_in(proposal.text), *dotted_in(proposal))
    return tuple({(each.kind, each.name): each for each in reversed(found)}.values())[::-1]


def endpoints_in(text: str) -> Iterator[Name]:
    """Yield endpoints with all methods that are written before them, not those with values for placeholders."""
    first: dict[str, int] = {}
    methods: dict[str, dict[str, None]] = {}
    for match in ENDPOINT.finditer(text):
        path = match[2].partition("?")[0].rstrip(".:,*")
        if path.count("/") > 2 or "well-known" in path:
            first.setdefault(path, match.start(2))
            methods.setdefault(path, {}).update({match[1]: None} if match[1] else {})
    general = [path for path in first if SEGMENT.search(path)]
    for path, offset in first.items():
        begins = path.endswith("/") and any(other != path and other.startswith(path) for other in first)
        if not begins and not any(other != path and fits(path, other) for other in general):
            yield Name("endpoint", path, offset, tuple(methods[path]))


def fits(path: str, general: str) -> bool:
    """Tell whether a path is one with placeholders with values put in, or with placeholders of other names."""
    return bool(pattern_of(general).match(path.rstrip("/")))


def pattern_of(path: str) -> re.Pattern[str]:
    """Return what matches the paths that a path with placeholders stands for."""
    parts = SEGMENT.split(path.rstrip("/"))
    return re.compile("[^/]+".join(map(re.escape, parts)) + r"\Z")


def errors_in(text: str) -> Iterator[Name]:
    """Yield error codes."""
    for match in ERROR.finditer(text):
        if not match[0].endswith("_"):
            yield Name("error code", match[0], match.start())


def dotted_in(proposal: ProposalText) -> Iterator[Name]:
    """Yield names with dots that stand in code or in quotes."""
    types = {match[1] for match in TYPED.finditer(proposal.text)}
    types.update(name for match in SAID.finditer(proposal.text) for name in match.groups() if name)
    for code in CODE_LIKE.finditer(proposal.text):
        for match in DOTTED.finditer(code[0]):
            name = match[0].rstrip(".")
            if (name.startswith("m.") or VENDOR.match(name)) and not FILE_NAME.search(name):
                kind = "event type" if name in types and not name.endswith("*") else "identifier"
                yield Name(kind, name, code.start() + match.start())
