"""Rules about `$ref`."""

from specgen.check.rule import Rule
from specgen.check.rules import reference_resolves

RULES: tuple[Rule, ...] = (reference_resolves,)
