"""The grammars in texts: blocks that say that they are ABNF, and blocks that look like it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.once import once
from specgen.check.texts.markdown import blank, code_blocks
from specgen.check.texts.mentions import living
from specgen.model.subject import Prose, Subject

INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?: {4}.*\n?(?:\n(?= {4}))?)+")
START = re.compile(r"\s*[A-Za-z][\w-]*[ \t]*=/?(?: |$)", re.M)
# What hardly anything but ABNF has: numbers of characters, repetitions, core rules after a choice.
TYPICAL = re.compile(r"%x[0-9A-Fa-f]{2}|(?<![\w*])\d*\*\d*[A-Za-z(\"]|\" / \"|\b(?:DIGIT|ALPHA|DQUOTE) / |=” ")
FOREIGN = re.compile(r"[{}$]|==|:=|\w\.\w+\(|\w\(|\breturn\b")


@dataclass(frozen=True, slots=True)
class Grammar:
    """One grammar: the text it stands in, where it starts there, and what it says."""

    prose: Prose
    offset: int
    text: str


@once
def grammars(subject: Subject) -> tuple[Grammar, ...]:
    """Return the grammars of all living texts."""
    return tuple(grammar for prose in living(subject) if " = " in prose.text for grammar in grammars_in(prose))


def grammars_in(prose: Prose) -> Iterator[Grammar]:
    """Yield the grammars of a text."""
    rest = prose.text
    for block in code_blocks(prose.text):
        end = block.offset + len(block.content)
        rest = rest[: block.offset] + blank(block.content) + rest[end:]
        if block.language == "abnf" or (block.language in ("", "nohighlight", "text") and is_grammar(block.content)):
            yield Grammar(prose, block.offset, block.content)
    for match in INDENTED.finditer(rest) if "    " in rest else ():
        if is_grammar(match[0]):
            yield Grammar(prose, match.start(), match[0])


def is_grammar(text: str) -> bool:
    """Tell whether a block that does not say what it is looks like ABNF."""
    plain = re.sub(r";[^\n]*|\"[^\"\n]*\"", '""', text)
    return START.match(text) is not None and TYPICAL.search(text) is not None and not FOREIGN.search(plain)
