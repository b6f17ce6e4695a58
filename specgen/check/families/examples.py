"""Rules about examples."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    example_characters,
    example_complete,
    example_event_content,
    example_event_kind,
    example_event_type,
    example_fits_schema,
    example_identifier,
    example_name_misspelt,
    example_property_declared,
    example_sender,
    example_timestamp_unit,
    example_value_misspelt,
    json_block_fits,
)

RULES: tuple[Rule, ...] = (
    example_fits_schema,
    example_property_declared,
    example_identifier,
    example_characters,
    example_complete,
    example_event_content,
    example_event_kind,
    example_event_type,
    example_sender,
    json_block_fits,
    example_name_misspelt,
    example_timestamp_unit,
    example_value_misspelt,
)
