"""A response of status 429 does not say how long to wait, as others do.

Why:
    Clients that are limited look for it; one endpoint with the plain error schema teaches them to guess.
Bad:
    "429":
      content: {application/json: {schema: {$ref: definitions/errors/error.yaml}}}
Good:
    "429":
      content: {application/json: {schema: {$ref: definitions/errors/rate_limited.yaml}}}
"""

from collections.abc import Iterator

from specgen.check.documents.errors import Content, error_contents, is_known, properties
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each 429 without `retry_after_ms` where most have it, and that property below another status."""
    found = [each for each in error_contents(subject) if is_known(subject, each)]
    limits = [each for each in found if each.status == "429"]
    usual = sum(says_when(subject, each) for each in limits) >= 0.7 * len(limits)
    for each in found:
        if each.status == "429" and usual and not says_when(subject, each):
            yield Finding(each.place, "response `429` has no `retry_after_ms` as others have")
        if each.status != "429" and says_when(subject, each):
            yield Finding(each.place, f"response `{each.status}` has the schema of rate limits, which are 429")


def says_when(subject: Subject, content: Content) -> bool:
    """Tell whether a response says how long to wait."""
    return "retry_after_ms" in properties(subject, content)
