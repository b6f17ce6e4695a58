"""`multipart/mixed` bodies (RFC 2046, 5.1), as federation sends media."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, names in lower case, and its bytes."""

    headers: Mapping[str, str]
    content: bytes

    @property
    def content_type(self) -> str:
        """Return what the part is."""
        return self.headers.get("content-type", "application/octet-stream")


def read_parts(body: bytes, content_type: str) -> tuple[Part, ...]:
    """Return the parts of a body. Raises ValueError where there is no boundary."""
    message = BytesParser(policy=policy.HTTP).parsebytes(
        b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    )
    boundary = message.get_boundary()
    if not boundary:
        raise ValueError(f"`{content_type}` names no boundary")
    mark = b"--" + boundary.encode()
    chunks = (b"\r\n" + body).split(b"\r\n" + mark)[1:]
    return tuple(_part(chunk) for chunk in chunks if not chunk.startswith(b"--"))


def _part(chunk: bytes) -> Part:
    """Return one part: header lines, an empty line, content."""
    head, _, content = chunk.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if chunk.lstrip(b" \t").startswith(b"\r\n\r\n"):  # no headers at all
        head, content = b"", chunk.lstrip(b" \t")[4:]
    lines = head.decode("latin-1").split("\r\n")
    named = (line.partition(":") for line in lines if ":" in line)
    return Part(
        {name.strip().lower(): value.strip() for name, _, value in named}, content
    )


def write_parts(parts: Iterable[Part]) -> tuple[str, bytes]:
    """Return the content type and the body of some parts."""
    boundary = secrets.token_hex(16)
    mark = b"--" + boundary.encode()
    body = b""
    for part in parts:
        head = "".join(f"{name}: {value}\r\n" for name, value in part.headers.items())
        body += (
            mark + b"\r\n" + head.encode("latin-1") + b"\r\n" + part.content + b"\r\n"
        )
    return f"multipart/mixed; boundary={boundary}", body + mark + b"--\r\n"
