"""From a repository, or from folders with versions, to one site; each version's folder changes in one step."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeVar

from specgen.cache import Cache, code_digest, digest
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.model.artifact import Artifact
from specgen.model.release_history import History
from specgen.model.source import SourceTree
from specgen.pack import Product, pack, unpack
from specgen.parallel import each
from specgen.publish.arrange import Arrangement, arrange
from specgen.publish.dress import Place, dress_of, dressed, path_of, rebased
from specgen.publish.editions import LATEST, Edition, order
from specgen.publish.folder import Standing, read_index, read_version
from specgen.publish.index import FILE, Index, from_bytes
from specgen.publish.look import FOLDER, Setting, templates_of_versions
from specgen.publish.root import assets, frame_of, list_pages, root_files
from specgen.render.templates import Templates
from specgen.source.git import read_objects
from specgen.write import MANIFEST, Written, sweep, write, write_beside

T = TypeVar("T")
Files = Callable[[], Sequence[Artifact]]


class Watch(Protocol):
    """Looks on while work is done; what is done passes through."""

    def __call__(self, label: str, count: int, done: Iterator[T]) -> Iterator[T]:
        """Yield what is done as it comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of building a version: its index, or a sentence that says why there is none."""

    name: str
    index: Index | None = None
    failure: str = ""
    problems: int = 0
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """A folder of the site, and what writing it did."""

    name: str
    written: Written


@dataclass(frozen=True, slots=True)
class Maker:
    """Builds versions of a repository; a class because what it is asked for twice it takes from the cache.

    `known` are all versions of the repository, `common` is the digest of what they are built with.
    """

    repository: str
    cache: Cache
    setting: Setting
    known: tuple[Edition, ...]
    common: str
    history: History | None = None

    def key(self, edition: Edition) -> str:
        """Return the digest of what a version is built from. git's tree stands for the files in it."""
        told = self.earlier(edition) if self.setting.history else ()
        before = (word for each in told for word in (each.name, each.tree))
        words = (self.common, self.setting.root, edition.name, edition.tree, edition.day, *before)
        return digest(word.encode() for word in words)

    def earlier(self, edition: Edition) -> tuple[Edition, ...]:
        """Return a version and all before it."""
        return tuple(each for each in self.known if order(each.name) <= order(edition.name))

    def product(self, edition: Edition) -> tuple[Product, bool]:
        """Return a version, and whether it was remembered. Raises `SpecgenError` for a tree that does not load."""
        key = self.key(edition)

        def compute() -> bytes:
            # Not needed where nothing is new.
            make = import_module("specgen.publish.make").make
            tree = self.tree(edition)
            product: Product = make((edition, key), tree, self.setting, self.history)
            return pack(product)

        data, known = self.cache.call("edition", key, compute)
        return unpack(data), known

    def make(self, edition: Edition) -> Made:
        """Build a version."""
        if not edition.tree:
            return Made(name=edition.name, failure="the tag does not lead to a commit")
        try:
            product, known = self.product(edition)
        except SpecgenError as error:
            return Made(name=edition.name, failure=str(error))
        index = next(from_bytes(file.content, edition.name) for file in product.artifacts if file.path == FILE)
        return Made(name=edition.name, index=index, problems=len(product.problems), remembered=known)

    def tree(self, edition: Edition) -> SourceTree:
        """Read the files of a version."""
        return read_objects(self.repository, edition.ref, edition.name)

    def files(self, edition: Edition) -> Sequence[Artifact]:
        """Return the files of a version that was built."""
        return self.product(edition)[0].artifacts

    def with_history(self, due: Sequence[Edition]) -> "Maker":
        """Return this with the history up to the last of some versions, if pages are to show it."""
        if not (self.setting.history and due):
            return self
        trees = ((each.name, self.tree(each)) for each in self.earlier(due[-1]) if each.tree)
        past = import_module("specgen.history")
        cache = Cache(self.cache.folder, past.KEPT)
        return replace(self, history=past.history_of(list(filter(is_known, trees)), cache))


def is_known(version: tuple[str, SourceTree]) -> bool:
    """Tell whether a version's tree is of a known layout. What is wrong with others is told when they are built."""
    try:
        recognise(version[1])
    except SpecgenError:
        return False
    return True


