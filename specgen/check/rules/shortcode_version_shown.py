"""An `added-in` or `changed-in` names the kind of version that its page is not about.

Why:
    A page about one room version shows marks of that room version only: a mark of a version of the specification
    vanishes there, and elsewhere a room version is shown as if it were one of the specification.
Bad:
    <!-- on the page of room version 6 --> {{% added-in v="1.2" %}}
Good:
    <!-- on the page of room version 6 --> {{% added-in v=6 %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.calls import MARKS, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark that vanishes on every page that shows it, or misleads there."""
    about_one = {page.url: page.version is not None for page in subject.spec.pages}
    for text in subject.prose:
        kinds = {about_one.get(url, False) for url in text.urls}
        for call in calls(text.text):
            version = call.get("v") if call.name in MARKS else None
            if version is None or len(kinds) != 1:
                continue
            if kinds == {True} and "." in version.value:
                yield Finding(text.at(version.offset), f"`{version.value}` is no room version: nothing is shown here")
            elif kinds == {False} and version.value.isdigit():
                yield Finding(text.at(version.offset), f"`{version.value}` is shown as a version of the specification")
