"""Which versions a repository has: every tag that is a release, and the branch on which the work goes on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specgen.errors import SpecgenError
from specgen.source.refs import Ref

UNSTABLE = "unstable"
LATEST = "latest"
VERSION = re.compile(r"v\d+(\.\d+)+\Z", re.ASCII)
LIKE_ONE = re.compile(r"v\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version to build: its name is its folder, `ref` and `tree` are git's, `day` is that of the commit."""

    name: str
    ref: str
    tree: str
    day: str


def order(name: str) -> tuple[int, tuple[int, ...], str]:
    """Return what versions are sorted by: releases by their numbers, then the unstable one."""
    if not VERSION.match(name):
        return 1, (), name
    return 0, tuple(int(number) for number in name[1:].split(".")), name


def releases(names: Iterable[str]) -> list[str]:
    """Return the releases among versions, the oldest first."""
    return sorted((name for name in names if VERSION.match(name)), key=order)


def editions_of(tags: Sequence[Ref], branch: Ref | None) -> list[Edition]:
    """Return what there is to build, the oldest first."""
    found = [(tag.name, tag) for tag in tags if VERSION.match(tag.name)]
    if branch is not None:
        found.append((UNSTABLE, branch))
    editions = [Edition(name=name, ref=ref.full, tree=ref.tree, day=ref.day) for name, ref in found]
    return sorted(editions, key=lambda edition: order(edition.name))


def passed_over(tags: Sequence[Ref]) -> list[str]:
    """Return the tags that look like a version and are no release, such as a release candidate's."""
    return [tag.name for tag in tags if LIKE_ONE.match(tag.name) and not VERSION.match(tag.name)]


def chosen(editions: Sequence[Edition], only: Sequence[str], since: str) -> list[Edition]:
    """Return the editions that a user asks for. Raises `SpecgenError` for a version that there is not."""
    known = {edition.name: edition for edition in editions}
    for name in (*only, *([since] if since else ())):
        if name not in known:
            raise SpecgenError(f"there is no version `{name}`: there are {', '.join(known) or 'none'}")
    first = order(since) if since else (0, (), "")
    return [edition for edition in editions if order(edition.name) >= first and (not only or edition.name in only)]
