"""Rules about schemas, wherever they stand."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    format_fits_type,
    format_known,
    keyword_fits_type,
    property_is_schema,
    required_declared,
    schema_keyword_known,
    schema_keyword_value,
    schema_type_known,
    schema_type_present,
)

RULES: tuple[Rule, ...] = (
    schema_keyword_known,
    schema_type_known,
    schema_keyword_value,
    property_is_schema,
    format_known,
    format_fits_type,
    keyword_fits_type,
    schema_type_present,
    required_declared,
)
