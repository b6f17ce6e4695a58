"""An example does not fit its schema.

Why:
    Readers copy examples; when the two disagree, one of them is wrong.
Bad:
    type: integer
    example: "5"
Good:
    type: integer
    example: 5
"""

from collections.abc import Iterator

from specgen.check.documents.follow import at
from specgen.check.documents.samples import Sample, at_each_place, samples, unwrapped
from specgen.check.documents.validation import Misfit, misfits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what does not fit, at its place in the example."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield what does not fit in each example, also in those that are shown in several places."""
    for sample in samples(subject):
        value, path = unwrapped(sample)
        whole_event = not sample.node.pointer
        for misfit in misfits(value, sample.expanded):
            if whole_event and misfit.path == ("type",):
                continue  # `example-event-type` says so in better words.
            yield finding(subject, sample, (*path, *misfit.path), misfit)


def finding(subject: Subject, sample: Sample, path: tuple[str | int, ...], misfit: Misfit) -> Finding:
    """Return a misfit at its place."""
    place = at(subject, sample.node, path)
    related = () if sample.schema.path == place.path else (sample.schema.location,)
    return Finding(place.location, misfit.message, related)
