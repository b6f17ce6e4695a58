"""Rules about documents that must agree."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
