"""Rules about event types."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
