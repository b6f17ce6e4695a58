"""Remembers results by the digest of what they were made of. Forgetting is always correct."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

KEPT = 12
PACKAGE = Path(__file__).parent


def digest(parts: Iterable[bytes]) -> str:
    """Return the digest of some texts; where one ends and the next begins matters."""
    result = hashlib.sha256()
    for part in parts:
        result.update(len(part).to_bytes(8, "big"))
        result.update(part)
    return result.hexdigest()


def code_digest() -> str:
    """Return the digest of specgen's own sources, so that another version never finds this one's results."""
    files = sorted(PACKAGE.rglob("*.py"))
    return digest(part for file in files for part in (file.relative_to(PACKAGE).as_posix().encode(), file.read_bytes()))


def default_folder() -> Path:
    """Return `$XDG_CACHE_HOME/specgen` (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if os.path.isabs(home) else Path.home() / ".cache") / "specgen"


class Cache:
    """A folder of results; without a folder it remembers nothing. A class because it has a place."""

    def __init__(self, folder: Path | None, kept: int = KEPT) -> None:
        """Take the folder, which is made when there is something to keep, and how many results of a kind stay."""
        self.folder = folder
        self.kept = kept

    def call(self, kind: str, key: str, compute: Callable[[], bytes]) -> tuple[bytes, bool]:
        """Return the result for a key, and whether it was remembered."""
        known = self.read(kind, key)
        if known is not None:
            return known, True
        result = compute()
        self.keep(kind, key, result)
        return result, False

    def read(self, kind: str, key: str) -> bytes | None:
        """Return what was kept, or None if there is nothing, or nothing whole."""
        if self.folder is None:
            return None
        file = self.folder / kind / key
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        check, content = data[:32], data[32:]
        return content if hashlib.sha256(content).digest() == check else None

    def keep(self, kind: str, key: str, content: bytes) -> None:
        """Keep a result and forget the ones that were not used for longest. A full or closed disk is no error."""
        if self.folder is None:
            return
        place = self.folder / kind
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=place, prefix=".", delete=False) as file:
                file.write(hashlib.sha256(content).digest() + content)
            os.replace(file.name, place / key)
            kept = sorted(place.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
            for old in kept[self.kept :]:
                old.unlink()
        except OSError:
            return
