"""Rules about files and how they are written."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    file_encoding,
    front_matter_closed,
    suppression_reason,
    suppression_used,
    toml_syntax,
    yaml_duplicate_key,
    yaml_key_scalar,
    yaml_syntax,
    yaml_too_large,
)

RULES: tuple[Rule, ...] = (
    file_encoding,
    front_matter_closed,
    toml_syntax,
    yaml_syntax,
    yaml_duplicate_key,
    yaml_key_scalar,
    yaml_too_large,
    suppression_reason,
    suppression_used,
)
