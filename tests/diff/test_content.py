"""Events, definitions on pages, string formats and anchors; what Swagger 2.0 cannot say."""

from typing import Any

from small_trees import api, of_paths, spec

from specgen.diff import diff
from specgen.diff.judge import judge
from specgen.model.spec import Spec

OBJECT = {"title": "File", "type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
PAGE = '---\ntitle: P\n---\n\n{{% definition path="api/client-server/definitions/file" %}}\n'
FILE = "api/client-server/definitions/file.yaml"


def told(old: Spec, new: Spec) -> list[tuple[str, str, str]]:
    return [(each.judgement, each.change.subject, each.change.path) for each in judge(diff(old, new))]


def test_events_come_and_go() -> None:
    one, none = spec({"event-schemas/schema/m.a.yaml": {"properties": {"content": {}}}}), spec({})
    assert told(none, one) == [("event-added", "m.a", "")]
    assert told(one, none) == [("event-removed", "m.a", "")]


def test_definitions_come_and_go_with_the_pages_that_show_them() -> None:
    shown, hidden = spec({FILE: OBJECT, "site/p.md": PAGE}), spec({FILE: OBJECT, "site/p.md": "text"})
    bare = spec({"site/p.md": "text"})
    assert told(bare, shown) == [("definition-added", "file", "")]
    assert told(shown, bare) == [("definition-removed", "file", "")]
    assert told(hidden, shown) == told(shown, hidden) == [], "a schema that was there before is only shown now"


def test_a_definition_that_is_moved_is_the_same() -> None:
    other = PAGE.replace("definitions/file", "parts/document")
    old, new = (
        spec({FILE: OBJECT, "site/p.md": PAGE}),
        spec({"api/client-server/parts/document.yaml": OBJECT, "site/p.md": other}),
    )
    assert told(old, new) == []


def test_string_formats_and_anchors_are_documentation() -> None:
    formats = "api/string-formats.yaml"
    one, two = spec({formats: {"x": {"title": "X", "url": "x"}}}), spec({formats: {"x": {"title": "Y", "url": "x"}}})
    assert told(one, two) == [("string-format-changed", "x", "")]
    assert told(spec({}), one) == [("string-format-added", "x", "")]
    assert told(one, spec({})) == [("string-format-removed", "x", "")]
    found = judge(diff(one, one, {"/a/": frozenset({"x", "y"})}, {"/a/": frozenset({"y", "z"})}))
    assert [(each.judgement, each.change.before, each.change.after) for each in found] == [
        ("anchor-removed", '"x"', None),
        ("anchor-added", None, '"z"'),
    ]


def test_shared_definitions_change_each_operation_that_uses_them() -> None:
    paths = {
        f"/{name}": {"get": {"responses": {"200": {"content": {"a/b": {"schema": {"$ref": "definitions/file.yaml"}}}}}}}
        for name in "ab"
    }
    old = spec({"api/client-server/a.yaml": api(paths), FILE: OBJECT})
    new = spec({"api/client-server/a.yaml": api(paths), FILE: {**OBJECT, "required": ["a"]}})
    changes = diff(old, new)
    assert [each.subject for each in changes] == ["GET /a", "GET /b"]
    assert {each.location.path for each in changes} == {FILE}
    assert {each.path for each in changes} == {"response/200/a~1b/a"}


def swagger(paths: dict[str, Any], **more: Any) -> Spec:
    schemes = {"token": {"type": "apiKey", "in": "query", "name": "access_token"}}
    value = {"swagger": "2.0", "info": {"title": "T"}, "securityDefinitions": schemes, "paths": paths, **more}
    return spec({"api/client-server/a.yaml": value})


def test_what_swagger_cannot_say_is_no_fact() -> None:
    value = {"type": "object", "additionalProperties": {"type": "string"}}
    old_body = {
        "in": "body",
        "name": "body",
        "required": True,
        "schema": {"type": "object", "properties": {"a": {"type": "string"}, "m": value}},
    }
    old = swagger(
        {
            "/a": {
                "put": {
                    "security": [{"token": []}],
                    "parameters": [old_body, {"in": "query", "name": "f...", "type": "string"}],
                    "responses": {200: {"schema": {"type": "file"}}, "4xx": {}},
                }
            },
        },
        produces=["*/*"],
    )
    properties = {
        "a": {"type": ["string", "null"]},
        "m": {"type": "object", "patternProperties": {"^@": {"type": "string"}}},
    }
    new_operation = {
        "security": [{"key": []}, {"token": []}, {}],
        "parameters": [{"in": "query", "name": "f", "schema": {"type": "object"}}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"properties": properties}}}},
        "responses": {"200": {"content": {"application/octet-stream": {}}}, "4XX": {}},
    }
    new = of_paths({"/a": {"put": new_operation}})
    assert told(old, new) == []
    assert told(new, old) == []


def test_what_swagger_can_say_is_a_fact() -> None:
    old = swagger(
        {"/a": {"get": {"parameters": [{"in": "query", "name": "q", "type": "string"}], "responses": {200: {}}}}}
    )
    new = of_paths(
        {
            "/a": {
                "get": {
                    "security": [{"token": []}],
                    "parameters": [{"in": "query", "name": "q", "schema": {"type": "integer"}}],
                    "responses": {"200": {}},
                }
            }
        }
    )
    assert [name for name, *_ in told(old, new)] == ["security-tightened", "request-type-changed"]
