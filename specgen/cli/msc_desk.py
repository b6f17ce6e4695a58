"""What the commands about proposals read beside a proposal: its repository, and what is around it there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.model.source import SourceFile
from specgen.msc.addresses import files_named
from specgen.msc.rule import Case
from specgen.msc.template import digests
from specgen.msc.text import NAME, ProposalText, read_proposal
from specgen.source.history import is_tracked, read_paths, read_trunk, top_of

FOLDER = "proposals"


@dataclass(frozen=True, slots=True)
class Written:
    """A proposal's file: where it is, what its repository calls it, and that repository's folder if it has one."""

    place: Path
    file: SourceFile
    root: Path | None


@dataclass(slots=True)
class Desk:
    """What was read of a repository of proposals; a class because each folder is asked about once."""

    accepted: dict[Path, frozenset[str]] = field(default_factory=dict)
    kept: dict[Path, bool] = field(default_factory=dict)
    templates: dict[Path, frozenset[str]] = field(default_factory=dict)
    names: dict[Path, frozenset[str]] = field(default_factory=dict)

    def case(self, written: Written, ids: Mapping[str, Mapping[str, frozenset[str]]], newest: str = "") -> Case:
        """Return a proposal with what is known around it."""
        proposal = read_proposal(written.file)
        root = written.root
        trunk = self.on_trunk(root) if root else frozenset()
        return Case(
            proposal=proposal,
            draft=bool(trunk or (root and self.kept[root])) and proposal.path not in trunk,
            accepted=frozenset(int(match[1]) for path in trunk if (match := NAME.match(path))),
            missing=frozenset(missing(proposal, root)) if root else frozenset(),
            ids=ids,
            newest=newest,
            template=self.template(written.place.parent),
            neighbours=self.beside(written.place.parent),
        )

    def on_trunk(self, root: Path) -> frozenset[str]:
        """Return the proposals on the trunk of a repository, by path from `root`; none where that is not known."""
        if root not in self.accepted:
            top = top_of(root)
            prefix = f"{root.resolve().relative_to(top.resolve()).as_posix()}/".removeprefix("./") if top else ""
            known = is_tracked(root) if top else False
            paths = read_paths(root, read_trunk(root), f"{prefix}{FOLDER}/") if known else ()
            self.kept[root] = known and bool(read_paths(root, "HEAD", f"{prefix}{FOLDER}/"))
            self.accepted[root] = frozenset(path[len(prefix) :] for path in paths if NAME.match(path))
        return self.accepted[root]

    def template(self, folder: Path) -> frozenset[str]:
        """Return the digests of the sentences of the templates in a folder."""
        if folder not in self.templates:
            files = sorted(folder.glob("0000-*template*.md"))
            self.templates[folder] = digests(file.read_text(encoding="utf-8", errors="replace") for file in files)
        return self.templates[folder]

    def beside(self, folder: Path) -> frozenset[str]:
        """Return the names of the proposals in a folder."""
        if folder not in self.names:
            self.names[folder] = frozenset(file.name for file in folder.glob("*.md"))
        return self.names[folder]


def missing(proposal: ProposalText, root: Path) -> Iterator[str]:
    """Yield the files that a proposal leads to and that are not there."""
    for path in files_named(proposal):
        if not (root / path).exists():
            yield path


def read_written(place: Path) -> Written:
    """Return a proposal's file. Raises `SpecgenError` where there is none that can be read."""
    try:
        data = place.read_bytes()
    except OSError as error:
        raise SpecgenError(f"cannot read `{place}`: {error.strerror}") from error
    absolute = place.resolve()
    root = next((each.parent for each in absolute.parents if each.name == FOLDER), None)
    path = absolute.relative_to(root).as_posix() if root else absolute.name
    return Written(place, SourceFile(path, data), root)


def proposals_in(names: Sequence[Path]) -> list[Written]:
    """Return the proposals that a user means: files, all of a folder, or without a name those in `proposals/`."""
    places: list[Path] = []
    for name in names or (Path(FOLDER),):
        if name.is_dir():
            inner = name / FOLDER if (name / FOLDER).is_dir() else name
            found = sorted(file for file in inner.glob("*.md") if file.is_file())
            if not found:
                raise SpecgenError(f"there is no proposal in `{name}`: give a file, or a folder with some")
            places.extend(found)
        elif not name.exists():
            raise SpecgenError(f"there is no `{name}`: give the file of a proposal, or a folder with some")
        else:
            places.append(name)
    return [read_written(place) for place in places]
