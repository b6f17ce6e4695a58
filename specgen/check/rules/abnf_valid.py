"""A grammar in ABNF does not follow RFC 5234.

Why:
    Readers, and tools that make parsers of it, cannot tell what is meant.
Bad:
    ```abnf
    route = "via=” authority
    ```
Good:
    ```abnf
    route = "via=" authority
    ```
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.abnf import read_rules
from specgen.check.texts.abnf_blocks import grammars
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first fault of each rule of a grammar."""
    for grammar in grammars(subject):
        for rule in read_rules(grammar.text):
            if rule.fault:
                place = grammar.prose.at(grammar.offset + rule.fault.offset)
                yield Finding(place, f"{rule.fault.message} in the rule `{rule.name}`")
