"""Rules about news fragments."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    fragment_area_known,
    fragment_bullet,
    fragment_empty,
    fragment_encoding,
    fragment_final_newline,
    fragment_folder,
    fragment_full_stop,
    fragment_msc_link_agrees,
    fragment_msc_linked,
    fragment_number,
    fragment_one_line,
    fragment_suffix,
    fragment_type_known,
    fragment_typo_line,
    fragment_unique,
    fragment_whitespace,
)

RULES: tuple[Rule, ...] = (
    fragment_area_known,
    fragment_bullet,
    fragment_empty,
    fragment_encoding,
    fragment_final_newline,
    fragment_folder,
    fragment_full_stop,
    fragment_msc_link_agrees,
    fragment_msc_linked,
    fragment_number,
    fragment_one_line,
    fragment_suffix,
    fragment_type_known,
    fragment_typo_line,
    fragment_unique,
    fragment_whitespace,
)
