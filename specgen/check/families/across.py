"""Rules about documents that must agree."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    abnf_rule_defined,
    abnf_valid,
    api_shown,
    api_title_own,
    capability_documented,
    emoji_consistent,
    emoji_translated,
    error_code_example_listed,
    error_code_listed_once,
    fragment_included,
    list_in_order,
    module_in_table,
    module_included_once,
    module_row_known,
    room_version_listed,
    security_said,
    shown_once,
    signature_verifies,
)

RULES: tuple[Rule, ...] = (
    module_included_once,
    module_in_table,
    module_row_known,
    fragment_included,
    room_version_listed,
    capability_documented,
    error_code_example_listed,
    list_in_order,
    emoji_consistent,
    emoji_translated,
    signature_verifies,
    abnf_valid,
    abnf_rule_defined,
    security_said,
    api_shown,
    api_title_own,
    shown_once,
    error_code_listed_once,
)
