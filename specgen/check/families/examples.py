"""Rules about examples."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
