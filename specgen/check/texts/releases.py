"""Version numbers of releases: which one a tree is or becomes."""

import re

from specgen.check.once import once
from specgen.model.spec import Spec
from specgen.model.subject import Subject

Version = tuple[int, int]
RELEASE = re.compile(r"v?(\d+)\.(\d+)\Z")
PAGE = re.compile(r"/changelog/v(\d+)\.(\d+)/\Z")
HEADING = re.compile(r"v(\d+)\.(\d+)\b")


def version_of(text: str) -> Version | None:
    """Return a release's number as numbers: `1.10` and `v1.10` come after `1.9`."""
    match = RELEASE.match(text)
    return (int(match[1]), int(match[2])) if match else None


def released(spec: Spec) -> list[Version]:
    """Return the releases that have a changelog."""
    pages = (PAGE.search(page.url) for page in spec.pages)
    texts = (HEADING.match(text.name) for text in spec.inclusions if text.kind == "changelog")
    return sorted({(int(match[1]), int(match[2])) for match in (*pages, *texts) if match})


def version_of_spec(spec: Spec) -> Version | None:
    """Return the release that a specification is, or the one that comes next; None where nothing tells."""
    own = version_of(spec.settings.version)
    if own:
        return own
    known = released(spec)
    return (known[-1][0], known[-1][1] + 1) if known else None


@once
def current(subject: Subject) -> Version | None:
    """Return the release that a tree is, or the one that comes next."""
    return version_of_spec(subject.spec)


@once
def earlier(subject: Subject) -> Version | None:
    """Return the release that the earlier tree is; the one before its next where it is unstable."""
    if subject.previous is None:
        return None
    own = version_of(subject.previous.settings.version)
    known = released(subject.previous)
    return own or (known[-1] if known else None)
