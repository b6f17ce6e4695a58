"""Puts all documents of one API into one, with every reference resolved (INPUT 12)."""

from typing import Any

from specgen.load.openapi import base_path_of
from specgen.load.refs import Documents
from specgen.model.node import Node, dump
from specgen.model.spec import Bundle


def read_bundle(folder: str, roots: list[Node], documents: Documents) -> Bundle:
    """Return the bundle of an API. Its title, version and servers are added when it is drawn."""
    paths: dict[str, dict[str, Any]] = {}
    schemes: dict[str, Any] = {}
    swagger = any("swagger" in root.value for root in roots)
    for root in roots:
        base = (root.get("basePath").text() or "").rstrip("/") if swagger else base_path_of(root)
        listed = documents.expand(root.get("paths"))
        for path, item in listed.items() if isinstance(listed, dict) else ():
            paths.setdefault(base + path, {}).update(item if isinstance(item, dict) else {})
        schemes.update(schemes_of(root, documents))
    value = (
        {"swagger": "2.0", "securityDefinitions": schemes}
        if swagger
        else {"openapi": "3.1.0", "components": {"securitySchemes": schemes}}
    )
    return Bundle(folder, dump({**value, "paths": paths}))


def schemes_of(root: Node, documents: Documents) -> dict[str, Any]:
    """Return a document's security schemes."""
    node = root.get("securityDefinitions") if "swagger" in root.value else root.get("components").get("securitySchemes")
    value = documents.expand(node)
    return value if isinstance(value, dict) else {}
