"""A grammar in ABNF uses a rule that no grammar of the specification defines, or defines one twice.

Why:
    The grammar is incomplete; mostly a rule was renamed, or its name is misspelt.
Bad:
    ```abnf
    user_id = "@" locapart
    localpart = 1*ALPHA
    ```
Good:
    ```abnf
    user_id = "@" localpart
    localpart = 1*ALPHA
    ```
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.abnf import CORE, read_rules
from specgen.check.texts.abnf_blocks import grammars
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each use of an unknown rule, and each second definition in one block."""
    found = [(grammar, rule) for grammar in grammars(subject) for rule in read_rules(grammar.text)]
    known = {rule.name.lower() for _, rule in found} | CORE
    for grammar, rule in found:
        for name, offset in rule.uses if not rule.fault else ():
            if name.lower() not in known:
                yield Finding(grammar.prose.at(grammar.offset + offset), f"no grammar defines `{name}`")
    seen = set()
    for grammar, rule in found:
        key = (grammar.prose.place, grammar.offset, rule.name.lower())
        if key in seen and not rule.more:
            yield Finding(grammar.prose.at(grammar.offset + rule.offset), f"`{rule.name}` is defined already")
        seen.add(key)
