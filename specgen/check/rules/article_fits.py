"""The article "a" stands before a vowel, or "an" before a consonant.

Why:
    It is a slip that readers stumble over, mostly left by a word that was changed.
Bad:
    Send a event to an room.
Good:
    Send an event to a room.
"""

import re
from collections.abc import Iterator

from specgen.check.blocks import words
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
PAIR = re.compile(r"(?<![\w`'’.*/-])([Aa]n?)\s+([A-Za-z][a-z]{2,})(?![\w\ufffc])")
# Vowels that sound like consonants, and a silent h.
LIKE_CONSONANT = ("uni", "use", "usa", "usu", "uti", "uri", "eu", "one", "once", "ubi", "uto", "ura", "uk")
SILENT = ("hour", "honest", "honour", "honor", "heir")
# Behind these an "A" is a name.
NO_NOUN = frozenset(("and", "are", "because", "does", "for", "has", "nor", "not", "was", "were", "will", "with"))
UNLIKE = ("unim", "unin", "unint", "uniden", "unig")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each article that does not fit the word behind it."""
    for text, block in words(subject):
        for match in PAIR.finditer(block.text):
            word = match[2].lower()
            if word in NO_NOUN:
                continue
            vowel = word.startswith(SILENT) or (
                word[0] in "aeiou" and (word.startswith(UNLIKE) or not word.startswith(LIKE_CONSONANT))
            )
            if vowel != (len(match[1]) == 2):
                right = "an" if vowel else "a"
                yield Finding(
                    text.at(block.offset + match.start()), f"`{match[1]} {match[2]}`: write `{right} {match[2]}`"
                )
