"""Makes small specifications for tests of what changed."""

import json
from typing import Any

from specgen.load.spec import load_spec
from specgen.model.change import Change
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Spec

SCHEMES = {
    "token": {"type": "http", "scheme": "bearer"},
    "other": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "query", "name": "key"},
}
SWAP = {"added": "removed", "removed": "added", "changed": "changed"}


def spec(files: dict[str, Any]) -> Spec:
    """Return the specification of some files; what is not text is written as JSON, which is YAML too."""
    texts = {"site/_index.md": "---\ntitle: T\n---\n", "api/client-server/empty.yaml": "{}", **files}
    tree = [
        SourceFile(path, (text if isinstance(text, str) else json.dumps(text)).encode())
        for path, text in sorted(texts.items())
    ]
    return load_spec(SourceTree("test", tuple(tree))).spec


def api(paths: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI document."""
    return {"openapi": "3.1.0", "info": {"title": "T"}, "components": {"securitySchemes": SCHEMES}, "paths": paths}


def of_paths(paths: dict[str, Any]) -> Spec:
    """Return a specification of one document."""
    return spec({"api/client-server/a.yaml": api(paths)})


def of_schema(schema: Any, place: str, **files: Any) -> Spec:
    """Return a specification with one schema: of a `request`, a `response` or the `content` of an event."""
    body = {"content": {"application/json": {"schema": schema}}}
    if place == "content":
        return spec({"event-schemas/schema/m.test.yaml": {"properties": {"content": schema}}, **files})
    operation = {"requestBody": body} if place == "request" else {"responses": {"200": body}}
    return spec({"api/client-server/a.yaml": api({"/a": {"put": operation}}), **files})


def mirrored(changes: tuple[Change, ...]) -> set[tuple[object, ...]]:
    """Return the facts of the reverse comparison."""
    return {fields(change, SWAP[change.kind], change.after, change.before) for change in changes}


def plain(changes: tuple[Change, ...]) -> set[tuple[object, ...]]:
    """Return facts so that they can be compared with mirrored ones."""
    return {fields(change, change.kind, change.before, change.after) for change in changes}


def fields(change: Change, kind: str, before: str | None, after: str | None) -> tuple[object, ...]:
    """Return a fact's values."""
    where = (change.area, change.keyword, change.subject, change.path, change.direction, change.required)
    return (kind, *where, before, after)
