"""Reads news fragments, and the kinds of changes that the towncrier configuration lists."""

import tomllib
from typing import Any

from specgen.layouts import Layout
from specgen.location import Location
from specgen.model.changelog import ChangeType, Fragment
from specgen.model.source import SourceFile, SourceTree

FOLDER = "newsfragments"
# The areas before the configuration named them: the release script knew them (v1.1 to v1.7).
EARLY_AREAS = (
    *("client_server", "server_server", "application_service", "identity_service", "push_gateway"),
    *("room_versions", "appendices", "internal"),
)


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


def read_change_areas(tree: SourceTree, layout: Layout) -> tuple[str, ...]:
    """Return the folders of the areas that have a section; those of early releases where the configuration has none."""
    table = configuration(tree, layout).get("section", [])
    sections = [entry for entry in table if isinstance(entry, dict)] if isinstance(table, list) else []
    return tuple(str(entry.get("path", "")) for entry in sections) or EARLY_AREAS


def configuration(tree: SourceTree, layout: Layout) -> dict[str, Any]:
    """Return the table `[tool.towncrier]` of the tree; empty if it cannot be read."""
    file = tree.find(f"{layout.changelogs}/pyproject.toml")
    try:
        config = tomllib.loads(file.text()) if file else {}
    except tomllib.TOMLDecodeError:
        return {}
    table = config.get("tool", {}).get("towncrier", {})
    return table if isinstance(table, dict) else {}


def read_change_types(tree: SourceTree, layout: Layout) -> tuple[ChangeType, ...]:
    """Return the kinds of changes in the order of the configuration; none if it cannot be read."""
    table = configuration(tree, layout).get("type", [])
    types = [entry for entry in table if isinstance(entry, dict)] if isinstance(table, list) else []
    return tuple(ChangeType(str(entry.get("directory", "")), str(entry.get("name", ""))) for entry in types)
