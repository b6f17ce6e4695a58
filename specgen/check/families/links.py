"""Rules about links and anchors."""

from specgen.check.rule import Rule
from specgen.check.rules import (
    image_text,
    link_anchor_exists,
    link_anchor_stable,
    link_complete,
    link_encrypted,
    link_from_root,
    link_host_current,
    link_host_public,
    link_names_its_target,
    link_number_agrees,
    link_own_version,
    link_page_exists,
    link_redirected,
    link_reference_defined,
    link_reference_used,
    link_syntax,
    link_text_url,
    link_works_everywhere,
)

RULES: tuple[Rule, ...] = (
    image_text,
    link_anchor_exists,
    link_anchor_stable,
    link_complete,
    link_encrypted,
    link_from_root,
    link_host_current,
    link_host_public,
    link_names_its_target,
    link_number_agrees,
    link_own_version,
    link_page_exists,
    link_redirected,
    link_reference_defined,
    link_reference_used,
    link_syntax,
    link_text_url,
    link_works_everywhere,
)
