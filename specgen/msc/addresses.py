"""Where proposals and pages of the specification are found on the web."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from specgen.msc.links import Link, label_of
from specgen.msc.text import ProposalText

PULL = "https://github.com/matrix-org/matrix-spec-proposals/pull/"
MENTION = re.compile(r"MSC(?<![\w./#-]MSC)[ #]?(\d{3,5})(?!\w)")
REPOSITORY = r"https?://github\.com/matrix-org/matrix-(?:doc|spec-proposals)/"
PROPOSAL = re.compile(
    rf"{REPOSITORY}(?:pull|issues)/(\d+)(?![\d])|(?:.*/)?proposals/0*(\d+)-[^/#?]*\.md|0*(\d+)-[^/#?]*\.md"
)
FILE = re.compile(rf"{REPOSITORY}blob/[^#]*/proposals/0*(\d+)-[^/#?]*\.md\Z")
SPEC = re.compile(r"https?://spec\.matrix\.org/(v\d+\.\d+|latest|unstable)(/[^#?]*)?(?:\?[^#]*)?(?:#(.*))?\Z")
EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\Z")


@dataclass(frozen=True, slots=True)
class SpecLink:
    """A place in the published specification. `version` is `v1.9`, `latest` or `unstable`."""

    version: str
    page: str
    id: str


def spec_link(url: str) -> SpecLink | None:
    """Return the place in the specification that an address leads to, or None."""
    match = SPEC.match(url)
    if match is None:
        return None
    page = (match[2] or "/").removesuffix("index.html")
    return SpecLink(match[1], page if page.endswith("/") else f"{page}/", unquote(match[3] or ""))


def proposal_number(target: str) -> int:
    """Return the number of the proposal that an address or a path leads to, 0 for something else."""
    match = PROPOSAL.match(target)
    return int(match[1] or match[2] or match[3]) if match else 0


def target_of(link: Link, proposal: ProposalText) -> str:
    """Return where a link leads; a reference by way of its definition."""
    return proposal.definitions.get(label_of(link.target), "") if link.kind == "reference" else link.target


def file_of(target: str, path: str) -> str:
    """Return the path in the repository that a target means, nothing for an address or what leads out of it."""
    if EXTERNAL.match(target):
        return ""
    plain = unquote(target.partition("#")[0].partition("?")[0])
    joined = plain.lstrip("/") if plain.startswith("/") else posixpath.join(posixpath.dirname(path), plain)
    found = posixpath.normpath(joined)
    return "" if found.startswith("..") or found == "." else found


def files_named(proposal: ProposalText) -> Iterator[str]:
    """Yield the paths in the repository that a proposal leads to."""
    for link in proposal.links:
        if link.kind != "reference":
            path = file_of(link.target, proposal.path)
            if path:
                yield path


def proposals_linked(proposal: ProposalText) -> frozenset[int]:
    """Return the numbers of the proposals that a proposal links to."""
    targets = (link.target for link in proposal.links if link.kind != "reference")
    urls = (proposal.text[start:end] for start, end in proposal.urls)
    numbers = {number for target in (*targets, *urls) if (number := proposal_number(target))}
    return frozenset(numbers - {proposal.number})


def proposals_named(proposal: ProposalText) -> frozenset[int]:
    """Return the numbers of the proposals that a proposal names or links to, its own left out."""
    return (proposals_linked(proposal) | {int(number) for number in MENTION.findall(proposal.prose)}) - {
        proposal.number
    }
