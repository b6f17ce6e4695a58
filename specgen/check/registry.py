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

# Every rule, in two groups that take about as long and share little work: they run at the same time.
DATA_RULES: tuple[Rule, ...] = (
    *files.RULES,
    *references.RULES,
    *openapi.RULES,
    *schemas.RULES,
    *examples.RULES,
    *events.RULES,
    *versions.RULES,
    *across.RULES,
    *news.RULES,
)
TEXT_RULES: tuple[Rule, ...] = (
    *shortcodes.RULES,
    *links.RULES,
    *markup.RULES,
    *names.RULES,
)
RULES = (*DATA_RULES, *TEXT_RULES)
