"""Rules about news fragments."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
