"""The versions of a specification that proposals are about: a repository with its releases as tags, or one tree."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import click

from specgen.cache import Cache, code_digest, default_folder, digest
from specgen.cli.trees import theme_files
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.load.settings import read_settings
from specgen.model.source import SourceFile, SourceTree
from specgen.msc.addresses import SpecLink, spec_link
from specgen.msc.inventory import Vocabulary
from specgen.msc.record import in_order
from specgen.msc.text import ProposalText
from specgen.propose.places import RELEASED, Places, ids_in, pack_places, places_of, unpack_places
from specgen.propose.words import pack_words, unpack_words, vocabulary_of
from specgen.source import read_tree
from specgen.source.git import is_remote
from specgen.source.refs import opened, read_tags


@dataclass(slots=True)
class Releases:
    """The versions of a specification, read when they are asked for; a class because it remembers and holds a copy.

    `base` is TREE as the user names it, `named` the version that it is: a release, or `unstable`. The others are the
    tags of its repository; `tags` are those of releases, each with the id of its tree.
    """

    base: str
    cache: Cache = field(default_factory=lambda: Cache(default_folder()))
    stack: ExitStack = field(default_factory=ExitStack)
    repository: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    named: str = ""
    trees: dict[str, SourceTree] = field(default_factory=dict)
    places: dict[str, Places] = field(default_factory=dict)

    def __enter__(self) -> "Releases":
        """Open the repository, if there is one; a bundle or a remote is copied for a while."""
        place, ref = split(self.base)
        try:
            self.repository = self.stack.enter_context(opened(place))
        except SpecgenError:
            if ref or not Path(place).is_dir():
                raise
        else:
            self.tags = {tag.name: tag.tree for tag in read_tags(self.repository) if RELEASED.match(tag.name)}
        copied = self.repository and not Path(place).is_dir()
        tree = read_tree(f"{self.repository}@{ref or 'HEAD'}" if copied else self.base)
        self.named = read_settings(tree, recognise(tree))[0].version
        self.trees[self.base] = tree
        return self

    def __exit__(self, *problem: object) -> None:
        """Remove the copy."""
        self.stack.close()

    @property
    def versions(self) -> tuple[str, ...]:
        """Return all versions, the oldest first; the tree that was named comes last if it is no release."""
        released = sorted(filter(RELEASED.match, {*self.tags, self.named}), key=in_order)
        return (*released, *(() if self.named in released else (self.named,)))

    @property
    def newest(self) -> str:
        """Return the last release, empty where none is known."""
        return next((each for each in reversed(self.versions) if RELEASED.match(each)), "")

    def base_tree(self) -> SourceTree:
        """Return the tree that the user named."""
        return self.trees[self.base]

    def tree(self, version: str) -> SourceTree:
        """Return the tree of one of the versions."""
        if version not in self.tags:
            return self.base_tree()
        if version not in self.trees:
            self.trees[version] = read_tree(f"{self.repository}@refs/tags/{version}")
        return self.trees[version]

    def at(self, version: str) -> Places | None:
        """Return the places of a version, None for a version that is not there."""
        if version in self.versions and version not in self.places:
            theme = theme_files()
            data = self.remembered("places", version, lambda: pack_places(places_of(self.tree(version), theme)), theme)
            self.places[version] = unpack_places(data)
        return self.places.get(version)

    def words(self) -> tuple[Vocabulary, ...]:
        """Return the names that each version knows, the oldest first, up to the one that was named."""
        return tuple(map(self.words_of, self.versions[: self.versions.index(self.named) + 1]))

    def words_of(self, version: str) -> Vocabulary:
        """Return the names that a version knows."""
        data = self.remembered("words", version, lambda: pack_words(vocabulary_of(self.tree(version), version)))
        return unpack_words(data, version)

    def remembered(
        self, kind: str, version: str, compute: Callable[[], bytes], beside: Sequence[SourceFile] = ()
    ) -> bytes:
        """Return what is computed from a version, or was before; what a tag leads to is known without reading it."""

        def told() -> bytes:
            click.echo(f"reading {version} of the specification", err=True)
            return compute()

        files = (*beside, *(() if version in self.tags else self.base_tree().files))
        parts = (part for file in files for part in (file.path.encode(), file.data))
        key = digest((code_digest().encode(), self.tags.get(version, "").encode(), *parts))
        return self.cache.call(f"{kind}-{version}", key, told)[0]

    def ids(self, proposals: Sequence[ProposalText]) -> dict[str, dict[str, frozenset[str]]]:
        """Return the ids of the versions that some proposals lead to."""
        named = {link.version for proposal in proposals for link in spec_links(proposal)}
        wanted = named | ({self.newest} if named & {"latest", "unstable"} else set())
        known = {version: places for version in sorted(wanted) if (places := self.at(version)) is not None}
        return {version: ids_in(places) for version, places in known.items()}


def spec_links(proposal: ProposalText) -> Iterator[SpecLink]:
    """Yield the places in the specification that a proposal leads to."""
    for start, end in proposal.urls:
        link = spec_link(proposal.text[start:end])
        if link is not None:
            yield link


def split(name: str) -> tuple[str, str]:
    """Return the place and the ref of TREE, as trees are read."""
    place, at, ref = name.rpartition("@")
    named = at and place and ref and not Path(name).exists() and (is_remote(place) or Path(place).exists())
    return (place, ref) if named else (name, "")
