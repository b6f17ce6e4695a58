"""Ways to write the same specification otherwise, for whole trees: none of them changes what travels."""

import copy
import json
import posixpath
import random
from collections.abc import Callable, Iterator
from typing import Any

from specgen.load.refs import Documents
from specgen.model.source import SourceFile, SourceTree

Values = dict[str, Any]
Move = Callable[[Values, random.Random], None]
# What holds examples: what looks like a schema in there is none.
SHOWN = ("example", "examples", "x-example", "value", "default", "enum", "const")
OF_ONE, OF_LIST, OF_NAMES = ("items", "additionalProperties"), ("allOf", "oneOf", "anyOf"), ("properties",)
LISTS = ("required", "enum", "oneOf", "anyOf", "security", "tags", "parameters")
METHODS = ("get", "put", "post", "delete")


def rewritten(tree: SourceTree, documents: Documents, move: Move, seed: int) -> SourceTree:
    """Return a tree after a move. Documents are written as JSON, in another order."""
    values = {path: copy.deepcopy(value) for path, value in documents.values.items() if isinstance(value, dict)}
    before = set(values)
    move(values, random.Random(seed))  # noqa: S311
    files = [file for file in tree.files if file.path not in before or file.path not in values]
    kept = [file for file in files if file.path not in before]
    written = [SourceFile(path, json.dumps(value, ensure_ascii=False).encode()) for path, value in values.items()]
    return SourceTree("rewritten", tuple(sorted((*kept, *written), key=lambda file: file.path)))


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each mapping in a value, itself included."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(each)


