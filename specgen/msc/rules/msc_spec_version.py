"""A link to the specification names the version.

Why: a proposal is read years later; what `latest` and `unstable` lead to then is another text, or not there.
`unstable` is right for what no release has yet, which is known where a specification is given with `--base`.

Bad: `https://spec.matrix.org/latest/client-server-api/#login`

Good: `https://spec.matrix.org/v1.16/client-server-api/#login`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import SpecLink, spec_link
from specgen.msc.rule import Case, Edit, Finding

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield links to a version that moves, if a release has the place."""
    proposal = case.proposal
    released = case.ids.get(case.newest, {})
    for start, end in proposal.urls:
        link = spec_link(proposal.text[start:end])
        if link is None or link.version.startswith("v"):
            continue
        there = has(released, link)
        if there or link.version == "latest":
            at = start + proposal.text[start:end].index(link.version, len("https://spec."))
            edit = Edit(at, at + len(link.version), case.newest) if there else None
            yield Finding(start, f"the link leads to `{link.version}`, which changes: name the version", edit)
        elif not released:
            message = "the link leads to `unstable`: name the version, if a release has this"
            yield Finding(start, message, None, Severity.INFO)


def has(pages: dict[str, frozenset[str]] | object, link: SpecLink) -> bool:
    """Tell whether a version has the place that a link leads to."""
    return isinstance(pages, dict) and link.page in pages and (not link.id or link.id in pages[link.page])
