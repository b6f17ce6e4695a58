"""The namespaced names of the standard (`m.room.member`, `M_FORBIDDEN`) as texts mention them."""

import re

from specgen.check.once import once
from specgen.check.texts.mentions import Mention, found
from specgen.model.subject import Subject

# Underscores may be escaped in running text. A dot before it, as in `.m.rule.master`, belongs to the name.
DOTTED = re.compile(r"(?<![\w/.@#&=*-])(\.?m\.(?:[a-z0-9-]|\\?_)+(?:\.(?:[a-z0-9-]|\\?_)+)*)(?![\w*<{(/]|\.?[\[<{*])")
CODE = re.compile(r"(?<![\w.])(M_[A-Z0-9]+(?:_[A-Z0-9]+)*)(?![\w*])")
MADE_UP = re.compile(r"example|custom|foo|bar\b|xxx|your", re.I)


@once
def dotted(subject: Subject) -> tuple[Mention, ...]:
    """Return the mentions of names that begin with `m.`, without escapes."""
    return tuple(
        Mention(mention.prose, mention.offset, mention.text.replace("\\", "").rstrip("-_"))
        for mention in found(subject, DOTTED, "m.")
        if not is_made_up(mention.text)
    )


@once
def codes(subject: Subject) -> tuple[Mention, ...]:
    """Return the mentions of error codes."""
    return tuple(mention for mention in found(subject, CODE, "M_") if not is_made_up(mention.text))


def is_made_up(name: str) -> bool:
    """Tell whether a name says itself that it stands for others."""
    return MADE_UP.search(name) is not None
