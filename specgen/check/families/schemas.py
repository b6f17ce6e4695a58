"""Rules about schemas, wherever they stand."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
