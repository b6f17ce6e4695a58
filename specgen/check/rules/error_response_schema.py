"""An error response has another schema than errors have here, or none.

Why:
    Clients read `errcode` of every error; where the schema does not have it, the page says that it is not there.
Bad:
    "404":
      content: {application/json: {schema: {type: object}}}
Good:
    "404":
      content: {application/json: {schema: {$ref: definitions/errors/error.yaml}}}
"""

from collections.abc import Iterator

from specgen.check.documents.errors import Content, error_contents, is_known, properties
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the JSON of each error without the properties that nine of ten errors have."""
    found = [each for each in error_contents(subject) if is_known(subject, each)]
    with_code = [each for each in found if "errcode" in properties(subject, each)]
    if len(with_code) >= 0.8 * len(found):
        for each in found:
            if each not in with_code and not is_flow(subject, each):
                yield Finding(each.place, f"response `{each.status}` has no `errcode` as other errors have")


def is_flow(subject: Subject, content: Content) -> bool:
    """Tell whether what is answered is not an error but what to do next: a list of ways to authenticate."""
    return "flows" in properties(subject, content)
