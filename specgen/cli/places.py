"""What a user means by the places on a command line: a tree, or some files and folders of one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError
from specgen.layouts import LAYOUTS
from specgen.model.source import SourceTree
from specgen.source.git import is_repository

BUNDLE = re.compile(rb"# v\d+ git bundle\n")


@dataclass(frozen=True, slots=True)
class Places:
    """A tree as the user named it (None where they did not), and the files and folders of it that they mean."""

    tree: str | None = None
    inside: tuple[str, ...] = ()

    def only(self, found: list[Diagnostic], source: SourceTree) -> list[Diagnostic]:
        """Return what was found in these places of the tree. Raises `SpecgenError` for a place that is nowhere."""
        root = Path(self.tree or ".")
        wanted = [path_in(name, root, source) for name in self.inside]
        return [each for each in found if is_at(each.location.path, wanted)] if wanted else found


EVERYWHERE = Places()


def places_of(names: Sequence[str]) -> Places:
    """Return what is meant by `[TREE] [FILE]...`: the tree may be left out where it can be seen from the files.

    Raises `SpecgenError` where it cannot.
    """
    if not names:
        return EVERYWHERE
    if not is_part(names[0]):
        return Places(names[0], tuple(names[1:]))
    roots = {root_above(Path(name)): name for name in reversed(names)}
    if None in roots:
        raise SpecgenError(f"`{roots[None]}` is in no specification: name the tree first, as in check TREE FILE")
    if len(roots) > 1:
        raise SpecgenError(f"{' and '.join(f'`{name}`' for name in roots.values())} are in different specifications")
    return Places(str(next(iter(roots))), tuple(names))


def is_part(name: str) -> bool:
    """Tell whether a name is that of a file, or of a folder inside a specification, not that of a tree."""
    path = Path(name)
    if path.is_dir():
        return not is_root(path) and not is_repository(path) and root_above(path) is not None
    return path.is_file() and not is_bundle(path)


def is_bundle(path: Path) -> bool:
    """Tell whether a file is a git bundle."""
    with path.open("rb") as file:
        return BUNDLE.match(file.read(40)) is not None


def root_above(path: Path) -> Path | None:
    """Return the nearest folder at or above a path that holds a specification."""
    whole = path.resolve()
    root = next((folder for folder in (whole, *whole.parents) if is_root(folder)), None)
    return Path(".") if root == Path.cwd() else root


def is_root(folder: Path) -> bool:
    """Tell whether a folder holds a specification."""
    return any(all((folder / need).is_dir() for need in layout.needs) for layout in LAYOUTS)


def path_in(name: str, root: Path, source: SourceTree) -> str:
    """Return a path in a tree: one on the disk, or one that is relative to the tree already."""
    path, whole = Path(name), root.resolve()
    if path.exists() and path.resolve().is_relative_to(whole):
        return path.resolve().relative_to(whole).as_posix()
    relative = path.as_posix().rstrip("/")
    if source.find(relative) or next(source.under(relative), None):
        return relative
    raise SpecgenError(f"there is no `{name}` in {source.name}")


def is_at(path: str, places: Iterable[str]) -> bool:
    """Tell whether a path is one of some places, or below one."""
    return any(place in (path, ".") or path.startswith(f"{place}/") for place in places)
