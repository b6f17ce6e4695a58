"""Rules about shortcodes."""

from specgen.check.rule import Rule
from specgen.check.rules import shortcode_argument, shortcode_known

RULES: tuple[Rule, ...] = (
    shortcode_argument,
    shortcode_known,
)
