"""Edits the settings of a tree for a release and back, line by line: comments and everything else stay."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specgen.errors import SpecgenError
from specgen.model.dates import long_date
from specgen.model.source import SourceFile
from specgen.release.versions import Version

HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([^\]]*?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
ENTRY = re.compile(
    r"(?P<indent>[ \t]*)(?P<off>#[ \t]*)?(?P<key>status|major|minor|release_date)(?P<equals>[ \t]*=[ \t]*)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|\d+)(?P<rest>[ \t]*(?:#.*)?)$"
)
# Where the version stands in each kind of settings file. Hugo's has its numbers as comments between two releases.
HUGO = "params.version"
TABLES = (HUGO, "tool.specgen.version", "version")


@dataclass(frozen=True, slots=True)
class Said:
    """What a settings file says of its version. `last` is the number that it names, in a comment or not."""

    status: str
    last: Version | None


def read_said(file: SourceFile) -> Said:
    """Return what a settings file says of its version. Raises `SpecgenError` where there is nothing to edit."""
    lines = file.data.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    found = entries(lines, table_of(file, lines)[1:])
    # A status in a comment is an explanation; numbers in a comment are Hugo's way to keep them.
    values = {key: unquoted(match["value"]) for key, (_, match) in found.items() if key != "status" or not match["off"]}
    numbers = [values.get(key, "") for key in ("major", "minor")]
    last = Version(int(numbers[0]), int(numbers[1])) if all(map(str.isdigit, numbers)) else None
    status = values.get("status", "unstable")
    return Said("stable" if status == "current" else status, last)


def stable(file: SourceFile, version: Version, date: str) -> bytes:
    """Return the settings of a release."""
    wanted = {"status": "stable", "major": str(version.major), "minor": str(version.minor)}
    return edited(file, wanted, live=True, day=long_date(date, padded=True))


def unstable(file: SourceFile) -> bytes:
    """Return the settings of the time after a release: unstable, the numbers of the release kept."""
    last = read_said(file).last
    numbers = {"major": str(last.major), "minor": str(last.minor)} if last else {}
    return edited(file, {"status": "unstable", **numbers}, live=False)


def edited(file: SourceFile, wanted: Mapping[str, str], live: bool, day: str = "") -> bytes:
    """Return a settings file with the wanted values; `live` tells whether the numbers of Hugo's file count."""
    lines = file.data.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    table, last, _ = table_of(file, lines)
    off = not live and table == HUGO
    for key, value in wanted.items():
        found = entries(lines, table_of(file, lines)[1:])
        if key in found:
            last, match = found[key]
            lines[last] = entry_line(match, value, off and key != "status") + ending(lines[last])
        else:
            lines[last] = lines[last].rstrip("\r\n") + newline(lines)
            comment = "# " if off and key != "status" else ""
            lines.insert(last + 1, f'{comment}{key} = "{value}"{newline(lines)}')
            last += 1
    found = entries(lines, table_of(file, lines)[1:])
    if "release_date" in found:
        place, match = found["release_date"]
        lines[place] = entry_line(match, day or unquoted(match["value"]), off) + ending(lines[place])
    data = "".join(lines).encode("utf-8", "surrogateescape")
    insist(SourceFile(file.path, data), table, dict(wanted) if not off else {"status": wanted["status"]})
    return data


def table_of(file: SourceFile, lines: list[str]) -> tuple[str, int, int]:
    """Return the name of the version's table, the line of its header, and the line after its last."""
    headers = [(place, name) for place, line in enumerate(lines) for name in header_name(line)]
    for position, (place, name) in enumerate(headers):
        if name in TABLES:
            following = headers[position + 1][0] if position + 1 < len(headers) else len(lines)
            return name, place, following
    raise SpecgenError(f"`{file.path}` has no table for the version: add [{HUGO}] (Hugo) or [version] (specgen.toml)")


def header_name(line: str) -> Iterator[str]:
    """Yield the name of the table that a line opens."""
    match = HEADER.match(line.rstrip("\r\n"))
    if match:
        yield re.sub(r"[\s\"']", "", match[1])


def entries(lines: list[str], within: tuple[int, int]) -> dict[str, tuple[int, re.Match[str]]]:
    """Return line and parts of each entry about the version; one that counts goes before one in a comment."""
    found: dict[str, tuple[int, re.Match[str]]] = {}
    for place in range(within[0] + 1, min(within[1], len(lines))):
        match = ENTRY.match(lines[place].rstrip("\r\n"))
        if match and (match["key"] not in found or (found[match["key"]][1]["off"] and not match["off"])):
            found[match["key"]] = (place, match)
    return found


def entry_line(match: re.Match[str], value: str, off: bool) -> str:
    """Return an entry with another value, as a comment or not; a number stays a number."""
    old = match["value"]
    quote = "" if old.isdigit() and value.isdigit() else old[0] if not old.isdigit() else '"'
    comment = (match["off"] or "# ") if off else ""
    return f"{match['indent']}{comment}{match['key']}{match['equals']}{quote}{value}{quote}{match['rest']}"


def unquoted(value: str) -> str:
    """Return a simple TOML value as text."""
    return value if value.isdigit() else value[1:-1]


def ending(line: str) -> str:
    """Return what ends a line."""
    return line[len(line.rstrip("\r\n")) :]


def newline(lines: list[str]) -> str:
    """Return how a file ends its lines."""
    return ending(lines[0]) or "\n"


def insist(file: SourceFile, table: str, wanted: Mapping[str, str]) -> None:
    """Raise `SpecgenError` unless a settings file, read as TOML, says what is wanted."""
    try:
        value: Any = tomllib.loads(file.data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecgenError(f"`{file.path}` is not valid TOML: {error}") from error
    for name in table.split("."):
        value = value.get(name, {}) if isinstance(value, dict) else {}
    said = value if isinstance(value, dict) else {}
    wrong = sorted(key for key in wanted if str(said.get(key)) != wanted[key])
    if wrong:
        raise SpecgenError(
            f"`{wrong[0]}` of [{table}] in `{file.path}` cannot be edited: write it on a line of its own"
        )
