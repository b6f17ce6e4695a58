"""Which defined name an undefined one was meant to be: stricter than likeness, since names of a family are alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

# A word of a name with what divides it from the one before.
WORDS = re.compile(r"[^A-Za-z0-9]*(?:[A-Z]?[a-z0-9]+|[A-Z0-9]+)")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs by a slip of the pen or by one word; None where that is not clear."""
    near = sorted(each for each in known if each != name and not name.startswith(f"{each}.") and is_near(name, each))
    best = [each for each in near if letters(each) == letters(name)] or near
    return best[0] if len(best) == 1 else None


def slips_of(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return for each long name the one known name that it differs from by a letter; a plural is no slip."""
    index: dict[str, set[str]] = {}
    for each in known:
        for part in cuts(each):
            index.setdefault(part, set()).add(each)
    found = {}
    for name in names:
        near = {each for part in cuts(name) for each in index.get(part, ()) if is_one_letter(name, each)}
        if len(near) == 1 and len(name) > 7:
            found[name] = near.pop()
    return found


def cuts(name: str) -> Iterator[str]:
    """Yield a name, and what it is without one of its characters."""
    yield name
    yield from (name[:index] + name[index + 1 :] for index in range(len(name)))


def is_one_letter(one: str, other: str) -> bool:
    """Tell whether two names differ by one letter inside, or by two that were swapped."""
    if one.lower() in (f"{other}s".lower(), other.lower()) or other.lower() == f"{one}s".lower():
        return False
    return re.sub(r"\D", "", one) == re.sub(r"\D", "", other) and distance(one, other, 1) == 1


@lru_cache(maxsize=65536)
def letters(name: str) -> str:
    """Return a name without what divides its words, in lower case."""
    return re.sub(r"[^A-Za-z0-9]", "", name).lower()


def is_near(one: str, other: str) -> bool:
    """Tell whether two names differ by how they are divided, by a word more, or by a slip in one word."""
    if letters(one) == letters(other):
        return True
    short, long = sorted((words_of(one), words_of(other)), key=len)
    if len(short) == len(long):
        different = [(letters(a), letters(b)) for a, b in zip(short, long, strict=True) if a != b]
        return len(different) == 1 and is_slip(*different[0])
    return len(long) - len(short) == 1 and has_one_more(long, short)


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, each with what divides it from the one before."""
    return tuple(WORDS.findall(name))


def has_one_more(long: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether one name is another with a word more; two words are too few unless they stand at its ends."""
    ends = len(short) == 2 and (long[0], long[-1]) == tuple(short) and len(short[0]) > 3
    if len(short) < 3 and not ends:
        return False
    return any((*long[:index], *long[index + 1 :]) == tuple(short) for index in range(len(long)))


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by a letter, two in long words; numbers and short words never do."""
    length = min(len(one), len(other))
    if length < 4 or any(character.isdigit() for character in one + other):
        return False
    short, long = sorted((one, other), key=len)
    if length > 4 and long.startswith(short):  # `PARAM` for `PARAMETER`.
        return True
    limit = 1 if length < 7 else 2
    return distance(one, other, limit) <= limit


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters to change, add, drop or swap; more than `limit` counts as one more than it."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        last, before, row = before, row, [i + 1]
        for j, target in enumerate(other):
            cost = min(before[j] + (letter != target), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == target:
                cost = min(cost, last[j - 1] + 1)
            row.append(cost)
    return min(row[-1], limit + 1)
