"""Rules about the names that texts mention."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    code_path_well_formed,
    endpoint_method,
    endpoint_misspelt,
    endpoint_placeholder,
    error_code_misspelt,
    identifier_misspelt,
    link_number_agrees,
    linked_parameter_known,
    mentioned_event_is_event,
    name_defined,
    parameter_named_as_declared,
    property_misspelt,
    room_version_known,
)

RULES: tuple[Rule, ...] = (
    identifier_misspelt,
    error_code_misspelt,
    endpoint_misspelt,
    endpoint_placeholder,
    endpoint_method,
    link_number_agrees,
    mentioned_event_is_event,
    property_misspelt,
    parameter_named_as_declared,
    linked_parameter_known,
    room_version_known,
    name_defined,
    code_path_well_formed,
)
