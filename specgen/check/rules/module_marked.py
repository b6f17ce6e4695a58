"""A module is new since the earlier tree, and does not say so (with `--against`).

Why:
    Readers who support older versions cannot see that others may not know it.
Bad:
    ### Pinned rooms

    Users can pin rooms.
Good:
    ### Pinned rooms

    {{% added-in v="1.19" %}}

    Users can pin rooms.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.check.texts.calls import calls
from specgen.check.texts.releases import current, earlier, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the title of each module that the earlier tree does not have and that no marker calls new."""
    version = current(subject)
    if version is None or subject.previous is None:
        return
    names = {text.name for text in subject.previous.inclusions if text.kind == "module"}
    bodies = [text.body for text in subject.previous.inclusions] + [page.body for page in subject.previous.pages]
    places = {
        text.location.path for text in subject.spec.inclusions if text.kind == "module" and text.name not in names
    }
    released = earlier(subject)
    for text in subject.prose if names else ():
        title = next(iter(headings(text.text)), None) if text.place.path in places else None
        if not title or any(f"# {title.text}\n" in body for body in bodies):
            continue
        versions = [version_of(mark) for mark in marks_of(text)]
        if not any(mark and (released is None or mark > released) for mark in versions):
            number = ".".join(map(str, version))
            yield Finding(
                text.at(title.offset), f"the module `{title.text}` is new and not marked as added in {number}"
            )


def marks_of(text: Prose) -> Iterator[str]:
    """Yield the versions that the markers of a text name."""
    for call in calls(text.text):
        argument = call.get("v") if call.name == "added-in" else None
        if argument:
            yield argument.value
