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


def random_operation(rng: random.Random) -> dict[str, Any]:
    """Return an operation that uses what operations can say."""
    kinds = rng.sample([("query", "a"), ("query", "b"), ("header", "X-C"), ("query", "d")], rng.randint(0, 3))
    parameters = [
        {"in": where, "name": name, "required": rng.random() < 0.5, "schema": random_schema(rng, 1)}
        for where, name in kinds
    ]
    media = rng.sample(["application/json", "text/plain"], rng.randint(1, 2))
    content = {name: {"schema": random_schema(rng, 2)} for name in media}
    answers = {
        status: {"description": "x", "content": {"application/json": {"schema": random_schema(rng, 2)}}}
        for status in rng.sample(["200", "201", "404", "4XX"], rng.randint(1, 3))
    }
    body = {"requestBody": {"required": rng.random() < 0.5, "content": content}} if rng.random() < 0.6 else {}
    security = {"security": rng.choice([[], [{"token": []}], [{"key": []}, {}]])} if rng.random() < 0.6 else {}
    return {"parameters": parameters, "responses": answers, "deprecated": rng.random() < 0.2, **body, **security}


def referred(holder: Any, key: Any, kind: str, parts: dict[str, Any], rng: random.Random) -> None:
    """Replace a member by a reference to it, or leave it as it is."""
    if rng.random() < 0.5:
        name = f"part{len(parts[kind])}"
        parts[kind][name] = holder[key]
        holder[key] = {"$ref": f"parts.yaml#/{kind}/{name}"}


def written_otherwise(paths: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return files that say the same as some paths: in several documents, with references where they are allowed."""
    files: dict[str, Any] = {}
    parts: dict[str, Any] = {"parameters": {}, "responses": {}, "requestBodies": {}}
    for number, (path, methods) in enumerate(paths.items()):
        item: dict[str, Any] = shuffled(methods, rng)
        for operation in item.values():
            for index in range(len(operation["parameters"])):
                referred(operation["parameters"], index, "parameters", parts, rng)
            for status in operation["responses"]:
                referred(operation["responses"], status, "responses", parts, rng)
            if "requestBody" in operation:
                referred(operation, "requestBody", "requestBodies", parts, rng)
        if len(item) == 1:  # what holds for all operations of a path may stand beside them
            item["parameters"] = next(iter(item.values())).pop("parameters")
        files[f"api/client-server/file{rng.randint(0, 999)}{number}.yaml"] = api({path: item})
    return {**files, "api/client-server/parts.yaml": parts}


@pytest.mark.parametrize("seed", range(30))
def test_how_operations_are_written_is_no_change(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    paths = {
        f"/{name}/{{id}}": {
            method: random_operation(rng) for method in rng.sample(["get", "put", "post"], rng.randint(1, 2))
        }
        for name in "abc"
    }
    old, new = spec({"api/client-server/a.yaml": api(paths)}), spec(written_otherwise(paths, rng))
    assert diff(old, new) == ()
    assert diff(new, old) == ()
    renamed = {path.replace("{id}", "{other}"): item for path, item in paths.items()}
    assert diff(old, spec({"api/client-server/a.yaml": api(renamed)})) == ()


@pytest.mark.parametrize("seed", range(30))
def test_the_reverse_mirrors_for_operations(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    paths = {f"/{name}": {"put": random_operation(rng)} for name in "ab"}
    changed = copy.deepcopy(paths)
    changed["/a"]["put"] = random_operation(rng)
    changed["/c"] = {"get": random_operation(rng)}
    old, new = spec({"api/client-server/a.yaml": api(paths)}), spec({"api/client-server/a.yaml": api(changed)})
    assert plain(diff(old, new)) == mirrored(diff(new, old))
    assert {each.subject for each in diff(old, new)} <= {"PUT /a", "GET /c"}
