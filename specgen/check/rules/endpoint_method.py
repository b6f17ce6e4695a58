"""A text mentions an endpoint with a method that no operation has there.

Why:
    A server answers another method with 405.
Bad:
    Use `PUT /_matrix/client/v3/login`.
Good:
    Use `POST /_matrix/client/v3/login`.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import resolved
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention of a known path with a method that it does not have."""
    for each, meant in resolved(subject):
        methods = sorted({method for endpoint in meant for method in endpoint.methods})
        if each.method and methods and each.method not in methods:
            listed = ", ".join(f"`{method}`" for method in methods)
            yield Finding(each.mention.location, f"`{each.path}` has no `{each.method}`, only {listed}")