def maker_of(repository: str, cache: Cache, setting: Setting, known: Sequence[Edition]) -> Maker:
    """Return what builds the versions of a repository."""
    files = (file for file in setting.theme if not file.path.startswith(FOLDER))
    parts = (part for file in (*files, *setting.news) for part in (file.path.encode(), file.data))
    words = (code_digest(), str(setting.history))
    return Maker(repository, cache, setting, tuple(known), digest((*(word.encode() for word in words), *parts)))


def publish(
    maker: Maker, editions: Sequence[Edition], standing: Standing, output: Path, watch: Watch
) -> tuple[list[Made], list[Put]]:
    """Build the versions that are new or were built from something else, and put all where they belong."""
    keys = {name: index.key for name, index in standing.versions.items()}
    due = [edition for edition in editions if keys.get(edition.name) != maker.key(edition)]
    made = []
    maker = maker.with_history(due)
    for edition, done in watch("building", len(due), each(due, maker.make)):
        made.append(done or Made(name=edition.name, failure="its process ended unexpectedly"))
    by_name = {edition.name: edition for edition in due}
    versions = sources(standing, output)
    versions |= {done.name: (done.index, partial(maker.files, by_name[done.name])) for done in made if done.index}
    return made, settle(versions, maker.setting, output, watch) if versions else []


def sources(standing: Standing, folder: Path) -> dict[str, tuple[Index, Files]]:
    """Return the versions in a folder and how their files are read."""
    return {name: (index, partial(read_version, folder / name)) for name, index in standing.versions.items()}


def settle(versions: Mapping[str, tuple[Index, Files]], setting: Setting, output: Path, watch: Watch) -> list[Put]:
    """Put versions into a site: each in its folder, the current one in `latest` too, then what leads to them."""
    arrangement = arrange([index for index, _ in versions.values()], setting.root)
    templates = templates_of_versions(setting.theme)
    due = [
        (index, place) for index, place in arrangement.placed if is_due(output / index.name, index, place, templates)
    ]

    def work(job: tuple[Index, Place]) -> Written | str:
        index, place = job
        try:
            return write(dressed(versions[index.name][1](), index, place, templates), output / index.name)
        except SpecgenError as error:
            return str(error)

    result = []
    for (index, _), written in watch("writing", len(due), each(due, work)):
        if not isinstance(written, Written):
            raise SpecgenError(written or f"`{output / index.name}` could not be written")
        result.append(Put(index.name, written))
    if arrangement.latest and is_due(output / LATEST, *arrangement.latest, templates):
        result.append(Put(LATEST, put_latest(*arrangement.latest, output, templates)))
    return [*result, *put_root(arrangement, setting, output)]


def is_due(folder: Path, index: Index, place: Place, templates: Templates) -> bool:
    """Tell whether a version's folder does not hold what it was built as, dressed for its place."""
    try:
        there = read_index(folder)
    except SpecgenError:
        return True
    return there is None or (there.key, there.dress) != (index.key, dress_of(index, place, templates))


def put_latest(index: Index, place: Place, output: Path, templates: Templates) -> Written:
    """Write the current version once more, with links that stay there."""
    files = rebased(read_version(output / index.name), path_of(f"{place.root}/{index.name}"), index.base_path)
    return write(dressed(files, index, place, templates), output / LATEST)


def put_root(arrangement: Arrangement, setting: Setting, output: Path) -> list[Put]:
    """Write what leads to the versions. The list that the switcher reads comes last."""
    templates = templates_of_versions(setting.theme)
    front = arrangement.front
    files = read_version(output / (LATEST if arrangement.latest else front.name))
    look = (frame_of(front, files, setting.root), templates)
    lists = [*list_pages(arrangement.listed, setting.root, look), *assets(setting.theme)]
    written = write(lists, output / "versions")
    root = root_files(arrangement.listed, front, files, (setting.root, templates))
    done = write_beside(root, output)
    folders = (LATEST, "versions", *(index.name for index, _ in arrangement.placed))
    sweep(output, (*folders, *(file.path for file in root), MANIFEST))
    return [Put("versions", written), Put("", done)]
