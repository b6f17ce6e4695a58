"""Documents that nobody should write still give a package that experts would not change."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import ROOT
from needs import tool

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer"}
NAMES = ("class", "__class__", "None", "self", "to_json", "from_json", "extra", "größe", "名前", "", "-")
NAMES += ("a.b", "a-b", "a_b", "name", "Name", "NAME", "1", "{x}", 'quote"d', "back\\slash", "new\nline")
QUERY = ("a-b", "a_b", "a.b", "api", "page", "body", "self", "class", "名前")


def record(**properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def operation(name: str, answer: object, body: object = None, parameters: object = ()) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    found: dict[str, Any] = {"operationId": name, "responses": {"200": {"description": "ok", "content": content}}}
    found["parameters"] = parameters
    if body is not None:
        found["requestBody"] = {"content": {"application/json": {"schema": body}}}
    return found


ODD = record(**dict.fromkeys(NAMES, TEXT))
WRONG = record(
    a={"type": "integer", "default": "x"},
    b={"type": "string", "default": 3},
    c={"type": "boolean", "default": None},
    d={"type": "number", "default": 2},
)
TITLES = ("TypeAlias", "Callable", "Any", "Literal", "Request")
TITLED = record(**{name.lower(): {"title": name, **record(inner=TEXT)} for name in TITLES})
SCHEMAS = {
    "Tree": record(children={"type": "array", "items": ref("Tree")}, rest=ref("Map")),
    "Map": {"type": "object", "additionalProperties": ref("Map")},
    "List": {"type": "array", "items": ref("List")},
    "Self": {"allOf": [ref("Self")]},
    "Either": {"oneOf": [ref("Either"), TEXT]},
    "One": {"allOf": [ref("Two"), record(one=TEXT)]},
    "Two": {"allOf": [ref("One"), record(two=TEXT)]},
}
PARAMETERS = [
    {"in": "path", "name": "x", "required": True, "schema": TEXT},
    {"in": "query", "name": "x", "schema": TEXT},
    {"in": "query", "name": "x", "schema": NUMBER},
    {"in": "header", "name": "x", "schema": TEXT},
    *({"in": "query", "name": name, "schema": TEXT} for name in QUERY),
    {"in": "query", "name": "ten", "schema": {"type": "integer", "default": "ten"}},
]
PATHS: dict[str, Any] = {
    "/names": {"get": operation("names", ODD), "put": operation("setNames", TEXT, ODD)},
    "/wrong": {"put": operation("wrong", TITLED, WRONG)},
    "/circles": {"get": operation("circles", record(**{name.lower(): ref(name) for name in SCHEMAS}))},
    "/parameters/{x}": {"get": operation("parameters", TEXT, None, PARAMETERS)},
    "/send": {"get": operation("send", TEXT), "put": operation("close", TEXT), "post": operation("open", TEXT)},
}


def test_odd_documents(tmp_path: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Odd", "version": "1"},
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
    (tmp_path / "tree" / "api" / "odd").mkdir(parents=True)
    (tmp_path / "tree" / "site").mkdir()
    (tmp_path / "tree" / "site" / "_index.md").write_text("---\ntitle: Home\n---\n")
    (tmp_path / "tree" / "api" / "odd" / "all.yaml").write_text(json.dumps(document))
    command = [sys.executable, "-m", "specgen", "generate", "client", "tree", "-o", "out", "--package", "odd", "-q"]
    subprocess.run([*command, "--no-cache"], check=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""})
    out = tmp_path / "out"
    checks = (
        [tool("ruff"), "format", "--isolated", "--check", "."],
        [tool("ruff"), "check", "--isolated", "--target-version", "py311", "."],
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / ".mypy"), "odd"],
        [sys.executable, "-c", USE],
    )
    for check in checks:
        done = subprocess.run(check, cwd=out, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


USE = """
from odd._rt.codec import decode, encode
from odd.odd import Client
from odd.odd.all import NamesResponse, parameters
value = {"class": "a", "__class__": "b", "größe": "c", "": "d", "a-b": "e", "a_b": "f", "Name": "g", "to_json": "h"}
read = decode(__import__("json").dumps(value).encode(), NamesResponse, strict=True)
assert __import__("json").loads(encode(read)) == value
assert read.größe == "c"
assert Client.send.__module__ == "odd._rt.client"
assert "x=2" in parameters("1", x_query="2").target()
"""
