"""A word is spelt in two ways: with `z` and with `s`, with `or` and with `our`.

Why:
    A search for one spelling does not find the other, and anchors made of headings differ.
Bad:
    Servers authorise users. The authorization code …
Good:
    Servers authorise users. The authorisation code …
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
ENDS = r"(?:i[sz](?:e|es|ed|ing|ations?)|ou?r(?:s|ed|ing|able|ite|ites)?)"
WORD = re.compile(rf"(?<![\w\ufffc./@#$&:-])[A-Za-z]+{ENDS}(?![\w\ufffc/@#=-])")
STEM = re.compile(r"(\w{3,}?)(?:i[sz](e|es|ed|ing|ations?)|ou?r(?:s|ed|ing|able|ite|ites)?)\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each word in the rarer of its two spellings; changelogs are left alone."""
    found = [
        (text, block.offset + match.start(), match[0].lower())
        for text, block in words(subject)
        if not any("/changelog/" in url for url in text.urls)
        for match in WORD.finditer(block.text)
    ]
    counts = Counter(word for _, _, word in found)
    rarer = {word: other for word in counts if (other := sister(word)) and counts[other] > counts[word]}
    for text, offset, word in found:
        if word in rarer:
            message = f"`{word}` is spelt `{rarer[word]}` elsewhere ({counts[rarer[word]]} times)"
            yield Finding(text.at(offset), message)


def sister(word: str) -> str | None:
    """Return a word in its other spelling."""
    match = STEM.match(word)
    if match is None:
        return None
    stem, end = match[1], word[len(match[1]) :]
    if match[2]:
        return stem + end[0] + ("z" if end[1] == "s" else "s") + end[2:]
    return stem + (end.replace("our", "or", 1) if end.startswith("our") else end.replace("or", "our", 1))
