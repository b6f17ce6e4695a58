"""A link leads to an id that several headings share, or that has a number only because of that.

Why:
    `conditions-1` is the second heading called "Conditions" of a page. Whoever adds a heading above, or reorders
    modules, makes the link lead elsewhere, and nothing tells.
Bad:
    See [conditions](#conditions-1).
Good:
    ##### Conditions {id="push-conditions"}

    See [conditions](#push-conditions).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link to a numbered id, or to the id that the numbers start from."""
    shared = {page: {name.rpartition("-")[0] for name in names} for page, names in subject.numbered.items()}
    for target in internal(subject):
        if target.page is None or not target.fragment:
            continue
        place = target.text.at(target.link.offset)
        if target.fragment in subject.numbered.get(target.page, ()):
            yield Finding(place, f"`#{target.fragment}` is a heading's id only by its place among others of that name")
        elif target.fragment in shared.get(target.page, ()):
            yield Finding(
                place, f"several headings of `{target.page}` would be `#{target.fragment}`: this is the first"
            )
