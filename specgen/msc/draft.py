"""What a new proposal is called."""

import re
import unicodedata

NUMBER = re.compile(r"\s*MSC[ #-]?(?:\d+|[xX]{4})\s*[:–-]?\s*", re.I)
LONGEST = 60


def plain_title(title: str) -> str:
    """Return a title without a number before and a full stop behind it, on one line."""
    return re.sub(r"(?<!\.)\.\Z", "", NUMBER.sub("", " ".join(title.split()), count=1))


def slug_of(title: str) -> str:
    """Return the part of a file's name that tells the title: ASCII letters and digits in lower case, and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST]


def file_name(title: str, number: int | None) -> str:
    """Return a proposal's file name; without a number it says so."""
    return f"{f'{number:04}' if number else 'XXXX'}-{slug_of(title)}.md"
