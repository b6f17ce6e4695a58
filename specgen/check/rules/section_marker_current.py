"""A section is new since the earlier tree, and its marker names a version that is already out (with `--against`).

Why:
    The released version does not have it. Mostly a proposal was written for one release and merged after it.
Bad:
    ### Pinned rooms   (new since v1.18)

    {{% added-in v="1.18" %}} Users can pin rooms.
Good:
    ### Pinned rooms

    {{% added-in v="1.19" %}} Users can pin rooms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.check.texts.calls import Argument, calls
from specgen.check.texts.mentions import living
from specgen.check.texts.releases import earlier, version_of
from specgen.diagnostic import Severity
from specgen.model.spec import Spec
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous",)
# What a section starts with: its heading, and a marker in the first paragraph below.
START = re.compile(r"[^\n]*\n\s*(?=\{\{[%<]\s*added-in\b)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the marker of each new section that assigns it to an earlier release."""
    released = earlier(subject)
    if released is None or subject.previous is None:
        return
    before = bodies_of(subject.previous)
    known = {heading.text.lower() for body in before for heading in headings(body)}
    # A section that only has another title now is not new: there were as many of its version before.
    counted = Counter(argument.value for _, argument in marked(before))
    now = Counter(argument.value for _, argument in marked(text.text for text in living(subject)))
    for text in living(subject):
        for title, argument in marked((text.text,)):
            version = version_of(argument.value)
            grown = now[argument.value] > counted[argument.value]
            if version and version <= released and grown and title.lower() not in known:
                message = f"the section `{title}` is marked as added in {argument.value}, which did not have it"
                yield Finding(text.at(argument.offset), message)


def bodies_of(spec: Spec) -> tuple[str, ...]:
    """Return the texts of a specification."""
    return (*(page.body for page in spec.pages), *(text.body for text in spec.inclusions))


def marked(bodies: Iterable[str]) -> Iterator[tuple[str, Argument]]:
    """Yield the title of each section that begins with a marker, and the version that this names."""
    for body in bodies:
        for heading in headings(body) if "added-in" in body else ():
            match = START.match(body, heading.offset)
            call = next((call for call in calls(body) if match and call.start == match.end()), None)
            argument = call.get("v") if call else None
            if argument:
                yield heading.text, argument
