"""Rules about the names that texts mention."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    endpoint_link_agrees,
    endpoint_method,
    endpoint_misspelt,
    endpoint_placeholder,
    error_code_misspelt,
    event_link_agrees,
    identifier_misspelt,
    link_number_agrees,
    mentioned_event_is_event,
    name_defined,
    property_misspelt,
    room_version_known,
)

RULES: tuple[Rule, ...] = (
    identifier_misspelt,
    error_code_misspelt,
    endpoint_misspelt,
    endpoint_placeholder,
    endpoint_method,
    endpoint_link_agrees,
    event_link_agrees,
    link_number_agrees,
    mentioned_event_is_event,
    property_misspelt,
    room_version_known,
    name_defined,
)