def references(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each mapping with a reference."""
    return (each for each in mappings(value) if isinstance(each.get("$ref"), str))


def target(reference: str, path: str) -> tuple[str, str]:
    """Return the file and the pointer that a reference in a file means."""
    place, mark, pointer = reference.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path, mark + pointer


def rebased(value: Any, old: str, new: str) -> Any:
    """Return a copy of what stands in one file as it stands in another."""
    value = copy.deepcopy(value)
    for holder in references(value):
        place, pointer = target(holder["$ref"], old)
        holder["$ref"] = posixpath.relpath(place, posixpath.dirname(new)) + pointer
    return value


def at(values: Values, place: str, pointer: str) -> Any:
    """Return what a reference leads to, None for what is not there."""
    found = values.get(place)
    for token in pointer.removeprefix("#").split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        found = found.get(name) if isinstance(found, dict) else None
    return found


def outer(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the schemas that parameters, headers and bodies have."""
    if isinstance(value, list):
        for each in value:
            yield from outer(each)
    elif isinstance(value, dict):
        if isinstance(value.get("schema"), dict):
            yield value["schema"]
        for name, each in value.items():
            if name not in (*SHOWN, "schema"):
                yield from outer(each)


def schemas(values: Values) -> list[tuple[str, dict[str, Any]]]:
    """Return each schema with its file, those inside others and those that references lead to included."""
    queue = [(path, each) for path, value in values.items() for each in outer(value)]
    queue += [(path, value) for path, value in values.items() if "/schema/" in path]
    found: dict[int, tuple[str, dict[str, Any]]] = {}
    while queue:
        path, schema = queue.pop()
        if not isinstance(schema, dict) or id(schema) in found:
            continue
        found[id(schema)] = path, schema
        if isinstance(schema.get("$ref"), str):
            place, pointer = target(schema["$ref"], path)
            queue.append((place, at(values, place, pointer)))
        queue += [(path, each) for each in inner(schema)]
    return list(found.values())


def inner(schema: dict[str, Any]) -> Iterator[Any]:
    """Yield what stands directly inside a schema."""
    yield from (schema[name] for name in OF_ONE if name in schema)
    yield from (each for name in OF_LIST for each in schema.get(name, ()))
    for name in OF_NAMES:
        held = schema.get(name)
        if isinstance(held, dict) and not isinstance(held.get("$ref"), str):
            yield from held.values()


def files_move(values: Values, rng: random.Random) -> None:
    """Move and rename each file that only others refer to."""
    used = {target(each["$ref"], path)[0] for path, value in values.items() for each in references(value)}
    moved = {path: path for path in values}
    for number, path in enumerate(sorted(used & values.keys())):
        event = posixpath.dirname(path).endswith("event-schemas/schema")
        if not event and "paths" not in values[path] and "/examples/" not in path:
            folder = rng.choice([posixpath.dirname(path), f"{posixpath.dirname(path)}/moved"])
            moved[path] = f"{folder}/part{number}.yaml"
    old = dict(values)
    values.clear()
    for path, value in old.items():
        for holder in references(value):
            place, pointer = target(holder["$ref"], path)
            known = moved.get(place, place)
            holder["$ref"] = posixpath.relpath(known, posixpath.dirname(moved[path])) + pointer
        values[moved[path]] = value


def references_are_resolved(values: Values, rng: random.Random) -> None:
    """Replace half of all references by what they lead to; what stands beside one lies over it."""
    for path, value in list(values.items()):
        for holder in list(references(value)):
            place, pointer = target(holder["$ref"], path)
            found = at(values, place, pointer)
            if isinstance(found, dict) and rng.random() < 0.5:
                del holder["$ref"]
                beside = dict(holder)
                holder.update({**rebased(found, place, path), **beside})


def definitions_are_taken_out(values: Values, rng: random.Random) -> None:
    """Move some schemas to files of their own."""
    for number, (path, schema) in enumerate(schemas(values)):
        if rng.random() < 0.2 and "$ref" not in schema and schema is not values[path]:
            new = f"{posixpath.dirname(path)}/definitions/taken/part{number}.yaml"
            if "/event-schemas/" in path:
                new = f"{path.partition('/schema/')[0]}/schema/components/taken/part{number}.yaml"
            values[new] = rebased(schema, path, new)
            schema.clear()
            schema["$ref"] = posixpath.relpath(new, posixpath.dirname(path))


def objects_are_split(values: Values, rng: random.Random) -> None:
    """Say in two schemas of an `allOf` what one says of its properties."""
    for _, schema in schemas(values):
        properties = schema.get("properties")
        if not isinstance(properties, dict) or {"allOf", "$ref"} & schema.keys() or "$ref" in properties:
            continue
        names = rng.sample(sorted(properties), len(properties))
        sides = names[: len(names) // 2], names[len(names) // 2 :]
        required = schema.get("required")
        schema["allOf"] = []
        for side in sides:
            half: dict[str, Any] = {"type": "object", "properties": {name: properties[name] for name in side}}
            if isinstance(required, list):
                half["required"] = [
                    name for name in required if (name in side) or (side is sides[0] and name not in names)
                ]
            schema["allOf"].append(half)
        del schema["properties"]
        if isinstance(required, list):
            del schema["required"]


def lists_are_shuffled(values: Values, rng: random.Random) -> None:
    """Change the order of lists that have none, and of the members of all mappings."""

    def shuffle(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffle(each) for each in value]
        if not isinstance(value, dict):
            return value
        result = {
            name: value[name] if name in SHOWN and name != "enum" else shuffle(value[name]) for name in mixed(value)
        }
        return {
            name: mixed(each) if name in LISTS and isinstance(each, list) else each for name, each in result.items()
        }

    def mixed(value: Any) -> list[Any]:
        return rng.sample(list(value), len(value))

    for path in values:
        values[path] = shuffle(values[path])


def items(values: Values) -> Iterator[dict[str, Any]]:
    """Yield the path items of all documents."""
    for value in values.values():
        if isinstance(value.get("paths"), dict):
            yield from (item for item in value["paths"].values() if isinstance(item, dict))


def parameters_move(values: Values, _: random.Random) -> None:
    """Put parameters of a path to its operations; where there is one operation, its parameters to the path."""
    for item in items(values):
        operations = [item[method] for method in METHODS if method in item]
        shared = item.pop("parameters", None)
        if shared is not None:
            for operation in operations:
                own = operation.get("parameters", [])
                operation["parameters"] = [*copy.deepcopy(shared), *own]
        elif len(operations) == 1 and "parameters" in operations[0]:
            item["parameters"] = operations[0].pop("parameters")


def null_is_an_alternative(values: Values, _: random.Random) -> None:
    """Say of what may be null that it is one of two kinds; and of one of two such kinds that it may be null."""
    for _path, schema in schemas(values):
        types = schema.get("type")
        if isinstance(types, list) and "null" in types and len(types) > 1:
            rest = [name for name in types if name != "null"]
            words = {name: schema.pop(name) for name in ("description", "example", "title") if name in schema}
            own = {**schema, "type": rest[0] if len(rest) == 1 else rest}
            schema.clear()
            schema.update({**words, "oneOf": [own, {"type": "null"}]})


def one_alternative(values: Values, rng: random.Random) -> None:
    """Say of some schemas that a value has to fit one of one."""
    for path, schema in schemas(values):
        if rng.random() < 0.2 and schema is not values[path] and "required" not in schema and "allOf" not in schema:
            own = dict(schema)
            schema.clear()
            schema[rng.choice(["anyOf", "oneOf"])] = [own]


def words_change(values: Values, _: random.Random) -> None:
    """Change what only documents say."""
    for value in mappings(list(values.values())):
        for name in ("description", "summary"):
            if isinstance(value.get(name), str):
                value[name] = f"Otherwise: {value[name]}"
        for name in ("x-changedInMatrixVersion", "x-addedInMatrixVersion", "example", "operationId"):
            if not isinstance(value.get(name), dict) or name == "x-changedInMatrixVersion":
                value.pop(name, None)


MOVES: tuple[Move, ...] = (
    files_move,
    references_are_resolved,
    definitions_are_taken_out,
    objects_are_split,
    lists_are_shuffled,
    parameters_move,
    null_is_an_alternative,
    one_alternative,
)
