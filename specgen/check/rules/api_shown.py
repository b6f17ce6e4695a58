"""No page shows an API document, or an event schema.

Why:
    What it describes is not in the specification that people read.
Bad:
    api/client-server/new.yaml, and no {{% http-api spec="client-server" api="new" %}}
Good:
    {{% http-api spec="client-server" api="new" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)
WORDS = {"api": "API document", "event": "event schema"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each API document and event schema that rendering did not need."""
    for document in subject.of_kind(*WORDS):
        if document.path not in subject.referenced and document.root.value is not None:
            yield Finding(document.root.location, f"no page shows this {WORDS[document.kind]}")
