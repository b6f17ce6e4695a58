"""Reads what a tree says of its site: Hugo's `hugo.toml`/`config.toml`, or specgen's own `specgen.toml`."""

import re
import tomllib
from typing import Any

from specgen.diagnostic import Diagnostic, Severity
from specgen.layouts import Layout
from specgen.location import Location
from specgen.model.source import SourceTree
from specgen.model.spec import Link, Settings

LAST_PLAIN_STATE_KEY = 17
LAST_SHORT_DEFINITION_ID = 4


def read_settings(tree: SourceTree, layout: Layout) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the site's settings; defaults where the tree has no settings file."""
    for path in layout.settings:
        file = tree.find(path)
        if file is None:
            continue
        try:
            table = tomllib.loads(file.text())
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            where = Location(path, line=int(line[1]) if line else 1)
            return Settings(), (Diagnostic(where, "toml-syntax", Severity.ERROR, str(error).lower()),)
        if path == "pyproject.toml":
            table = mapping(mapping(table, "tool"), "specgen")
        if table:
            return (from_hugo(table, layout) if "params" in table else from_own(table, layout)), ()
    return Settings(repository=layout.repository, published_url=layout.published_url), ()


def mapping(table: object, key: str) -> dict[str, Any]:
    """Return a table's member if it is a table, else an empty one."""
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, dict) else {}


def text(table: dict[str, Any], key: str) -> str:
    """Return a table's member as text, empty where it is not there."""
    value = table.get(key)
    return str(value) if isinstance(value, str | int) else ""


def links(entries: object) -> tuple[Link, ...]:
    """Return menu entries by weight."""
    tables = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    tables.sort(key=lambda entry: entry.get("weight", 0) if isinstance(entry.get("weight"), int) else 0)
    return tuple(Link(text(entry, "name"), text(entry, "url")) for entry in tables)


def from_hugo(table: dict[str, Any], layout: Layout) -> Settings:
    """Return the settings of a Hugo site."""
    params = mapping(table, "params")
    language = mapping(mapping(table, "languages"), "en")
    menus = mapping(table, "menus") or mapping(table, "menu")
    return Settings(
        title=text(table, "title") or text(language, "title"),
        description=text(mapping(language, "params"), "description") or text(language, "description"),
        copyright=text(params, "copyright"),
        menu=links(menus.get("main")),
        footer=links(mapping(params, "links").get("bottom")),
        maths=has_maths(table),
        collapsed=mapping(params, "ui").get("rendered_data_collapsed") is True,
        repository=layout.repository,
        published_url=layout.published_url,
        **version_words(mapping(params, "version")),
        **era_words(mapping(params, "version")),
    )


def era_words(table: dict[str, Any]) -> dict[str, Any]:
    """Return what pages of early releases of the Matrix specification say otherwise than today's (INPUT 5.3, 9.4)."""
    number = text(table, "minor")
    minor = int(number) if text(table, "major") == "1" and number.isdigit() else 1000
    return {
        "state_key_label": "State key" if minor <= LAST_PLAIN_STATE_KEY else "State key:",
        "old_definition_ids": minor <= LAST_SHORT_DEFINITION_ID,
    }


def from_own(table: dict[str, Any], layout: Layout) -> Settings:
    """Return the settings of specgen's own file."""
    return Settings(
        title=text(table, "title"),
        description=text(table, "description"),
        copyright=text(table, "copyright"),
        menu=links(table.get("menu")),
        footer=links(table.get("links")),
        collapsed=table.get("collapsed") is True,
        repository=text(table, "repository") or layout.repository,
        published_url=text(table, "published_url").rstrip("/") or layout.published_url,
        **version_words(mapping(table, "version")),
    )


def has_maths(table: dict[str, Any]) -> bool:
    """Tell whether a Hugo site passes formulas through its Markdown; without, an escaped parenthesis is one."""
    extensions = mapping(mapping(mapping(table, "markup"), "goldmark"), "extensions")
    return mapping(extensions, "passthrough").get("enable") is True


def version_words(table: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say which version this is."""
    status = text(table, "status") or "unstable"
    number = ".".join(filter(None, (text(table, "major"), text(table, "minor"))))
    return {
        "status": "stable" if status == "current" else status,
        "version": f"v{number}" if number and status != "unstable" else "unstable",
        "release_date": text(table, "release_date"),
        "current_version_url": text(table, "current_version_url"),
    }
