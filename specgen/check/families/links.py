"""Rules about links and anchors."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
