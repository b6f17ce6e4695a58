"""What the commands that list proposals read: the repository's trunk and branches, the tracker, the changelogs."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.cli.findings import read_text
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.model.history import Branch
from specgen.model.source import SourceFile
from specgen.model.spec import Spec
from specgen.msc.record import Past, Record, combined, first_named, pasts, record_of
from specgen.msc.text import NAME
from specgen.msc.tracker import read_tracker
from specgen.propose.places import changelogs_of, spec_of
from specgen.source import read_tree
from specgen.source.history import (
    is_tracked,
    read_branches,
    read_objects,
    read_paths,
    read_touches,
    read_trunk,
    top_of,
)
from specgen.source.refs import opened

START = "proposals/"
PICTURES = (".png", ".svg", ".gif", ".jpg", ".jpeg", ".webp")
REMOTE = re.compile(r"[^/]+/")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository of proposals: its folder, its trunk, and where below its top the proposals are."""

    folder: Path
    trunk: str
    start: str


@dataclass(frozen=True, slots=True)
class Found:
    """All proposals, and the texts of their files."""

    records: tuple[Record, ...]
    texts: tuple[SourceFile, ...]


def read_records(name: str, tracker: Path | None, spec: str | None) -> Found:
    """Return all proposals of a repository or a folder, with what a tracker and a specification say of them."""
    with ExitStack() as stack:
        repository = repository_of(name, stack)
        if repository is None:
            pairs = [(record, file) for file in files_in(Path(name)) if (record := record_of(file, Past()))]
        else:
            pairs = [*on_trunk(repository), *on_branches(repository)]
    tracked = read_tracker(read_text(tracker), str(tracker)) if tracker else ()
    own = own_spec(name)
    named = spec_of(read_tree(spec)) if spec else own
    releases = first_named(changelogs_of(named)) if named else {}
    records = combined((record for record, _ in pairs), tracked, releases)
    return Found(at_home(records, own), tuple(file for _, file in pairs))


def some_records(name: str, tracker: Path | None, spec: str | None) -> Found:
    """Return all proposals, as `read_records` does. Raises `SpecgenError` where there is none."""
    found = read_records(name, tracker, spec)
    if not found.records:
        raise SpecgenError(f"there is no proposal in `{name}`: a repository has them in proposals/, as 1234-title.md")
    return found


def repository_of(name: str, stack: ExitStack) -> Repository | None:
    """Return the repository that a user means; None for a folder without one, or one that git does not keep."""
    path = Path(name)
    if path.is_dir() and not is_tracked(path):
        return None
    folder = Path(stack.enter_context(opened(name)))
    top = top_of(folder)
    prefix = f"{folder.resolve().relative_to(top.resolve()).as_posix()}/".removeprefix("./") if top else ""
    start = prefix if prefix.endswith(f"/{START}") or prefix == START else prefix + START
    trunk = read_trunk(folder)
    kept = any(read_paths(folder, tip, start) for tip in (trunk, "HEAD"))
    return Repository(folder, trunk, start) if kept or not files_in(path) else None


def files_in(folder: Path) -> list[SourceFile]:
    """Return the proposals of a folder, or of `proposals/` in it."""
    inner = folder / START if (folder / START).is_dir() else folder
    return [
        SourceFile(f"{START}{file.name}", file.read_bytes()) for file in sorted(inner.glob("*.md")) if file.is_file()
    ]


def read_pictures(name: str) -> tuple[SourceFile, ...]:
    """Return the pictures beside the proposals of a repository or a folder, by their paths from `proposals/` on."""
    with ExitStack() as stack:
        repository = repository_of(name, stack)
        return pictures_on(repository) if repository else pictures_in(Path(name))


def pictures_in(folder: Path) -> tuple[SourceFile, ...]:
    """Return the pictures below a folder of proposals."""
    inner = folder / START if (folder / START).is_dir() else folder
    return tuple(
        SourceFile(f"{START}{file.relative_to(inner).as_posix()}", file.read_bytes())
        for file in sorted(inner.rglob("*"))
        if file.is_file() and file.suffix.lower() in PICTURES and not file.is_symlink()
    )


def pictures_on(repository: Repository) -> tuple[SourceFile, ...]:
    """Return the pictures on the trunk, and those that are only on branches."""
    wanted: dict[str, str] = {}
    tips = (repository.trunk, *(branch.tip for branch in read_branches(repository.folder)))
    for tip in tips:
        for path in read_paths(repository.folder, tip, repository.start):
            if path.lower().endswith(PICTURES) and path.isprintable():
                wanted.setdefault(path, f"{tip}:{path}")
    found = read_objects(repository.folder, list(wanted.values())) if wanted else ()
    return tuple(SourceFile(START + file.path[len(repository.start) :], file.data) for file in found)


def on_trunk(repository: Repository) -> Iterator[tuple[Record, SourceFile]]:
    """Yield the proposals on the trunk, with their files."""
    folder, trunk, start = repository.folder, repository.trunk, repository.start
    known = pasts(read_touches(folder, [trunk], start), read_touches(folder, [trunk], start, merges=True))
    paths = [path for path in read_paths(folder, trunk, start) if NAME.match(path)]
    for file in read_objects(folder, [f"{trunk}:{path}" for path in paths]):
        record = record_of(file, known.get(file.path, Past()))
        if record:
            yield record, file


def on_branches(repository: Repository) -> Iterator[tuple[Record, SourceFile]]:
    """Yield the proposals that are only on branches, each from the branch with the newest commit."""
    folder, trunk, start = repository.folder, repository.trunk, repository.start
    accepted = {number_of(path) for path in read_paths(folder, trunk, start)}
    seen: set[int] = set()
    for branch in read_branches(folder):
        paths = [path for path in read_paths(folder, branch.tip, start) if number_of(path)]
        mine = [path for path in paths if number_of(path) not in accepted | seen]
        if mine:
            known = pasts(read_touches(folder, [branch.tip, f"^{trunk}"], start))
            seen.update(map(number_of, mine))
            for file in read_objects(folder, [f"{branch.tip}:{path}" for path in mine]):
                record = record_of(file, known.get(file.path, Past()), short(branch))
                if record:
                    yield record, file


def number_of(path: str) -> int:
    """Return the number of a proposal's path, 0 for something else."""
    name = NAME.match(path)
    return int(name[1]) if name else 0


def short(branch: Branch) -> str:
    """Return a branch's name without that of its remote."""
    return branch.name if branch.local else REMOTE.sub("", branch.name, count=1)


def own_spec(name: str) -> Spec | None:
    """Return the specification that has its proposals in the same repository, None for a repository of proposals."""
    try:
        tree = read_tree(name)
        recognise(tree)
    except SpecgenError:
        return None
    return spec_of(tree)


def at_home(records: Sequence[Record], own: Spec | None) -> tuple[Record, ...]:
    """Return proposals whose pull requests are in the repository of their specification, if that is one."""
    address = own.settings.repository if own else ""
    return tuple(
        replace(each, url=f"{address}/pull/{each.number}") if address and each.tracked is None else each
        for each in records
    )
