"""An `added-in` or `changed-in` names a version that is newer than the specification itself.

Why:
    Something that is in this version cannot have come with a later one.
Bad:
    <!-- in version 1.3 --> {{% added-in v="1.4" %}}
Good:
    <!-- in version 1.3 --> {{% added-in v="1.3" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import MARKS, calls
from specgen.check.texts.releases import current, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of a version that is not there yet."""
    newest = current(subject)
    if newest is None:
        return
    for text in texts(subject):
        for call in calls(text.text):
            argument = call.get("v") if call.name in MARKS else None
            version = version_of(argument.value) if argument else None
            if argument and version and version > newest:
                words = f"`v{newest[0]}.{newest[1]}` is the newest version that this can have come with"
                yield Finding(text.at(argument.offset), f"`{argument.value}` is yet to come: {words}")
