"""A text mentions a name of the standard that nothing defines, and one that is almost the same is defined.

Why:
    Implementers copy event types, login types, algorithms and capabilities from the text; others do not know the
    misspelt one.
Bad:
    The client sends an `m.room.mesage` event.
Good:
    The client sends an `m.room.message` event.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.inventory import inventory
from specgen.check.texts.mentioned_names import dotted
from specgen.check.texts.mentions import spans
from specgen.check.texts.slips import nearest, slips_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


# An event type without the `m.` that it begins with.
BARE = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention of an undefined name that is near a defined one."""
    known = inventory(subject)
    defined = sorted(name for name in known.defined if name.startswith(("m.", ".m.")))
    unknown = {mention.text for mention in dotted(subject) if not known.knows(mention.text)}
    lonely = {name for name in known.lonely if name.startswith("m.")}
    slips = slips_of(unknown | lonely, set(defined) - lonely)
    for mention in dotted(subject):
        name = mention.text
        near = slips.get(name) or (nearest(name, defined) if name in unknown else None)
        if near:
            said = "nothing defines" if name in unknown else "only this text knows"
            yield Finding(mention.location, f"{said} `{name}`: did you mean `{near}`")
    for mention in spans(subject):
        name = mention.text
        if BARE.fullmatch(name) and f"m.{name}" in known.event_types and not known.knows(name):
            yield Finding(mention.location, f"`{name}` lacks its beginning: did you mean `m.{name}`")
