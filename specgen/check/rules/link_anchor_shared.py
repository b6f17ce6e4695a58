"""A link leads to a heading that others on the page are the same as.

Why:
    It leads to the first of them. Mostly that is meant; whoever adds such a heading further up makes the link lead
    there, and nothing tells.
Bad:
    See [conditions](#conditions).
Good:
    ##### Conditions {id="push-conditions"}

    See [conditions](#push-conditions).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link to an id that numbers start from."""
    shared = {page: {name.rpartition("-")[0] for name in names} for page, names in subject.numbered.items()}
    for target in internal(subject):
        numbered = subject.numbered.get(target.page or "", ())
        if target.page and target.fragment in shared.get(target.page, ()) and target.fragment not in numbered:
            message = f"several headings of `{target.page}` would be `#{target.fragment}`: this is the first"
            yield Finding(target.text.at(target.link.offset), message)
