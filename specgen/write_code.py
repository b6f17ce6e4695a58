"""The writer of generated code: replaces and deletes only what it wrote, and only as it left it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact
from specgen.write import Written, checked, write_file

Intact = Callable[[bytes], bool | None]
# Folders that only some kinds of packages have: what is left of another kind there goes too, as far as it is intact.
SOMETIMES = ("conformance",)
SKIPPED = frozenset({"__pycache__", ".git", ".venv", "node_modules"})


def write_code(
    artifacts: Sequence[Artifact], folder: Path, intact: Intact, *, force: bool = False, keep: bool = False
) -> Written:
    """Write generated files, and delete those of an earlier run that are no longer made.

    `intact` tells of a file's bytes whether it is as it was generated; None for a file that was not generated.
    Raises SpecgenError, before anything is touched, where a file was changed by hand or is somebody's own, unless
    `force`; and always where a link leads out of the folder. Each file is put in place in one step. With `keep`,
    nothing is deleted.
    """
    wanted = checked(artifacts)
    refuse_links(wanted, folder)
    try:
        return put(wanted, folder, intact, force=force, keep=keep)
    except OSError as error:
        raise SpecgenError(f"`{error.filename or folder}` cannot be written: {error.strerror}") from error


def refuse_links(wanted: Iterable[str], folder: Path) -> None:
    """Raise SpecgenError where a link stands for the folder's own files: what it leads to is not ours to replace."""
    if folder.is_symlink() and not folder.exists():
        raise SpecgenError(f"`{folder}` is a link that leads nowhere")
    places = {place for path in wanted for place in (path, *map(str, PurePosixPath(path).parents)) if place != "."}
    linked = sorted(place for place in places if (folder / place).is_symlink())
    if linked:
        raise SpecgenError(f"`{linked[0]}` in `{folder}` is a link: remove it, files are only written where they stand")


def put(wanted: Mapping[str, bytes], folder: Path, intact: Intact, *, force: bool, keep: bool) -> Written:
    """Write what differs, and delete what is no longer made. Raises SpecgenError, OSError."""
    tops = sorted({path.split("/")[0] for path in wanted})
    found = {path: data for top in SOMETIMES for path, data in present(folder, top) if intact(data)}
    found |= {path: data for top in tops for path, data in present(folder, top)}
    different = [path for path, content in wanted.items() if found.get(path) != content]
    foreign = [path for path in different if path in found and found[path] and intact(found[path]) is not True]
    stale = [path for path, data in found.items() if path not in wanted and intact(data) is not None and not keep]
    edited = [path for path in stale if not intact(found[path])]
    refused = [*foreign, *edited]
    if refused and not force:
        more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
        raise SpecgenError(f"`{refused[0]}`{more} in `{folder}` is not as it was generated: --force replaces it")
    for path in different:
        write_file(folder / path, wanted[path], replace=True)
    for path in stale:
        (folder / path).unlink()
        remove_empty((folder / path).parent, folder)
    return Written(len(wanted), len(different), len(stale))


def present(folder: Path, top: str) -> list[tuple[str, bytes]]:
    """Return the files below one of the folder's entries, by their path in it."""
    place = folder / top
    files = [place] if place.is_file() else sorted(place.rglob("*"))
    return [
        (file.relative_to(folder).as_posix(), file.read_bytes())
        for file in files
        if file.is_file() and not SKIPPED & set(file.relative_to(folder).parts)
    ]


def remove_empty(place: Path, folder: Path) -> None:
    """Remove folders that are left empty, up to the output folder."""
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent


def read_project(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the Python files that are beside and below the paths of a folder, by their path in it."""
    tops = sorted({path.split("/")[0] for path in paths})
    found = (each for top in tops for each in present(folder, top))
    return {path: data.decode(errors="replace") for path, data in found if path.endswith(".py")}


def write_new(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is somebody's."""
    wanted = checked([Artifact(path, data) for path, data in files.items()])
    refuse_links(wanted, folder)
    for path, content in wanted.items():
        write_file(folder / path, content, replace=True)
