"""Rules about `$ref`."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    reference_allowed,
    reference_cycle,
    reference_extension,
    reference_pointer,
    reference_relative,
    reference_resolves,
    reference_siblings,
)

RULES: tuple[Rule, ...] = (
    reference_resolves,
    reference_relative,
    reference_pointer,
    reference_extension,
    reference_allowed,
    reference_siblings,
    reference_cycle,
)
