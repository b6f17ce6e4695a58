"""A fragment says that it clarifies an operation or event, and what that sends or takes has changed.

Why:
    Readers of a clarification do not change their code. What travels over the wire has changed, so they must.
Bad:
    12.clarification: Clarify `m.room.topic`.   …with a new required property
Good:
    12.breaking: Require `topic` in `m.room.topic`.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.endpoints_named import endpoints_in, normal
from specgen.diagnostic import Severity
from specgen.model.change import Change
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")
# What tells readers more than a clarification does.
LOUDER = ("breaking", "deprecation", "new", "removal", "feature")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each clarification whose operation changed on the wire, if no louder fragment names it."""
    changed = {normal(change.subject): change for change in subject.changes if matters(change)}
    fragments = list(fragment_files(subject))
    loud = {
        endpoint for fragment in fragments if fragment.type in LOUDER for endpoint, _ in endpoints_in(fragment.text)
    }
    for fragment in fragments:
        for endpoint, offset in endpoints_in(fragment.text) if fragment.type == "clarification" else ():
            change = changed.get(endpoint)
            if change and endpoint not in loud:
                what = f"{change.area} {change.kind}: `{change.path or change.subject}`"
                yield Finding(
                    fragment.at(offset), f"`{change.subject}` is not only clarified: {what}", (change.location,)
                )


def matters(change: Change) -> bool:
    """Tell whether a change of an operation makes readers change their code."""
    return change.area in ("parameter", "property", "body", "request-body") and (
        change.required or change.keyword == "required" or change.kind == "removed"
    )
