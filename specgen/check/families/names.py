"""Rules about the names that texts mention."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
