"""The table of all rules. Apart from the engine, so that a remembered result does not pay for importing them."""

from specgen.check.families import (
    across,
    events,
    examples,
    files,
    links,
    markup,
    names,
    news,
    openapi,
    references,
    schemas,
    shortcodes,
    versions,
)
from specgen.check.rule import Rule

# Every rule, in the order of its family.
RULES: tuple[Rule, ...] = (
    *files.RULES,
    *references.RULES,
    *openapi.RULES,
    *schemas.RULES,
    *examples.RULES,
    *events.RULES,
    *shortcodes.RULES,
    *links.RULES,
    *markup.RULES,
    *names.RULES,
    *versions.RULES,
    *across.RULES,
    *news.RULES,
)
