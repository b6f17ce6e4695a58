"""Where pages went: from one version to the next, as the versions themselves tell."""

from collections.abc import Iterable, Mapping, Sequence

from specgen.publish.index import Index, Leaf, likeness

# As git does: half of the lines are the same.
ALIKE = 0.5
FEWEST_IDS = 3
MOST_IDS = 0.6


def follow(indexes: Sequence[Index]) -> list[dict[str, str]]:
    """Return, for each version, where URLs of earlier ones lead that it does not have itself.

    `indexes` are in order, the oldest first. A target starts with `/`. What is gone without a successor is not named.
    """
    result: list[dict[str, str]] = []
    places: dict[str, str] = {}
    for before, index in zip((None, *indexes), indexes, strict=False):
        own = {url: url for url in index.pages} | dict(index.redirects)
        kept = {url: step(place, before, index) for url, place in places.items()} if before else {}
        result.append({url: place for url, place in kept.items() if place and url not in own})
        places = {url: place for url, place in kept.items() if place} | own
    return result


def step(place: str, before: Index, after: Index) -> str:
    """Return where a place of one version is in the next one; nothing where it is gone."""
    url, _, name = place.partition("#")
    if url in after.pages:
        target = url
    elif url in after.redirects:
        target, name = after.redirects[url], ""
    else:
        target = successor(url, before, after)
    page = target.partition("#")[0]
    if page not in after.pages:
        return ""
    kept = next((each for each in near(name, before.pages.get(url)) if each in after.pages[page].ids), "")
    return f"{target}#{kept}" if kept else target


def near(name: str, leaf: Leaf | None) -> tuple[str, ...]:
    """Return an anchor of a page and the one after it, which mostly stands at the same place."""
    if not name or leaf is None or name not in leaf.ids:
        return ()
    start = leaf.ids.index(name)
    return leaf.ids[start : start + 2]


def successor(url: str, before: Index, after: Index) -> str:
    """Return the page that took over from one that is gone: by its title, its lines, or its anchors."""
    gone = before.pages.get(url)
    if gone is None:
        return ""
    new = {each: leaf for each, leaf in after.pages.items() if each not in before.pages}
    best = max(((likeness(gone, leaf), each) for each, leaf in sorted(new.items())), default=(0.0, ""))
    if best[0] >= ALIKE:
        return best[1]
    named = [each for each, leaf in new.items() if leaf.title == gone.title]
    others = (leaf for each, leaf in before.pages.items() if each != url)
    return named[0] if len(named) == 1 else taken_in(gone, others, after.pages)


def taken_in(gone: Leaf, others: Iterable[Leaf], pages: Mapping[str, Leaf]) -> str:
    """Return the page that has most of the anchors of one that is gone; those that `others` had too do not count."""
    own = set(gone.ids).difference(*(leaf.ids for leaf in others))
    best = max(((len(own.intersection(leaf.ids)), url) for url, leaf in sorted(pages.items())), default=(0, ""))
    return best[1] if best[0] >= max(FEWEST_IDS, MOST_IDS * len(own)) else ""


def lost(indexes: Sequence[Index], moves: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the URLs that the last of some versions has lost, each with the name of the last one that had it."""
    known = {*indexes[-1].pages, *indexes[-1].redirects, *moves[-1]}
    return {url: index.name for index in indexes[:-1] for url in (*index.redirects, *index.pages) if url not in known}
