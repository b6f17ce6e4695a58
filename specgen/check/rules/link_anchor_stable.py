"""A link leads to an id that has a number only because several headings are the same.

Why:
    `conditions-1` is the second heading called "Conditions" of a page. Whoever adds a heading above, or reorders
    modules, makes the link lead elsewhere, and nothing tells. Of links to the first such heading `link-anchor-shared`
    speaks.
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
    """Yield each link to a numbered id."""
    for target in internal(subject):
        if target.page and target.fragment in subject.numbered.get(target.page, ()):
            message = f"`#{target.fragment}` is a heading's id only by its place among others of that name"
            yield Finding(target.text.at(target.link.offset), message)
