"""The `api.json` bundles: one OpenAPI document for each API (INPUT 12)."""

import json
import re
from json.encoder import encode_basestring_ascii
from typing import Any

from specgen.model.spec import Bundle

BOX = {"note": "**NOTE:** ", "rationale": "**RATIONALE:** ", "warning": "**WARNING:** "}
OPENED = re.compile(r"\{\{[%<]\s*boxes/(\w+)\s*[%>]\}\}")
CLOSED = re.compile(r"\{\{[%<]\s*/boxes/\w+\s*[%>]\}\}")
MARKED = re.compile(r"\{\{[%<]\s*(added|changed)-in\s+v=\"?([^\"\s%>]+)\"?\s*[%>]\}\}")


def plain(text: str) -> str:
    """Return a description with its shortcodes replaced by Markdown."""
    text = OPENED.sub(lambda match: BOX.get(match[1], ""), text)
    return MARKED.sub(lambda match: f"**[{match[1].capitalize()} in `v{match[2]}`]** ", CLOSED.sub("", text))


def draw_bundle(bundle: Bundle, info: tuple[str, str], base_url: str, server: str) -> str:
    """Return a bundle as JSON text: keys sorted, four blanks, ASCII; links start with `base_url`.

    `info` is title and version; `server` is where the API is known to be served, or empty.
    """
    document = json.loads(bundle.text)
    document["info"] = {"title": info[0], "version": info[1]}
    if "openapi" in document:
        document["servers"] = servers(server)
    return write(document, "\n", base_url) + "\n"


def servers(server: str) -> list[dict[str, Any]]:
    """Return where the API is served: a known server, and any other by its address."""
    known = [{"url": server}] if server else []
    default = "matrix-client.matrix.org" if server else "localhost"
    address = {"default": default, "description": "The base URL for your homeserver"}
    return [*known, {"url": "https://{homeserver_address}", "variables": {"homeserver_address": address}}]


def write(value: Any, line: str, base_url: str) -> str:
    """Return a JSON value as indented text; `line` starts each new line. Strings in objects get absolute links."""
    if isinstance(value, dict):
        if not value:
            return "{}"
        inner = line + "    "
        entries = (
            f"{encode_basestring_ascii(key)}: {write_member(value[key], inner, base_url)}" for key in sorted(value)
        )
        return "{" + inner + f",{inner}".join(entries) + line + "}"
    if isinstance(value, list) and value:
        inner = line + "    "
        return "[" + inner + f",{inner}".join(write(item, inner, base_url) for item in value) + line + "]"
    return json.dumps(value)


def write_member(value: Any, line: str, base_url: str) -> str:
    """Return an object's member as text."""
    if not isinstance(value, str):
        return write(value, line, base_url)
    if "{{" in value:
        value = plain(value)
    return encode_basestring_ascii(value.replace("](/", f"]({base_url}/"))
