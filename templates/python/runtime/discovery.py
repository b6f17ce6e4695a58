"""Discovery: from the name of a server, or a user's ID, to the address to talk to."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from .codec import DecodeError, JsonObject, is_list, is_object, plain
from .failures import TransportError
from .transport import (
    AsyncHTTPXTransport,
    AsyncTransport,
    HTTPRequest,
    HTTPXTransport,
    Transport,
)
from .wire import Response

# A host name, an IPv4 address or an IPv6 address in brackets; then perhaps a port.
SERVER_NAME = re.compile(
    r"(\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Za-z.-]{1,255})(?::(\d{1,5}))?"
)
IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
FEDERATION_PORT = 8448


class Outcome(StrEnum):
    """What discovery came to, in the specification's words.

    FOUND: there is an address. PROMPT: ask the user, there was nothing to begin with.
    IGNORE: the domain says nothing, so try another way or ask the user. FAIL_PROMPT: say
    that it failed, and ask the user. FAIL_ERROR: say that it failed, and go no further.
    """

    FOUND = "FOUND"
    PROMPT = "PROMPT"
    IGNORE = "IGNORE"
    FAIL_PROMPT = "FAIL_PROMPT"
    FAIL_ERROR = "FAIL_ERROR"


@dataclass(frozen=True, slots=True)
class Discovery:
    """What is known of a domain's servers: `homeserver` is set where the outcome is FOUND.

    `document` is all that the domain published; `reason` says why something failed.
    """

    outcome: Outcome
    homeserver: str | None = None
    identity_server: str | None = None
    document: JsonObject = field(default_factory=dict[str, Any])
    reason: str = ""


# Yields what to ask, is sent the answer, or None where none came.
Search: TypeAlias = Generator[HTTPRequest, "Response | None", Discovery]


def discover(
    name: str, transport: Transport | None = None, *, timeout: float = 10.0
) -> Discovery:
    """Return the homeserver of a server name or a user's ID. Never raises for what it meets."""
    carrier: Transport = HTTPXTransport() if transport is None else transport
    search = searching(name, timeout)
    try:
        request = next(search)
        while True:
            try:
                answer = carrier.send(request)
            except TransportError:
                answer = None
            request = search.send(answer)
    except StopIteration as end:
        result: Discovery = end.value
        return result
    finally:
        if transport is None:
            carrier.close()


async def discover_async(
    name: str, transport: AsyncTransport | None = None, *, timeout: float = 10.0
) -> Discovery:
    """Return the homeserver of a server name or a user's ID. Never raises for what it meets."""
    carrier: AsyncTransport = AsyncHTTPXTransport() if transport is None else transport
    search = searching(name, timeout)
    try:
        request = next(search)
        while True:
            try:
                answer = await carrier.send(request)
            except TransportError:
                answer = None
            request = search.send(answer)
    except StopIteration as end:
        result: Discovery = end.value
        return result
    finally:
        if transport is None:
            await carrier.close()


def searching(name: str, timeout: float = 10.0) -> Search:
    """Go through the steps of discovery: yield what to ask, be sent the answers."""
    server = name.partition(":")[2] if name.startswith("@") else name
    host = SERVER_NAME.fullmatch(server)
    if host is None:
        return Discovery(Outcome.PROMPT, reason=f"`{name}` does not name a server")
    url = f"https://{host[1]}/.well-known/matrix/client"
    answer = yield _get("getWellknown", url, timeout)
    if answer is not None and answer.status == 404:
        return Discovery(Outcome.IGNORE, reason=f"{host[1]} publishes nothing")
    said = _object(answer)
    if not said:
        return Discovery(Outcome.FAIL_PROMPT, reason=f"{url} cannot be read")
    homeserver = _base_url(said, "m.homeserver")
    if homeserver is None:
        reason = "`m.homeserver` has no `base_url`"
        return Discovery(Outcome.FAIL_PROMPT, document=said, reason=reason)
    identity = _base_url(said, "m.identity_server")
    if "m.identity_server" in said and identity is None:
        reason = "`m.identity_server` has no `base_url`"
        return Discovery(Outcome.FAIL_PROMPT, document=said, reason=reason)
    for base, path in ((homeserver, "client/versions"), (identity, "identity/v2")):
        if base is not None and not (yield from _alive(base, path, timeout)):
            reason = f"no server answers at {base}"
            return Discovery(Outcome.FAIL_ERROR, document=said, reason=reason)
    return Discovery(Outcome.FOUND, homeserver, identity, said)


def _alive(
    base: str, path: str, timeout: float
) -> Generator[HTTPRequest, Response | None, bool]:
    """Tell whether a URL leads to a server of the kind that it should lead to."""
    if not is_url(base):
        return False
    answer = yield _get("getVersions", f"{base}/_matrix/{path}", timeout)
    if answer is None or answer.status != 200:
        return False
    if path != "client/versions":
        return True
    versions = (_object(answer) or {}).get("versions")
    return is_list(versions) and all(isinstance(each, str) for each in versions)


def _get(operation: str, url: str, timeout: float) -> HTTPRequest:
    """Return a request for a document."""
    return HTTPRequest(operation, "GET", url, {}, None, timeout)


def _object(answer: Response | None) -> JsonObject | None:
    """Return the JSON object that an answer carries; None where it carries none."""
    if answer is None or answer.status != 200:
        return None
    try:
        value = plain(answer.body)
    except DecodeError:
        return None
    return value if is_object(value) else None


def _base_url(said: Mapping[str, Any], name: str) -> str | None:
    """Return the address of a server, without slashes at its end."""
    member = said.get(name)
    url = member.get("base_url") if is_object(member) else None
    return url.rstrip("/") if isinstance(url, str) and url else None


def is_url(text: str) -> bool:
    """Tell whether a text is the address of a server on the web."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(
            parts.hostname and parts.port != 0
        )
    except ValueError:  # no port, or brackets that do not close
        return False
