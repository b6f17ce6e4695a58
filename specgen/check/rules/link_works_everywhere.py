"""A link in a text that several pages show leads somewhere on one of them only.

Why:
    A fragment or a description is shown on each page that uses it; `#x` means the page that is read. On the others
    the link leads nowhere, or to another place of that name.
Bad:
    <!-- a fragment on two pages --> See [Base64](#unpadded-base64).
Good:
    See [Base64](/appendices#unpadded-base64).
"""

from collections.abc import Iterator, Mapping

from specgen.check.rule import Finding
from specgen.check.texts.targets import Target, anchors, internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link that resolves on some of the pages that show it, and on others does not."""
    ids = anchors(subject)
    by_link: dict[tuple[str, str, int], list[Target]] = {}
    for target in internal(subject):
        by_link.setdefault((target.text.place.path, target.text.place.pointer, target.link.offset), []).append(target)
    for targets in by_link.values():
        lost = [target for target in targets if not arrives(target, ids)]
        if lost and len(lost) < len(targets):
            target = lost[0]
            message = f"`{target.link.target}` leads nowhere on `{target.shown}`, which shows this text too"
            yield Finding(target.text.at(target.link.offset), message)


def arrives(target: Target, ids: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a link leads to a page and an id that are there."""
    return target.page is not None and (not target.fragment or target.fragment in ids[target.page])
