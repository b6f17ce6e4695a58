"""`specgen.overrides`: what no rule can guess about the names and kinds of a spec."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from specgen.codegen.ir import UnstablePath
from specgen.codegen.served import Served, read_served
from specgen.errors import SpecgenError

SECTIONS = ("events", "classes", "arguments", "operations", "unstable", "members", "records", "contents", "server")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a file of overrides says.

    `kinds`: event type → kinds, the first one its own. `classes`: name by rule → name. `arguments` outside bodies:
    `operationId.argument` or `argument` → name. `operations`: operation id → method name, empty to leave it out.
    `unstable`: operation id → paths. `members`: `Class.member` → type, for what the documents leave open.
    `records`: class → member → type, for classes that such types name, unless a document has a class of that name.
    `contents`: event type → member → type, for all classes of its content. A type may have words after a colon, for the
    documentation; of a record itself, these stand under the name "". `served`: what only servers need.
    """

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[str, str] = field(default_factory=dict)
    unstable: Mapping[str, tuple[UnstablePath, ...]] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    contents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    served: Served = field(default_factory=Served)


def laid_over(own: Overrides, known: Overrides) -> Overrides:
    """Return overrides together; where both say something of the same name, `own` counts."""
    served = Served(
        {**known.served.prefixes, **own.served.prefixes},
        known.served.cors if own.served.cors is None else own.served.cors,
    )
    parts = ("kinds", "classes", "arguments", "operations", "unstable", "members", "records", "contents")
    return Overrides(served=served, **{name: {**getattr(known, name), **getattr(own, name)} for name in parts})


def read_overrides(text: str, name: str) -> Overrides:
    """Read a file of overrides (TOML). Raises SpecgenError for what it cannot mean."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecgenError(f"{name} is not TOML: {error}") from error
    unknown = sorted(set(data) - set(SECTIONS))
    if unknown:
        raise SpecgenError(f"{name}: there is no section `{unknown[0]}`; known are {', '.join(SECTIONS)}")
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, types in table(data, "events", name).items():
        for type_ in listed(types, name):
            kinds[type_] = (*kinds.get(type_, ()), kind)
    return Overrides(
        kinds=kinds,
        classes=words(data, "classes", name),
        arguments=words(data, "arguments", name),
        operations=words(data, "operations", name),
        unstable={key: paths(value, name) for key, value in table(data, "unstable", name).items()},
        members=texts(table(data, "members", name), "members", name),
        records=tables(data, "records", name),
        contents=tables(data, "contents", name),
        served=read_served(table(data, "server", name), name),
    )


def table(data: Mapping[str, object], section: str, name: str) -> Mapping[str, object]:
    """Return a section."""
    found = data.get(section, {})
    if not isinstance(found, dict):
        raise SpecgenError(f"{name}: `{section}` is not a table")
    return found


def tables(data: Mapping[str, object], section: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a section whose values are tables of types."""
    found = table(data, section, name)
    return {key: texts(table(found, key, name), f"{section}.{key}", name) for key in found}


def words(data: Mapping[str, object], section: str, name: str) -> Mapping[str, str]:
    """Return a section whose values are names."""
    result = {}
    for key, value in table(data, section, name).items():
        if not isinstance(value, str) or (value and not value.isidentifier()):
            raise SpecgenError(f"{name}: `{section}.{key}` is not a Python name")
        result[key] = value
    return result


def texts(section: Mapping[str, object], place: str, name: str) -> Mapping[str, str]:
    """Return a section whose values are types."""
    result = {}
    for key, value in section.items():
        if not isinstance(value, str):
            raise SpecgenError(f"{name}: `{place}.{key}` is not a type")
        result[key] = value
    return result


def listed(value: object, name: str) -> list[str]:
    """Return a list of event types."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SpecgenError(f"{name}: `events` holds lists of event types")
    return value


def paths(value: object, name: str) -> tuple[UnstablePath, ...]:
    """Return unstable paths: tables with `path` and `feature`."""
    given = value if isinstance(value, list) else [value]
    result = []
    for each in given:
        if not isinstance(each, dict) or not all(isinstance(each.get(key), str) for key in ("path", "feature")):
            raise SpecgenError(f"{name}: an entry of `unstable` needs `path` and `feature`")
        result.append(UnstablePath(each["path"], each["feature"]))
    return tuple(result)
