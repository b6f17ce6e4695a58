"""The only writer: a folder or a file in one step. Touches nothing that it did not write or was told to replace."""

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact

MANIFEST = ".specgen.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: files in the folder, of which so many are new or different, and so many went away."""

    files: int
    changed: int
    removed: int


def write(artifacts: Sequence[Artifact], folder: Path) -> Written:
    """Make `folder` hold exactly the artifacts.

    Changes only files that differ and deletes only files that an earlier run wrote. Refuses, before anything is
    touched, a folder that holds other files. The new state is put in place in one step: a run that is stopped
    leaves the old files whole.
    """
    wanted = checked(artifacts)
    place = folder.resolve()
    known = owned_files(place, folder)
    same = {path for path, content in wanted.items() if path in known and (place / path).read_bytes() == content}
    done = Written(len(wanted), len(wanted) - len(same), len(known - wanted.keys()))
    if done.changed or done.removed or not (place / MANIFEST).is_file():
        try:
            swap(stage(wanted, same, place), place)
        except OSError as error:
            shutil.rmtree(place.with_name(f".{place.name}.specgen"), ignore_errors=True)
            raise SpecgenError(f"`{folder}` cannot be written: {error.strerror}") from error
    return done


def write_beside(artifacts: Sequence[Artifact], folder: Path) -> Written:
    """Put files into a folder that holds other things too, one by one and each in one step.

    Changes only what differs, deletes only what an earlier run wrote, and leaves alone what others put there, also
    where it has the name of an artifact. The manifest comes first, so that a run that is stopped owns what it wrote.
    """
    wanted = checked(artifacts)
    listed = read_manifest(folder)
    foreign = {path for path in wanted if path not in listed and (folder / path).exists()}
    mine = {path: content for path, content in wanted.items() if path not in foreign}
    changed = [path for path, content in mine.items() if present(folder / path) != content]
    removed = [path for path in listed - mine.keys() if (folder / path).is_file()]
    if changed or removed or listed != mine.keys():
        write_manifest(folder, sorted(listed | mine.keys()))
        for path in changed:
            write_file(folder / path, mine[path], replace=True)
        for path in removed:
            (folder / path).unlink()
        write_manifest(folder, sorted(mine))
    return Written(len(mine), len(changed), len(removed))


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what runs that were stopped have left beside files and folders of these names that are whole."""
    for place in (folder / name for name in names):
        if place.exists():
            for left in (f".{place.name}.specgen", f".{place.name}.specgen-old"):
                shutil.rmtree(place.with_name(left), ignore_errors=True)
            for staged in place.parent.glob(f".{place.name}.*.specgen"):
                staged.unlink(missing_ok=True)


def present(path: Path) -> bytes | None:
    """Return a file's content, or None where there is no file."""
    return path.read_bytes() if path.is_file() else None


def write_manifest(folder: Path, paths: Sequence[str]) -> None:
    """Note which files of a folder are ours."""
    write_file(folder / MANIFEST, (json.dumps({"files": paths}, indent=0) + "\n").encode(), replace=True)


def checked(artifacts: Sequence[Artifact]) -> dict[str, bytes]:
    """Return the artifacts by path. Raises `SpecgenError` where two share a path or one would leave the folder."""
    wanted: dict[str, bytes] = {}
    for artifact in artifacts:
        path = PurePosixPath(artifact.path)
        unsafe = (
            path.is_absolute() or ".." in path.parts or not path.parts or "\\" in artifact.path or "\0" in artifact.path
        )
        if unsafe or str(path) != artifact.path or artifact.path == MANIFEST:
            raise SpecgenError(f"`{artifact.path}` cannot be the path of an output file")
        if artifact.path in wanted:
            raise SpecgenError(f"two output files want to be `{artifact.path}`")
        wanted[artifact.path] = artifact.content
    folders = {str(parent) for path in wanted for parent in PurePosixPath(path).parents}
    both = sorted(folders & wanted.keys())
    if both:
        raise SpecgenError(f"`{both[0]}` would be a file and a folder at once")
    return wanted


def owned_files(place: Path, folder: Path) -> set[str]:
    """Return the files in the folder that an earlier run wrote. Raises `SpecgenError` if there are others."""
    if not place.exists():
        return set()
    if not place.is_dir():
        raise SpecgenError(f"`{folder}` is not a folder")
    listed = read_manifest(place)
    present = {path.relative_to(place).as_posix() for path in files_below(place)} - {MANIFEST}
    foreign = sorted(present - listed)
    if foreign:
        raise SpecgenError(f"`{folder}` holds `{foreign[0]}`, which specgen did not write: give an empty or new folder")
    return present


def files_below(place: Path) -> list[Path]:
    """Return everything below a folder that is not a plain folder; links count as files."""
    found: list[Path] = []
    for root, folders, names in os.walk(place):
        links = [name for name in folders if Path(root, name).is_symlink()]
        found.extend(Path(root, name) for name in (*names, *links))
    return found


def read_manifest(place: Path) -> set[str]:
    """Return the paths that the folder's manifest lists; none if it cannot be read."""
    try:
        listed = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    files = listed.get("files") if isinstance(listed, dict) else None
    return set(files) if isinstance(files, list) else set()


def stage(wanted: Mapping[str, bytes], same: set[str], place: Path) -> Path:
    """Return a folder beside `place` with all files: those that stay are linked, the others written."""
    parent = place.parent
    parent.mkdir(parents=True, exist_ok=True)
    staged = parent / f".{place.name}.specgen"
    shutil.rmtree(staged, ignore_errors=True)
    for path, content in wanted.items():
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path not in same or not linked(place / path, target):
            target.write_bytes(content)
    staged.mkdir(exist_ok=True)
    digest = hashlib.sha256(
        b"".join(sorted(hashlib.sha256(content).digest() for content in wanted.values()))
    ).hexdigest()
    manifest = {"files": sorted(wanted), "digest": digest}
    (staged / MANIFEST).write_text(json.dumps(manifest, indent=0) + "\n", encoding="utf-8")
    return staged


def linked(source: Path, target: Path) -> bool:
    """Make `target` a second name of `source`; tell whether the file system could."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def swap(staged: Path, place: Path) -> None:
    """Put the staged folder in place of the old one and remove the old one."""
    if not place.exists():
        staged.rename(place)
        return
    if not exchange(staged, place):
        old = place.with_name(f".{place.name}.specgen-old")
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        staged.rename(place)
        staged = old
    shutil.rmtree(staged)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (Linux, renameat2); tell whether the system could."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def write_file(path: Path, content: bytes, replace: bool = False) -> None:
    """Write one file in one step, with its folder. Raises `SpecgenError` if it is there, unless told to `replace` it.

    A run that is stopped leaves the old file whole, or none; of two runs at once that do not replace, one writes.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise SpecgenError(f"`{path}` is not a file that can be written")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".specgen", dir=target.parent)
        os.close(handle)
        place_file(content, Path(name), target, replace)
    except FileExistsError as error:
        raise SpecgenError(f"`{path}` is there already") from error
    except OSError as error:
        raise SpecgenError(f"`{path}` cannot be written: {error.strerror}") from error


def place_file(content: bytes, staged: Path, target: Path, replace: bool) -> None:
    """Fill a staged file and give it its name. Raises `FileExistsError` if that is taken and not to be replaced."""
    try:
        staged.write_bytes(content)
        staged.chmod(mode_of(target))
        if replace:
            staged.replace(target)
        elif not linked(staged, target):
            with target.open("xb") as file:
                file.write(content)
    finally:
        staged.unlink(missing_ok=True)


def mode_of(path: Path) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
