"""Remembers what pure functions gave, by name and by what they were given. Forgetting is always correct."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


def key_of(parts: Iterable[bytes | str]) -> bytes:
    """Return a short key for some texts; where one ends and the next begins matters."""
    result = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        result.update(len(data).to_bytes(8, "big"))
        result.update(data)
    return result.digest()


@dataclass(slots=True)
class Latest(Generic[T]):
    """The latest result for each name; a class because it changes. Its size is that of one build, however many run."""

    known: dict[str, tuple[bytes, T]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def of(self, name: str, key: bytes, compute: Callable[[], T]) -> T:
        """Return the result for `name`: the remembered one if it was made of the same, else a new one."""
        self.asked.add(name)
        found = self.known.get(name)
        if found is not None and found[0] == key:
            return found[1]
        result = compute()
        self.known[name] = (key, result)
        return result

    def last(self, name: str) -> T | None:
        """Return the result that was remembered last for `name`, whatever it was made of."""
        found = self.known.get(name)
        return None if found is None else found[1]

    def turn(self) -> None:
        """Forget the names that nobody asked for since the last turn."""
        for name in self.known.keys() - self.asked:
            del self.known[name]
        self.asked.clear()

    def take(self, other: "Latest[T]") -> None:
        """Take over what another has remembered, for instance in another process."""
        self.known.update(other.known)
        self.asked.update(other.asked)
