"""`required` names a property that nothing declares.

Why:
    A name that is misspelt or stands in the wrong schema requires what nobody can know, and leaves what was meant
    optional.
Bad:
    properties:
      room_id: {type: string}
    required: [roomId]
Good:
    properties:
      room_id: {type: string}
    required: [room_id]
"""

from collections.abc import Iterator

from specgen.check.documents.follow import having
from specgen.check.documents.together import Together, togethers
from specgen.check.documents.vocabulary import types_of
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each required name that no schema looking at the same object declares; open objects stay quiet."""
    for each in togethers(subject):
        if not is_open(each):
            yield from undeclared(each)


def is_open(each: Together) -> bool:
    """Tell whether other properties than those that are named are foreseen."""
    if any(node.value for node in having(each.schemas, "patternProperties")):
        return True
    return any(node.value is not False for node in having(each.schemas, "additionalProperties"))


def undeclared(each: Together) -> Iterator[Finding]:
    """Yield the required names of one object that nothing declares."""
    for node in each.schemas:
        if "object" not in (types_of(node.value) or ("object",)):
            continue  # `keyword-fits-type` says so.
        for item in node.get("required").elements():
            if isinstance(item.value, str) and item.value not in each.properties:
                hint = did_you_mean(item.value, each.properties)
                yield Finding(item.location, f"`{item.value}` is required but no property declares it{hint}")
