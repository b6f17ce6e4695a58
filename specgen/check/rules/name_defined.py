"""A text mentions an event type, error code, endpoint or the like that nothing defines.

Why:
    Either it is misspelt or left over, or its definition is missing. Names that only examples show count as defined.
Bad:
    Servers respond with `M_NO_SUCH_THING`, which no endpoint and no list explains.
Good:
    Servers respond with `M_NOT_FOUND`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.endpoint_mentions import defined, matching, named
from specgen.check.error_codes import defined_codes, mentioned_codes
from specgen.check.mentioned_names import dotted
from specgen.check.inventory import inventory
from specgen.check.mentions import spans
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
PROPERTY = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention of a name that occurs nowhere else."""
    yield from undefined_codes(subject)
    known = inventory(subject)
    for mention in dotted(subject):
        if not known.knows(mention.text):
            yield Finding(mention.location, f"nothing defines `{mention.text}`")
    for mention in spans(subject):
        name = mention.text
        if PROPERTY.fullmatch(name) and not known.knows(name) and f"{name}s" not in known.defined:
            yield Finding(mention.location, f"nothing defines `{name}`")
    endpoints = defined(subject)
    for each in named(subject):
        if each.path.startswith("/_") and not next(matching(each.segments, endpoints), None):
            yield Finding(each.mention.location, f"no API has `{each.path}`")


def undefined_codes(subject: Subject) -> Iterator[Finding]:
    """Yield each error code that no list defines and that stands nowhere else."""
    codes = defined_codes(subject)
    often = Counter(code for _, code in mentioned_codes(subject))
    for place, code in mentioned_codes(subject):
        if code not in codes and often[code] == 1:
            yield Finding(place, f"nothing defines the error code `{code}`")
