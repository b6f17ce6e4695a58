"""A news fragment of type `new` names an endpoint that was there before.

Why:
    Under New Endpoints readers expect what they could not call before; a change to an old one is a feature.
Bad:
    12.new: Add `POST /_matrix/client/v3/login`.   …which the last release had
Good:
    12.feature: Add refresh tokens to `POST /_matrix/client/v3/login`.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import endpoints_in, normal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("previous",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each endpoint with its method in a `new` fragment that the earlier tree has."""
    if subject.previous is None:
        return
    before = {normal(f"{each.method} {each.endpoint}") for api in subject.previous.apis for each in api.operations}
    for fragment in fragment_files(subject):
        found = [(endpoint, offset) for endpoint, offset in endpoints_in(fragment.text) if endpoint[0]]
        if fragment.type == "new" and found and all(endpoint in before for endpoint, _ in found):
            (method, path), offset = found[0]
            yield Finding(fragment.at(offset), f"`{method} {path}` was there before: this is no new endpoint")
