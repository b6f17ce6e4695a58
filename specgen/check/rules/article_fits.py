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

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# To look back from the first letter is quicker than to try every place for being the start of a word.
PAIR = re.compile(r"([Aa](?<!\w[Aa])n?)\s+([A-Za-z][a-z]{2,})(?![\w\ufffc])")
# Vowels that sound like consonants, those of them that do not, and a silent h.
LIKE_CONSONANT = ("uni", "use", "usa", "usu", "uti", "uri", "eu", "one", "once", "ubi", "uto", "ura", "uk")
UNLIKE = ("unim", "unin", "unint", "uniden", "unig")
SILENT = ("hour", "honest", "honour", "honor", "heir")
# Behind these an "A" is a name.
NO_NOUN = frozenset(("and", "are", "because", "does", "for", "has", "nor", "not", "was", "were", "will", "with"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each article that does not fit the word behind it."""
    for text, block in words(subject):
        for match in PAIR.finditer(block.text):
            word = match[2].lower()
            vowel = sounds_like_vowel(word)
            joined = block.text[match.start() - 1 : match.start()] in tuple("`'’.*/-\ufffc")
            if vowel != (len(match[1]) == 2) and not joined and word not in NO_NOUN:
                right = "an" if vowel else "a"
                place = text.at(block.offset + match.start())
                yield Finding(place, f"`{match[1]} {match[2]}`: write `{right} {match[2]}`")


def sounds_like_vowel(word: str) -> bool:
    """Tell whether a word in lower case starts with the sound of a vowel."""
    if word.startswith(SILENT):
        return True
    return word[0] in "aeiou" and (word.startswith(UNLIKE) or not word.startswith(LIKE_CONSONANT))
