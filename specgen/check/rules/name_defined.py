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

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import close, defined, resolved, segments_of
from specgen.check.texts.error_codes import defined_codes
from specgen.check.texts.inventory import inventory
from specgen.check.texts.mentioned_names import codes, dotted
from specgen.check.texts.mentions import Mention, spans
from specgen.check.texts.slips import nearest, slips_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
PAST = re.compile(r"\b(?:[Oo]lder|[Pp]revious(?:ly)?|[Ee]arlier|[Dd]eprecated?s?|[Rr]emoved|no longer|lack)\b")
PROPERTY = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention of a name that occurs nowhere else; what is named often is mostly explained in words."""
    unknown = [*unknown_codes(subject), *unknown_names(subject)]
    often = Counter(mention.text for mention in unknown)
    slips = slips_of(often, inventory(subject).defined)
    for mention in unknown:
        before = mention.prose.text[max(0, mention.offset - 150) : mention.offset]
        if (
            often[mention.text] == 1
            and not PAST.search(before)
            and not (mention.text in slips or is_slip(subject, mention.text))
        ):
            yield Finding(mention.location, f"nothing defines `{mention.text}`, and nothing else mentions it")


def unknown_names(subject: Subject) -> Iterator[Mention]:
    """Yield the mentions of names, properties and endpoints that nothing defines."""
    known = inventory(subject)
    for mention in dotted(subject):
        if not known.knows(mention.text):
            yield mention
    for mention in spans(subject):
        name = mention.text
        if PROPERTY.fullmatch(name) and not known.knows(name) and f"{name}s" not in known.defined:
            yield mention
    for each, meant in resolved(subject):
        if each.path.startswith("/_") and not meant:
            yield Mention(each.mention.prose, each.mention.offset, each.path.partition("?")[0])


def unknown_codes(subject: Subject) -> Iterator[Mention]:
    """Yield the mentions of error codes that no list defines and no example has."""
    known, shown = defined_codes(subject), inventory(subject).shown
    for mention in codes(subject):
        if mention.text not in known and mention.text not in shown:
            yield mention


def is_slip(subject: Subject, name: str) -> bool:
    """Tell whether a name is near a known one: then the rules about what is misspelt speak."""
    if name.startswith("/"):
        return len(close(segments_of(name), defined(subject))) == 1
    if name.startswith("M_"):
        return nearest(name, defined_codes(subject)) is not None
    names = inventory(subject).defined
    dots = "." in name
    return nearest(name, (each for each in names if ("." in each) == dots)) is not None
