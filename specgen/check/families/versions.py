"""Rules about versions and what changed since the last one."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    addition_marked,
    addition_marker_current,
    addition_marker_true,
    anchor_kept,
    module_marked,
    removed_endpoint_mentioned,
    section_marker_current,
    version_marker_order,
    version_marker_released,
    version_marker_valid,
    version_typed_agrees,
    version_typed_by_hand,
)

RULES: tuple[Rule, ...] = (
    version_marker_valid,
    version_marker_released,
    version_marker_order,
    version_typed_agrees,
    version_typed_by_hand,
    addition_marked,
    addition_marker_current,
    addition_marker_true,
    module_marked,
    section_marker_current,
    removed_endpoint_mentioned,
    anchor_kept,
)
