"""Rules about shortcodes."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    shortcode_argument,
    shortcode_closed,
    shortcode_delimiter,
    shortcode_in_code,
    shortcode_in_description,
    shortcode_known,
    shortcode_own_line,
    shortcode_parameter,
    shortcode_syntax,
    shortcode_version,
    shortcode_version_released,
    shortcode_version_shown,
)

RULES: tuple[Rule, ...] = (
    shortcode_argument,
    shortcode_closed,
    shortcode_delimiter,
    shortcode_in_code,
    shortcode_in_description,
    shortcode_known,
    shortcode_own_line,
    shortcode_parameter,
    shortcode_syntax,
    shortcode_version,
    shortcode_version_released,
    shortcode_version_shown,
)
