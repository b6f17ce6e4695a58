"""Discovery: from the name of a server, or a user's ID, to the address to talk to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar
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
R = TypeVar("R")


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


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server listens to other servers.

    Connect to `host` and `port`, send `host_header`, and expect a certificate for the name
    in it: that is another one than `host` where the address came from the DNS (SRV).
    """

    host: str
    port: int
    host_header: str

    @property
    def base_url(self) -> str:
        """Return the address as clients take it; pass `Host` among their `headers`."""
        return f"https://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A step of resolving a server's name: look for an SRV record."""

    record: str


Service: TypeAlias = tuple[str, int]
# Looks for an SRV record, and returns host and port of its target; None where there is none.
Services: TypeAlias = Callable[[str], Service | None]
AsyncServices: TypeAlias = Callable[[str], Awaitable[Service | None]]
# Yields what to ask, and is sent the answer, or None where none came.
Steps: TypeAlias = Generator[HTTPRequest | Lookup, "Response | Service | None", R]


def discover(
    name: str, transport: Transport | None = None, *, timeout: float = 10.0
) -> Discovery:
    """Return the homeserver of a server name or a user's ID. Never raises for what it meets."""
    return drive(searching(name, timeout), transport, None)


async def discover_async(
    name: str, transport: AsyncTransport | None = None, *, timeout: float = 10.0
) -> Discovery:
    """Return the homeserver of a server name or a user's ID. Never raises for what it meets."""
    return await drive_async(searching(name, timeout), transport, None)


def resolve_server(
    name: str,
    transport: Transport | None = None,
    services: Services | None = None,
    *,
    timeout: float = 10.0,
) -> ServerAddress:
    """Return where a server listens to other servers. Raises ValueError for what is no name.

    Without `services`, which looks up SRV records, those are taken as missing.
    """
    return drive(resolving(name, timeout), transport, services)


async def resolve_server_async(
    name: str,
    transport: AsyncTransport | None = None,
    services: AsyncServices | None = None,
    *,
    timeout: float = 10.0,
) -> ServerAddress:
    """Return where a server listens to other servers. Raises ValueError for what is no name.

    Without `services`, which looks up SRV records, those are taken as missing.
    """
    return await drive_async(resolving(name, timeout), transport, services)


def drive(steps: Steps[R], transport: Transport | None, services: Services | None) -> R:
    """Take the steps one by one and return what they come to."""
    carrier: Transport = HTTPXTransport() if transport is None else transport
    answer: Response | Service | None
    try:
        step = next(steps)
        while True:
            try:
                if isinstance(step, HTTPRequest):
                    answer = carrier.send(step)
                else:
                    answer = None if services is None else services(step.record)
            except TransportError:
                answer = None
            step = steps.send(answer)
    except StopIteration as end:
        result: R = end.value
        return result
    finally:
        if transport is None:
            carrier.close()


async def drive_async(
    steps: Steps[R], transport: AsyncTransport | None, services: AsyncServices | None
) -> R:
    """Take the steps one by one and return what they come to."""
    carrier: AsyncTransport = AsyncHTTPXTransport() if transport is None else transport
    answer: Response | Service | None
    try:
        step = next(steps)
        while True:
            try:
                if isinstance(step, HTTPRequest):
                    answer = await carrier.send(step)
                else:
                    answer = None if services is None else await services(step.record)
            except TransportError:
                answer = None
            step = steps.send(answer)
    except StopIteration as end:
        result: R = end.value
        return result
    finally:
        if transport is None:
            await carrier.close()


def searching(name: str, timeout: float = 10.0) -> Steps[Discovery]:
    """Go through the steps of discovery: yield what to ask, be sent the answers."""
    server = name.partition(":")[2] if name.startswith("@") else name
    host = SERVER_NAME.fullmatch(server)
    if host is None:
        return Discovery(Outcome.PROMPT, reason=f"`{name}` does not name a server")
    url = f"https://{host[1]}/.well-known/matrix/client"
    answer = yield _get("getWellknown", url, timeout)
    if isinstance(answer, Response) and answer.status == 404:
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


def _alive(base: str, path: str, timeout: float) -> Steps[bool]:
    """Tell whether a URL leads to a server of the kind that it should lead to."""
    if not is_url(base):
        return False
    answer = yield _get("getVersions", f"{base}/_matrix/{path}", timeout)
    if not isinstance(answer, Response) or answer.status != 200:
        return False
    if path != "client/versions":
        return True
    versions = (_object(answer) or {}).get("versions")
    return is_list(versions) and all(isinstance(each, str) for each in versions)


def _get(operation: str, url: str, timeout: float) -> HTTPRequest:
    """Return a request for a document."""
    return HTTPRequest(operation, "GET", url, {}, None, timeout)


def _object(answer: Response | Service | None) -> JsonObject | None:
    """Return the JSON object that an answer carries; None where it carries none."""
    if not isinstance(answer, Response) or answer.status != 200:
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


def resolving(name: str, timeout: float = 10.0) -> Steps[ServerAddress]:
    """Go through the steps of resolving a server's name: yield what to ask, be sent the answers."""
    parts = SERVER_NAME.fullmatch(name)
    if parts is None:
        raise ValueError(f"`{name}` is not the name of a server")
    if not is_fixed(parts):
        url = f"https://{parts[1]}/.well-known/matrix/server"
        answer = yield _get("getWellKnown", url, timeout)
        delegated = (_object(answer) or {}).get("m.server")
        if isinstance(delegated, str):
            parts = SERVER_NAME.fullmatch(delegated) or parts
    if not is_fixed(parts):
        for service in ("matrix-fed", "matrix"):
            found = yield Lookup(f"_{service}._tcp.{parts[1]}")
            if isinstance(found, tuple):
                return ServerAddress(found[0].rstrip("."), found[1], parts[1])
    return ServerAddress(parts[1], int(parts[2] or FEDERATION_PORT), parts[0])


def is_fixed(parts: re.Match[str]) -> bool:
    """Tell whether a name is an address already: it has a port, or is an IP address."""
    host, port = parts[1], parts[2]
    return bool(port) or host.startswith("[") or bool(IPV4.fullmatch(host))


def is_url(text: str) -> bool:
    """Tell whether a text is the address of a server on the web."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(
            parts.hostname and parts.port != 0
        )
    except ValueError:  # no port, or brackets that do not close
        return False
