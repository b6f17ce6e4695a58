"""`multipart/mixed` bodies (RFC 2046, 5.1), as federation sends media."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from uuid import uuid4

from msgspec import Struct

from .codec import DecodeError

BINARY = "application/octet-stream"


class Part(Struct, frozen=True):
    """One part: its headers, names in lower case, and its bytes."""

    headers: Mapping[str, str]
    content: bytes

    @property
    def content_type(self) -> str:
        """Return what the part is."""
        return self.headers.get("content-type", BINARY)


def read_parts(body: bytes, content_type: str) -> tuple[Part, ...]:
    """Return the parts of a body. Raises DecodeError where they do not stand in it."""
    from email.message import Message  # much to import, and few answers have parts

    message = Message()
    message["content-type"] = content_type
    boundary = message.get_boundary()
    if not boundary:
        raise DecodeError(f"`{content_type}` names no boundary")
    # What stands before the first boundary and after the closing one means nothing.
    mark = rb"\r?\n--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r?\n|\Z)"
    found: list[Part] = []
    start: int | None = None
    text = b"\r\n" + body
    for each in re.finditer(mark, text):
        if start is not None:
            found.append(_part(text[start : each.start()]))
        if each[1]:
            return tuple(found)
        start = each.end()
    raise DecodeError("a body of parts breaks off before its end")


def _part(text: bytes) -> Part:
    """Return one part: header lines, an empty line, content."""
    end = re.search(rb"\r?\n\r?\n", text)
    head, content = (text[: end.start()], text[end.end() :]) if end else (text, b"")
    lines = head.decode("utf-8", "replace").splitlines()
    named = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in named}
    return Part(headers, content)


def write_parts(parts: Iterable[Part]) -> tuple[str, bytes]:
    """Return the content type and the body of some parts."""
    boundary = uuid4().hex
    mark = b"--" + boundary.encode()
    body = b""
    for part in parts:
        head = "".join(f"{name}: {value}\r\n" for name, value in part.headers.items())
        body += (
            mark + b"\r\n" + head.encode("latin-1") + b"\r\n" + part.content + b"\r\n"
        )
    return f"multipart/mixed; boundary={boundary}", body + mark + b"--\r\n"
