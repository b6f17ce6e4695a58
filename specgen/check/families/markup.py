"""Rules about Markdown and what is left of other markup."""

from specgen.check.rule import Rule

RULES: tuple[Rule, ...] = ()
