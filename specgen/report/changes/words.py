"""Facts as words."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from specgen.location import unescape
from specgen.model.change import Change

JSON = "application/json"
LONGEST = 80


def tokens_of(change: Change) -> list[str]:
    """Return the tokens of a fact's path."""
    return [unescape(token) for token in change.path.split("/")] if change.path else []


def place(change: Change) -> tuple[str, list[str]]:
    """Return in what part of its subject a fact is, and the tokens of the path below that."""
    tokens = tokens_of(change)
    match tokens:
        case ["parameter", within, name, *rest]:
            return f"{within} parameter `{name}`", rest
        case ["request", *rest]:
            return body("request body", rest, change)
        case ["response", status, "header", name, *rest]:
            return f"response {status}, header `{name}`", rest
        case ["response", status, *rest]:
            return body(f"response {status}", rest, change)
    return "", tokens


def body(name: str, rest: list[str], change: Change) -> tuple[str, list[str]]:
    """Return the part of a body by its media type, which goes without saying if it is JSON."""
    if not rest:
        return name, []
    said = f"{name} ({rest[0]})" if rest[0] != JSON or change.area == "media-type" else name
    return said, rest[1:]


def field_name(tokens: list[str]) -> str:
    """Return a path below a body as people write it: `rooms.*.events[].type`."""
    text = ""
    for name in tokens:
        glued = name == "[]" or name.startswith("(") or not text
        text += name if glued else f".{name}"
    return text


def head(change: Change, shared: int | None = None) -> str:
    """Return where a fact is. `shared`: it stands in several places, of whose paths so many tokens are the same."""
    where, rest = place(change)
    name = field_name(rest) if change.area != "anchor" else f"#{shown(change.after or change.before)}"
    if shared is not None and shared < len(rest):
        name = f"…{field_name(rest[len(rest) - shared :])}"
    return ": ".join(filter(None, (where, f"`{name}`" if name else "")))


def predicate(change: Change) -> str:
    """Return what is to be said of the place where a fact is."""
    if change.area == "documentation":
        return f"description {change.kind}"
    return KEYWORDS.get(change.keyword, plain)(change) if change.keyword else existence(change)


def joined(head: str, predicates: Iterable[str]) -> str:
    """Return one line from a place and what is to be said of it."""
    words = ", ".join(predicates)
    return f"{head}{' ' if head.endswith('`') else ': '}{words}" if head else words


def sentence(change: Change) -> str:
    """Return a fact as one line."""
    return joined(head(change), (predicate(change),))


NEEDED = ("property", "parameter", "header", "body")
NAMES = {
    "pattern-property": "properties that match",
    "string-format": "string format",
    "event": "event type",
    "media-type": "media type",
}


def existence(change: Change) -> str:
    """Say that a thing came or went, and in brackets what it was."""
    value = json.loads(change.after or change.before or "null")
    needed = (
        change.area in NEEDED and change.kind == "added" and (change.area, change.direction) != ("body", "response")
    )
    need = "" if not needed else "required" if change.required else "optional"
    details = ", ".join(filter(None, (need, brief(value, change.area))))
    thing = (
        "" if change.area in ("property", "parameter", "header", "response") else NAMES.get(change.area, change.area)
    )
    words = " ".join(filter(None, (thing, change.kind)))
    return f"{words} ({details})" if details else words


def brief(value: Any, area: str) -> str:
    """Return what came or went in a few words."""
    if area in ("operation", "string-format"):
        return str(value.get("summary") or value.get("title") or "").rstrip(".")
    if area in ("response", "body") and isinstance(value, list):
        return ", ".join(value)
    return "" if area in ("event", "definition") or not isinstance(value, dict) else schema(value)


def schema(value: Mapping[str, Any]) -> str:
    """Return a schema in a few words."""
    if "anyOf" in value:
        return shortened(" or ".join(schema(each) for each in value["anyOf"]))
    types = value.get("type", "any type")
    parts = [types if isinstance(types, str) else " or ".join(types)]
    if isinstance(value.get("items"), dict):
        parts = [f"array of {schema(value['items'])}"]
    if "enum" in value:
        parts.append(f"one of {listed(value['enum'])}")
    parts.extend(f"{name} {shown(json.dumps(value[name]))}" for name in ("format", "default") if name in value)
    return shortened(", ".join((*parts, *(("deprecated",) if value.get("deprecated") else ()))))


