"""Where each of some versions stands: which one is current, and what leads from one to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.publish.dress import Place, status_of
from specgen.publish.editions import LATEST, UNSTABLE, order
from specgen.publish.index import Index
from specgen.publish.moves import follow, lost
from specgen.publish.root import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """All versions with their places, the oldest first; the copy of the current one; the list, the newest first."""

    placed: tuple[tuple[Index, Place], ...]
    latest: tuple[Index, Place] | None
    listed: tuple[Listed, ...]

    @property
    def front(self) -> Index:
        """Return the version that the root leads to: the current one, or without a release what there is."""
        return self.latest[0] if self.latest else self.placed[-1][0]


def arrange(found: Sequence[Index], root: str) -> Arrangement:
    """Return where versions stand."""
    indexes = sorted(found, key=lambda index: order(index.name))
    stable = [index for index in indexes if index.name != UNSTABLE]
    current = stable[-1] if stable else None
    forward = dict(zip((index.name for index in indexes), follow(indexes), strict=True))
    back = dict(zip((index.name for index in reversed(indexes)), follow(indexes[::-1]), strict=True))
    placed = []
    for index in indexes:
        moves = back if index.name == UNSTABLE else forward
        place = Place(
            status=status_of(index.name, current.name if current else ""),
            root=root,
            current=frozenset(current.pages) if current else frozenset(),
            renamed=renamed(index, current, moves[current.name]) if current else {},
            moved=forward[index.name],
            gone={},
        )
        placed.append((index, place))
    listed = [
        Listed(index=index, status=place.status, places=places(index, indexes, (back, forward)))
        for index, place in placed
    ]
    latest = next(((index, place) for index, place in placed if index is current), None)
    return Arrangement(
        placed=tuple(placed),
        latest=as_latest(latest, indexes, forward) if latest else None,
        listed=tuple(reversed(listed)),
    )


def renamed(index: Index, current: Index, moves: Mapping[str, str]) -> dict[str, str]:
    """Return the pages of a version that the current one has at another URL, and which."""
    elsewhere = {**moves, **current.redirects}
    return {url: elsewhere[url] for url in index.pages if url not in current.pages and url in elsewhere}


def places(index: Index, indexes: Sequence[Index], ways: Sequence[Mapping[str, Mapping[str, str]]]) -> dict[str, str]:
    """Return where pages of other versions stand in a version that does not have them under their URL."""
    elsewhere = {url: target for way in ways for url, target in way[index.name].items()} | dict(index.redirects)
    wanted = {url for each in indexes for url in each.pages} - index.pages.keys()
    return {url: elsewhere[url] for url in sorted(wanted) if url in elsewhere}


def as_latest(
    placed: tuple[Index, Place], indexes: Sequence[Index], forward: Mapping[str, Mapping[str, str]]
) -> tuple[Index, Place]:
    """Return the current version as it stands in `latest`: what it no longer has leads to the last one that had it."""
    index, place = placed
    until = [each for each in indexes if each.name != UNSTABLE]
    bases = {each.name: each.base_path for each in indexes}
    gone = {url: bases[name] + url for url, name in lost(until, [forward[each.name] for each in until]).items()}
    return replace(index, base=f"{place.root}/{LATEST}"), replace(place, gone=gone)
