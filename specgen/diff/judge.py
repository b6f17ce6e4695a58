"""What facts mean: finds the judgement for each."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from specgen.diff.judgements import JUDGEMENTS
from specgen.model.change import Change, Judged

PREFIX = {"request": "request", "response": "response", "both": "content"}
# Areas whose facts are the same in every direction.
ALONE = ("operation", "event", "definition", "string-format", "anchor")


def judge(changes: Iterable[Change]) -> tuple[Judged, ...]:
    """Return each change with what it means."""
    return tuple(judged(change) for change in changes)


def judged(change: Change) -> Judged:
    """Return a change with what it means."""
    judgement = JUDGEMENTS[name_of(change)]
    return Judged(change, judgement.name, judgement.client, judgement.server)


def name_of(change: Change) -> str:
    """Return the name of the judgement for a change."""
    if change.area == "documentation":
        return "description-changed"
    if change.keyword:
        words = KEYWORDS.get(change.keyword, with_kind)(change)
        return words if change.area == "operation" else f"{PREFIX[change.direction]}-{words}"
    words = THINGS.get(change.area, with_area)(change)
    return words if change.area in ALONE else f"{PREFIX[change.direction]}-{words}"


def with_area(change: Change) -> str:
    """Name what came or went."""
    return f"{change.area}-{change.kind}"


def with_kind(change: Change) -> str:
    """Name a keyword and whether it came, went or has another value."""
    return f"{change.keyword}-{change.kind}"


def by_need(change: Change) -> str:
    """Name what came or went with whether it has to be there."""
    return f"{'required' if change.required else 'optional'}-{change.area}-{change.kind}"


def body(change: Change) -> str:
    """Name a body that came or went."""
    return f"{'required-' if change.required else ''}body-{change.kind}"


def status(change: Change) -> str:
    """Name a response that came or went by whether it tells of success."""
    code = change.path.split("/")[1]
    return f"{'success' if code[:1] in '123' else 'error'}-{change.kind}"


def became(change: Change) -> str:
    """Name that something now has to be there, or need not."""
    return f"{change.area}-became-{'required' if change.after == 'true' else 'optional'}"


def deprecation(change: Change) -> str:
    """Name that something is deprecated, or no longer."""
    what = "operation" if change.area == "operation" else "value"
    return f"{what}-{'deprecated' if change.after == 'true' else 'restored'}"


def types(change: Change) -> str:
    """Name how one set of types became another."""
    before, after = (types_in(text) for text in (change.before, change.after))
    return f"type-{'narrowed' if after < before else 'widened' if before < after else 'changed'}"


def types_in(text: str | None) -> frozenset[str]:
    """Return the types in a fact; every number may be whole, and without any all are meant."""
    value = json.loads(text) if text else ["array", "boolean", "null", "number", "object", "string"]
    names = frozenset([value] if isinstance(value, str) else value)
    return names | {"integer"} if "number" in names else names


def limit(change: Change) -> str:
    """Name how a bound of a number, or of a length or count, moved."""
    what = "range" if change.keyword.lower().endswith(("minimum", "maximum")) else "size"
    if change.before is None or change.after is None:
        return f"{what}-{'narrowed' if change.before is None else 'widened'}"
    try:
        rose = float(change.after) > float(change.before)
    except ValueError:  # an author wrote something else than a number
        return with_kind(replace(change, keyword="condition"))
    return f"{what}-{'narrowed' if rose == ('min' in change.keyword.lower()) else 'widened'}"


def condition(change: Change) -> str:
    """Name that there is another condition, or one less."""
    return f"condition-{change.kind}"


def content_format(change: Change) -> str:
    """Name that a text is of another format."""
    return f"format-{change.kind}"


def use(change: Change) -> str:
    """Name that a value is now only sent one way, or no longer."""
    return f"use-{'limited' if change.after == 'true' else 'unlimited'}"


def allowed(change: Change) -> str:
    """Name whether properties without a name of their own are allowed."""
    return f"other-properties-{'opened' if change.after == 'true' else 'closed'}"


def keys(change: Change) -> str:
    """Name that names in a map are described: by a pattern or by a format."""
    return f"keys-{change.kind}"


def security(change: Change) -> str:
    """Name how the need to authenticate changed: no, optional, yes."""
    if change.after == '"yes"':
        return "security-tightened"
    return "security-relaxed" if change.before == '"yes"' else "security-optional"


def path(change: Change) -> str:
    """Name whether an operation takes more paths than before: it has more placeholders."""
    wider = (change.after or "").count("{") > (change.before or "").count("{")
    return f"operation-path-{'widened' if wider else 'narrowed'}"


Naming = Callable[[Change], str]
THINGS: Mapping[str, Naming] = {
    "property": by_need,
    "parameter": by_need,
    "header": by_need,
    "body": body,
    "response": status,
}
KEYWORDS: Mapping[str, Naming] = {
    "required": became,
    "deprecated": deprecation,
    "type": types,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), limit),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), limit),
    **dict.fromkeys(("minContains", "maxContains"), limit),
    **dict.fromkeys(("uniqueItems", "multipleOf", "dependentRequired"), condition),
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), condition),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), content_format),
    **dict.fromkeys(("readOnly", "writeOnly"), use),
    "allowed": allowed,
    "keys": keys,
    "key-format": keys,
    "security": security,
    "path": path,
}
