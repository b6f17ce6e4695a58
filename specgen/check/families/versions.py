"""Rules about versions and what changed since the last one."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
