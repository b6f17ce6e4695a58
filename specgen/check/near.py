"""Near misses: what somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean `x`?` for a word that is close to a known one, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean `{close[0]}`?" if close else ""