def shortened(text: str) -> str:
    """Return a text cut where it is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def listed(values: list[Any]) -> str:
    """Return values in code style."""
    return ", ".join(f"`{shown(json.dumps(each, ensure_ascii=False))}`" for each in values)


def shown(text: str | None) -> str:
    """Return a JSON value as people write it: texts without quotes, several types with `or`."""
    value = json.loads(text or "null")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return " or ".join(value)
    return value if isinstance(value, str) else text or ""


def plain(change: Change) -> str:
    """Say that a keyword came, went or has another value."""
    name = change.keyword.replace("-", " ")
    if change.kind == "changed":
        return f"{name} changed from `{shown(change.before)}` to `{shown(change.after)}`"
    return f"{name} `{shown(change.after or change.before)}` {change.kind}"


def required(change: Change) -> str:
    """Say that something has to be there, or need not."""
    return f"is now {'required' if change.after == 'true' else 'optional'}"


def deprecated(change: Change) -> str:
    """Say that something is deprecated, or no longer."""
    return f"is {'now' if change.after == 'true' else 'no longer'} deprecated"


def types(change: Change) -> str:
    """Say how the type changed."""
    sides = [f"`{shown(side)}`" if side else "any type" for side in (change.before, change.after)]
    return f"type changed from {sides[0]} to {sides[1]}"


def value(change: Change) -> str:
    """Say that a value is allowed, or no longer."""
    if change.kind == "added":
        return f"may now also be `{shown(change.after)}`"
    return f"may no longer be `{shown(change.before)}`"


def enum(change: Change) -> str:
    """Say that values are limited to a list, or no longer."""
    if change.after is not None:
        return f"may now only be {listed(json.loads(change.after))}"
    return f"is no longer limited to {listed(json.loads(change.before or '[]'))}"


def described(change: Change) -> str:
    """Say that there is a schema where anything was allowed, or the reverse."""
    if change.after is not None:
        return f"is now described ({schema(json.loads(change.after))}), could be anything"
    return f"may now be anything, was described ({schema(json.loads(change.before or '{}'))})"


def choice(change: Change) -> str:
    """Say that a value has to be one of several kinds, or no longer."""
    if change.after is not None:
        return f"has to be one of several kinds now: {schema(json.loads(change.after))}"
    return f"no longer has to be one of several kinds: {schema(json.loads(change.before or '{}'))}"


def condition(change: Change) -> str:
    """Say that a value has to fit another schema as well."""
    values = [schema(json.loads(side)) if side else None for side in (change.before, change.after)]
    if None in values:
        return f"condition ({values[0] or values[1]}) {change.kind}"
    return f"condition changed ({values[1]}, was {values[0]})" if values[0] != values[1] else "condition changed"


def use(change: Change) -> str:
    """Say that a value only travels one way, or no longer."""
    word = "read-only" if change.keyword == "readOnly" else "write-only"
    return f"is {'now' if change.after == 'true' else 'no longer'} {word}"


def together(change: Change) -> str:
    """Say that some properties ask for others."""
    needs = json.loads(change.after or change.before or "{}")
    pairs = needs.items() if isinstance(needs, dict) else ()
    words = "; ".join(f"{listed([name])} needs {listed(others)}" for name, others in pairs if isinstance(others, list))
    return f"condition ({words}) {change.kind}" if words else f"condition {change.kind}"


def style(change: Change) -> str:
    """Say that a value is written in another way."""
    return f"is written as `{shown(change.after)}` (was `{shown(change.before)}`)"


def keys(change: Change) -> str:
    """Say that names in a map are described in another way."""
    what = "pattern" if change.keyword == "keys" else "format"
    if change.kind == "changed":
        return f"{what} of its names changed from `{shown(change.before)}` to `{shown(change.after)}`"
    return f"{what} `{shown(change.after or change.before)}` of its names {change.kind}"


def allowed(change: Change) -> str:
    """Say that properties without a name of their own are allowed, or not."""
    return f"other properties are {'now' if change.after == 'true' else 'no longer'} allowed"


def security(change: Change) -> str:
    """Say whether callers have to authenticate."""
    words = {"yes": "required", "no": "not needed", "optional": "optional"}
    return f"authentication is now {words[shown(change.after)]} (was {words[shown(change.before)]})"


def scheme(change: Change) -> str:
    """Say that there is another way to authenticate, or one less."""
    return f"authentication by `{shown(change.after or change.before)}` {change.kind}"


def path(change: Change) -> str:
    """Say that an operation takes more or fewer paths."""
    return f"is now part of `{shown(change.after)}` (was part of `{shown(change.before)}`)"


KEYWORDS: Mapping[str, Callable[[Change], str]] = {
    "required": required,
    "deprecated": deprecated,
    "type": types,
    "enum-value": value,
    "enum": enum,
    "schema": described,
    "choice": choice,
    "condition": condition,
    "dependentRequired": together,
    "readOnly": use,
    "writeOnly": use,
    "style": style,
    "keys": keys,
    "key-format": keys,
    "allowed": allowed,
    "security": security,
    "security-scheme": scheme,
    "path": path,
}
