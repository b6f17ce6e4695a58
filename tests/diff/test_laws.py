"""Laws: nothing differs from itself, the reverse mirrors, and where something is written is no change."""

import copy
import json
import random
from typing import Any

import pytest
from small_trees import api, mirrored, of_schema, plain, spec

from specgen.diff import diff

DEFINITION = "event-schemas/schema/core-event-schema/part.yaml"
REFERENCE = {
    "request": "../../event-schemas/schema/core-event-schema/part.yaml",
    "content": "core-event-schema/part.yaml",
}


def random_schema(rng: random.Random, depth: int = 4) -> dict[str, Any]:
    """Return a schema that uses what schemas can say."""
    kind = rng.choice(["string", "integer", "object", "object", "array", "choice", "map"]) if depth else "string"
    words = {"description": rng.choice(["One.", "Two."])} if rng.random() < 0.3 else {}
    if kind == "object":
        names = rng.sample(["a", "b", "c", "m.x", "d/e"], rng.randint(1, 3))
        properties = {name: random_schema(rng, depth - 1) for name in names}
        return {
            "type": "object",
            "properties": properties,
            "required": [n for n in names if rng.random() < 0.5],
            **words,
        }
    if kind == "array":
        return {"type": "array", "items": random_schema(rng, depth - 1), **words}
    if kind == "map":
        key = rng.choice(["additionalProperties", "patternProperties"])
        inner = random_schema(rng, depth - 1)
        return {"type": "object", key: inner if key == "additionalProperties" else {"^@": inner}, **words}
    if kind == "choice":
        return {"oneOf": [random_schema(rng, depth - 1) for _ in range(rng.randint(2, 3))], **words}
    extra = rng.choice([{}, {"enum": ["x", "y"]}, {"format": "uri"}, {"pattern": "^x"}, {"default": "x"}])
    return {"type": "integer", **words} if kind == "integer" else {"type": "string", **extra, **words}


def parts(value: Any) -> list[dict[str, Any]]:
    """Return the schemas inside a schema, itself not included."""
    inner = [
        *value.get("properties", {}).values(),
        *value.get("patternProperties", {}).values(),
        *value.get("oneOf", []),
    ]
    inner += [value[key] for key in ("items", "additionalProperties") if key in value]
    return [each for part in inner for each in (part, *parts(part))]


def shuffled(value: Any, rng: random.Random) -> Any:
    """Return a value with the members of its mappings and the order of alternatives and names shuffled."""
    if isinstance(value, list):
        return rng.sample([shuffled(each, rng) for each in value], len(value))
    if not isinstance(value, dict):
        return value
    return {key: shuffled(value[key], rng) for key in rng.sample(sorted(value), len(value))}


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("place", ["request", "content"])
def test_extracting_and_reordering_are_no_changes(seed: int, place: str) -> None:
    rng = random.Random(seed)  # noqa: S311
    schema = random_schema(rng)
    old = of_schema(schema, place)
    assert diff(old, of_schema(json.loads(json.dumps(schema)), place)) == ()
    assert diff(old, of_schema(shuffled(schema, rng), place)) == ()
    taken = copy.deepcopy(schema)
    inner = parts(taken)
    if inner:
        chosen = rng.choice(inner)
        definition = dict(chosen)
        chosen.clear()
        chosen["$ref"] = REFERENCE[place]
        new = of_schema(taken, place, **{DEFINITION: definition})
        assert diff(old, new) == ()
        assert diff(new, old) == ()


@pytest.mark.parametrize("seed", range(60))
def test_the_reverse_mirrors(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    schema = random_schema(rng)
    changed = copy.deepcopy(schema)
    for part in rng.sample(inner := parts(changed), min(2, len(inner))):
        new = random_schema(rng, 1)
        part.clear()
        part.update(new)
    old, new_spec = of_schema(schema, "response"), of_schema(changed, "response")
    assert plain(diff(old, new_spec)) == mirrored(diff(new_spec, old))


def test_files_that_move_are_no_changes() -> None:
    paths = {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "x/b.yaml"}}}}}}}}
    moved = json.loads(json.dumps(paths).replace("x/b.yaml", "y/z/c.yaml#/defs/b"))
    schema = {"title": "B", "type": "object", "properties": {"self": {"$ref": "b.yaml"}}}
    other = {"title": "Z", "type": "object", "properties": {"self": {"$ref": "#/defs/b"}}}
    old = spec({"api/client-server/a.yaml": api(paths), "api/client-server/x/b.yaml": schema})
    new = spec({"api/client-server/q.yaml": api(moved), "api/client-server/y/z/c.yaml": {"defs": {"b": other}}})
    assert diff(old, new) == ()


def test_an_event_keeps_its_name_when_its_file_is_renamed() -> None:
    event = {"properties": {"type": {"enum": ["m.test"]}, "content": {"type": "object"}}}
    old = spec({"event-schemas/schema/m.test.yaml": event})
    new = spec({"event-schemas/schema/m.test$other.yaml": event})
    assert diff(old, new) == ()


def test_schemas_that_contain_themselves() -> None:
    """Unrolled once, a recursive schema is the same; a change in it is told once, where it is first met."""
    tree = {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": REFERENCE["content"]}}}}
    node = {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "part.yaml"}}}}
    old = of_schema({"$ref": REFERENCE["content"]}, "content", **{DEFINITION: node})
    unrolled = of_schema(tree, "content", **{DEFINITION: node})
    assert diff(old, unrolled) == ()
    deeper = copy.deepcopy(node)
    deeper["properties"]["name"] = {"type": "string"}
    new = of_schema({"$ref": REFERENCE["content"]}, "content", **{DEFINITION: deeper})
    assert [(each.path, each.kind) for each in diff(old, new)] == [("content/name", "added")]


def test_all_of_that_contains_itself_ends() -> None:
    wild = {
        "allOf": [{"$ref": "part.yaml"}, {"properties": {"a": {"allOf": [{"$ref": "part.yaml"}, {"type": "object"}]}}}]
    }
    one = of_schema({"$ref": REFERENCE["content"]}, "content", **{DEFINITION: wild})
    assert diff(one, one) == ()
    two = {"oneOf": [{"$ref": "part.yaml"}, {"type": "string", "format": "uri"}]}
    other = of_schema({"$ref": REFERENCE["content"]}, "content", **{DEFINITION: two})
    assert plain(diff(one, other)) == mirrored(diff(other, one))
