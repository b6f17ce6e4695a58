"""Rules about event types."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    event_core_used,
    event_has_example,
    event_state_key,
    event_titled,
    event_type_in_schema,
    event_type_known,
    event_type_matches_file,
    event_type_said,
    example_event_known,
    same_schema_agrees,
)

RULES: tuple[Rule, ...] = (
    event_has_example,
    event_state_key,
    event_type_in_schema,
    event_type_known,
    event_type_matches_file,
    event_type_said,
    example_event_known,
    same_schema_agrees,
    event_core_used,
    event_titled,
)
