"""Rules about API documents."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
