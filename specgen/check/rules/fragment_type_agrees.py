"""A fragment says less than what changed: that it clarifies what now travels, or adds to what now breaks.

Why:
    Readers of a clarification do not change their code, and those of a new feature may put it off. What travels over
    the wire has changed, or no longer works as it did, so they must.
Bad:
    12.clarification: Clarify `m.room.topic`.   …with a new required property
Good:
    12.breaking: Require `topic` in `m.room.topic`.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import endpoints_in, normal
from specgen.diagnostic import Severity
from specgen.model.change import Change, Impact
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")
# What tells readers more than a clarification does.
LOUDER = ("breaking", "deprecation", "new", "removal", "feature")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each clarification whose operation changed on the wire, and each feature that breaks what was there."""
    yield from clarified(subject)
    yield from broken(subject)


def broken(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment of a feature that names what breaks, once for each operation or event, if no other does."""
    types = {fragment.file.path: fragment for fragment in fragment_files(subject)}
    seen = set()
    for judged, places in subject.told:
        fragments = [types[place.path] for place in places if place.path in types]
        change = judged.change
        if judged.impact != Impact.BREAKING or not fragments or any(each.type != "feature" for each in fragments):
            continue
        if (change.subject, fragments[0].file.path) not in seen:
            seen.add((change.subject, fragments[0].file.path))
            whom = "clients" if judged.client == Impact.BREAKING else "servers"
            message = f"`{change.subject}` breaks older {whom} (`{judged.judgement}`): this is more than a feature"
            yield Finding(fragments[0].at(0), message, (change.location,))


def clarified(subject: Subject) -> Iterator[Finding]:
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
        change.required or change.keyword == "required" or (change.kind == "removed" and not change.keyword)
    )
