"""Reads news fragments, and the kinds of changes that the towncrier configuration lists."""

import tomllib

from specgen.layouts import Layout
from specgen.location import Location
from specgen.model.changelog import ChangeType, Fragment
from specgen.model.source import SourceFile, SourceTree

FOLDER = "newsfragments"


def read_fragments(tree: SourceTree, layout: Layout) -> tuple[Fragment, ...]:
    """Return the fragments of all areas by path. Other files in their folders are not fragments."""
    found = []
    for file in tree.under(layout.changelogs):
        parts = file.path[len(layout.changelogs) + 1 :].split("/")
        if len(parts) == 3 and parts[1] == FOLDER and "." in parts[2][1:] and not parts[2].startswith("."):
            found.append(read_fragment(parts[0], parts[2], file))
    return tuple(found)


def read_fragment(section: str, name: str, file: SourceFile) -> Fragment:
    """Return one fragment: `1234.feature`, `1234.feature.2`, with or without `.md`."""
    issue, kind = (*name.split("."), "")[:2]
    return Fragment(issue=issue, type=kind, section=section, text=file.text().strip(), location=Location(file.path))


def read_change_types(tree: SourceTree, layout: Layout) -> tuple[ChangeType, ...]:
    """Return the kinds of changes in the order of the configuration; none if it cannot be read."""
    file = tree.find(f"{layout.changelogs}/pyproject.toml")
    try:
        config = tomllib.loads(file.text()) if file else {}
    except tomllib.TOMLDecodeError:
        return ()
    table = config.get("tool", {}).get("towncrier", {}).get("type", [])
    types = [entry for entry in table if isinstance(entry, dict)] if isinstance(table, list) else []
    return tuple(ChangeType(str(entry.get("directory", "")), str(entry.get("name", ""))) for entry in types)
