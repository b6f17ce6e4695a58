"""A text mentions an error code that nothing defines, and one that is almost the same is defined.

Why:
    A client that looks for the misspelt code never sees the error.
Bad:
    The server responds with `M_UNKOWN_TOKEN`.
Good:
    The server responds with `M_UNKNOWN_TOKEN`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.error_codes import defined_codes, mentioned_codes
from specgen.check.texts.mentions import spans
from specgen.check.texts.slips import letters, nearest, slips_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
# Written as no code is, with other letters or signs.
OTHERWISE = re.compile(r"[Mm][_-][A-Za-z]+(?:[_-][A-Za-z0-9]+)*")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each error code that is near a defined one and not defined itself."""
    defined = defined_codes(subject)
    often = Counter(code for _, code in mentioned_codes(subject))
    lonely = {code for code in defined if often[code] == 1}
    slips = slips_of(lonely, defined - lonely)
    signs = {letters(code): code for code in defined}
    for mention in spans(subject):
        if OTHERWISE.fullmatch(mention.text) and signs.get(letters(mention.text), mention.text) != mention.text:
            code = signs[letters(mention.text)]
            if mention.text != mention.text.upper() or "-" in mention.text:
                yield Finding(mention.location, f"`{mention.text}` is written `{code}`")
    for place, code in mentioned_codes(subject):
        if code in slips:
            yield Finding(place, f"only this text knows `{code}`: did you mean `{slips[code]}`")
        if code not in defined and (near := nearest(code, defined)):
            yield Finding(place, f"nothing defines `{code}`: did you mean `{near}`")
