"""A link leads to an id that the page does not have.

Why:
    The reader arrives at the top of a long page and has to search. Ids are letters, digits, `_` and `-` in lower case;
    dots, slashes and capitals of a heading are not part of its id.
Bad:
    See [`m.room.name`](#m.room.name).
Good:
    See [`m.room.name`](#mroomname).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import Target, anchors, internal, near
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link whose anchor is missing on every page that it may lead to."""
    ids = anchors(subject)
    by_link: dict[tuple[str, str, int], list[Target]] = {}
    for target in internal(subject):
        if target.page is not None and target.fragment:
            by_link.setdefault((target.text.place.path, target.text.place.pointer, target.link.offset), []).append(
                target
            )
    for targets in by_link.values():
        if all(target.fragment not in ids[target.page or ""] for target in targets):
            target = targets[0]
            message = f"there is no `#{target.fragment}` on `{target.page}`{proposal(target, subject)}"
            yield Finding(target.text.at(target.link.offset), message)


def proposal(target: Target, subject: Subject) -> str:
    """Return words that propose the page that has the id, or an id that is near."""
    homes = [page for page, ids in subject.ids.items() if target.fragment in ids and "/changelog/" not in page]
    if homes and len(homes) <= 3:
        return f": did you mean `{min(homes, key=len).rstrip('/')}#{target.fragment}`?"
    return near(target.fragment, subject.ids[target.page or ""])
