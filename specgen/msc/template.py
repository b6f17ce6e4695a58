"""Sentences of templates, known by their digests: other people's text is not ours to carry along."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

END = re.compile(r"(?<=[.!?])[*_)\"]*\s+")
MARKS = re.compile(r"[*_>#`]+")
FEWEST_WORDS = 7
KNOWN = """
009d5cfb2527 07b41c33d4e5 0d60ed876418 10a05f422a0f 15507a4e4acb 16c2d7f815a8 195d008c24fd 1b6ddd7d4c4b 1c51f76ef62e
2362731a2c87 2a9ebb3a9446 369f1832d784 40118b98946a 40739293342b 46e9d6e59f84 4ee393900a7b 54c56b1a053f 558780234178
5796df6a43d3 5d237e2ef1cf 6bd4c1357cc4 7151ad62ddb3 7c1598be781a 7e46a88b414a 7eb020aa02ec 811047efe884 8113821f2c40
84de40ae3ab0 87b8ecb1b5f3 880f33c292d2 8c6af4846bd8 8edb2940a807 90f1c32c692b 92cfb32058a7 94f9ff0e5171 95a6e67a8bd5
9a0e848d50d6 a524bd5b2868 a6138e367c7f a6baabdd70d1 a7338a0077ed ab8a2d5aae9e b3960059a0c2 b4387103c2b4 bafa87d78f96
bc5de4249852 bf824b1e7836 c10b803f51c8 d2b0138db12e d82fffcf157c e74b3957f118 eae762a2e07e f1ca5bc6845b f3eda5d7a3cb
ff474f593496
"""


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a text that has some length, with its digest. Marks and line ends do not count."""
    for sentence in END.split(text):
        plain = " ".join(MARKS.sub("", sentence).split())
        if plain.count(" ") >= FEWEST_WORDS - 1:
            yield plain, sha256(plain.lower().encode()).hexdigest()[:12]


def digests(texts: Iterable[str]) -> frozenset[str]:
    """Return the digests of all sentences in the paragraphs of some templates."""
    paragraphs = (paragraph for text in texts for paragraph in re.split(r"\n\s*\n", text))
    return frozenset(digest for paragraph in paragraphs for _, digest in sentences(paragraph))


@lru_cache(maxsize=1)
def known_digests() -> frozenset[str]:
    """Return the digests of the sentences in the Matrix process's own template."""
    return frozenset(KNOWN.split())
