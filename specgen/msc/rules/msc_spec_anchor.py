"""A link to the specification leads to a place that the version has.

Why: ids change between versions. This needs the specification, given with `--base`: a repository with its releases.
In `latest` and `unstable` a place may have been there when the proposal was written: that is a warning.

Bad: `https://spec.matrix.org/v1.2/client-server-api/#threading`, which came with v1.4

Good: `https://spec.matrix.org/v1.4/client-server-api/#threading`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import spec_link
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield links to pages and ids that their version does not have."""
    proposal = case.proposal
    for start, end in proposal.urls:
        link = spec_link(proposal.text[start:end])
        version = case.newest if link and link.version == "latest" else link.version if link else ""
        pages = case.ids.get(version)
        if link is None or pages is None:
            continue
        severity = SEVERITY if link.version.startswith("v") else Severity.WARNING
        if link.page not in pages:
            if "." not in link.page.rpartition("/")[0].rpartition("/")[2]:
                message = f"{version} of the specification has no page `{link.page}`"
                yield Finding(start, message, None, severity)
        elif link.id and link.id not in pages[link.page] and not unsure(version, link.id):
            yield Finding(start, f"`{link.page}` of {version} has no id `{link.id}`", None, severity)


def unsure(version: str, name: str) -> bool:
    """Tell whether an id may have been one of a table of objects, whose ids of old are not known (before v1.11)."""
    minor = version.removeprefix("v1.")
    return minor.isdigit() and int(minor) < 11 and ("_" in name or name.startswith("get"))
