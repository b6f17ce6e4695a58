"""A text mentions a property or parameter that nothing defines, and one that is almost the same is defined.

Why:
    Readers look for it in vain, and implementers send a key that nobody reads.
Bad:
    Clients should use the `origin_server_tss` of the event.
Good:
    Clients should use the `origin_server_ts` of the event.
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.inventory import inventory
from specgen.check.texts.mentions import spans
from specgen.check.texts.slips import nearest, slips_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name of several words that stands in one place, defined nowhere, and is near a defined one."""
    known = inventory(subject)
    defined = sorted(name for name in known.defined if NAME.fullmatch(name))
    unknown = [mention for mention in spans(subject) if NAME.fullmatch(mention.text) and not known.knows(mention.text)]
    often = Counter(mention.text for mention in unknown)
    # What a text names again and again is no slip; one `auth_event` among `auth_events` is none either.
    once = {name for name, count in often.items() if count == 1 and f"{name}s" not in known.defined}
    lonely = {name for name in known.lonely if NAME.fullmatch(name)}
    slips = slips_of(once | lonely, (name for name in defined if name not in lonely))
    for mention in spans(subject):
        name = mention.text
        near = slips.get(name) or (nearest(name, defined) if name in once else None)
        if near:
            said = "nothing defines" if name in once else "only this text knows"
            yield Finding(mention.location, f"{said} `{name}`: did you mean `{near}`")
