"""Which known word an unknown one was probably meant to be."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], cutoff: float = 0.8) -> str | None:
    """Return the known word that is most like `word`, or None where none is."""
    options = sorted(set(known) - {word})
    folded = {option.casefold(): option for option in options}
    if word.casefold() in folded:
        return folded[word.casefold()]
    return next(iter(difflib.get_close_matches(word, options, 1, cutoff)), None)


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.8) -> str:
    """Return words in parentheses that suggest a known word, or nothing."""
    near = nearest(word, known, cutoff)
    return f" (did you mean `{near}`?)" if near else ""
