"""What servers say to servers: signatures, media in parts, and how a name becomes an address."""

import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from bindings import Bindings, Talk
from mock_homeserver import Answer, MockHomeserver, jsonly

FEDERATION = "/_matrix/federation/v1"
# The published test vectors (appendices, "Cryptographic Test Vectors").
SEED = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
EMPTY = "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"
ONE_TWO = "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"
SMALLEST_HASH = "5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos"
SMALLEST = "KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg"
REDACTED = "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA"
REDACTED_HASH = "onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g"
ROOM = "!ro/om#?%:hs.example"


@pytest.fixture
def home() -> Iterator[MockHomeserver]:
    with MockHomeserver() as server:
        yield server


@pytest.fixture
def signing(bindings: Bindings) -> Any:
    return bindings.module("_rt.signing")


def test_the_published_signatures(signing: Any) -> None:
    key = signing.Ed25519Key("1", SEED)
    for value, signature in (({}, EMPTY), ({"one": 1, "two": "Two"}, ONE_TWO)):
        signed = signing.sign_json({**value, "unsigned": {"age": 1}}, "domain", key)
        assert signed == {**value, "unsigned": {"age": 1}, "signatures": {"domain": {"ed25519:1": signature}}}
        signing.verify_json(signed, "domain", "ed25519:1", key.public)
        with pytest.raises(signing.SignatureError):
            signing.verify_json({**signed, "one": 2}, "domain", "ed25519:1", key.public)


@pytest.mark.parametrize(
    ("event", "digest", "dropped", "signature"),
    [
        (
            {
                "room_id": "!x:domain",
                "sender": "@a:domain",
                "type": "X",
                "content": {},
                "prev_events": [],
                "auth_events": [],
                "depth": 3,
            },
            SMALLEST_HASH,
            {},
            SMALLEST,
        ),
        (
            {
                "content": {"body": "Here is the message content"},
                "event_id": "$0:domain",
                "type": "m.room.message",
                "room_id": "!r:domain",
                "sender": "@u:domain",
            },
            REDACTED_HASH,
            {"content": {}},
            REDACTED,
        ),
    ],
)
def test_the_published_events(
    signing: Any, event: dict[str, Any], digest: str, dropped: dict[str, Any], signature: str
) -> None:
    event = {**event, "origin": "domain", "origin_server_ts": 1000000}
    found = hashlib.sha256(signing.signable({**event, "unsigned": {}, "signatures": {}})).digest()
    assert signing.encode_base64(found) == digest
    hashed = {**event, **dropped, "hashes": {"sha256": digest}, "unsigned": {"age_ts": 1000000}}
    signed = signing.sign_json(hashed, "domain", signing.Ed25519Key("1", SEED))
    assert signed["signatures"]["domain"]["ed25519:1"] == signature


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({}, "{}"),
        ({"b": "2", "a": "1"}, '{"a":"1","b":"2"}'),
        ({"本": 2, "日": 1}, '{"日":1,"本":2}'),
        ({"a": "日"}, '{"a":"日"}'),
        ({"a": None, "b": True, "c": -0}, '{"a":null,"b":true,"c":0}'),
        ({"\U0001f600": 1, "\uff5e": 2}, '{"\uff5e":2,"\U0001f600":1}'),  # by code point, not by UTF-16
        ({"a": '\x00\x1f\x7f\n"\\/\u2028'}, '{"a":"\\u0000\\u001f\x7f\\n\\"\\\\/\u2028"}'),
        ({"n": [2**53 - 1, -(2**53) + 1]}, '{"n":[9007199254740991,-9007199254740991]}'),
    ],
)
def test_canonical_json(signing: Any, value: object, written: str) -> None:
    assert signing.canonical_json(value) == written.encode()


@pytest.mark.parametrize("value", [1.5, {"a": [1.0]}, 2**53, {"a": {"b": -(2**53)}}, float("nan"), "\ud800"])
def test_what_canonical_json_has_no_place_for(signing: Any, value: object) -> None:
    with pytest.raises(ValueError, match=r"number|surrogates"):
        signing.canonical_json(value)


@pytest.mark.parametrize(
    "header",
    [
        'X-Matrix origin="a.example",destination="b.example",key="ed25519:1",sig="AB+/"',
        'x-matrix   ORIGIN=a.example , destination=b.example\t,\tkey=ed25519:1, sig="AB+/", new=1',
        'X-MATRIX sig="AB\\+\\/",,key="ed2\\5519:1",destination="b.example" , origin = "a.example",',
        'X-Matrix origin="a.example",destination="b.example",key="ed25519:1",signature="AB+/"',
    ],
)
def test_headers_are_read(signing: Any, header: str) -> None:
    expected = signing.Credentials("a.example", "b.example", "ed25519:1", "AB+/")
    assert signing.Credentials.parse(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "X-Matrix",
        "Bearer abc",
        "X-MatrixY origin=a,key=b,sig=c",
        'X-Matrix origin="a",key="b"',
        'X-Matrix origin="a,key="b",sig="c"',
        'X-Matrix origin="a" key="b",sig="c"',
        'X-Matrix origin="a",origin="z",key="b",sig="c"',
        "X-Matrix origin=[::1]:8448,key=b,sig=c",
        'X-Matrix origin="",key="b",sig="c"',
        'X-Matrix origin="a",key="b",sig="c"; x=1',
        'X-Matrix origin="a\n",key="b",sig="c"',
        'X-Matrix origin="a',
        "X-Matrix " + "," * 50_000 + "=",
    ],
)
def test_headers_that_break_the_grammar(signing: Any, header: str) -> None:
    with pytest.raises(signing.SignatureError):
        signing.Credentials.parse(header)


def test_headers_are_written_for_older_servers_too(signing: Any) -> None:
    given = signing.Credentials("[::1]:8448", "b.example:1", "ed25519:a_1", "AB+/")
    assert given.header() == 'X-Matrix origin="[::1]:8448",destination="b.example:1",key="ed25519:a_1",sig="AB+/"'
    assert signing.Credentials.parse(given.header()) == given
    odd = signing.Credentials('a"\\', None, "k", "s")
    assert signing.Credentials.parse(odd.header()) == odd
    with pytest.raises(ValueError, match="header"):
        signing.Credentials("a\r\nX: y", None, "k", "s").header()


def test_keys(signing: Any) -> None:
    one, two = signing.Ed25519Key.generate("a1"), signing.Ed25519Key.generate("a1")
    assert one.seed != two.seed
    assert one.key_id == "ed25519:a1"
    for version, seed in (("a:1", SEED), ("", SEED), ("1", "@@"), ("1", "AAAA")):
        with pytest.raises(ValueError, match=r".+"):
            signing.Ed25519Key(version, seed)


def test_what_a_signature_is_of(signing: Any) -> None:
    key = signing.Ed25519Key("1", SEED)
    signer = signing.RequestSigner("a.example", "b.example", key)
    with pytest.raises(signing.SignatureError, match="cannot be signed"):
        signer("PUT", "/x", b'{"pdus": [1e400]}')
    header = signer("PUT", "/x?y=1", b'{"z":1.5,"b":{"a":9007199254740999}}')
    content = b'{"b": {"a": 9007199254740999}, "z": 1.5}'
    given = signing.Credentials.parse(header)
    right = {"destination": "b.example", "public_key": key.public}
    given.verify("PUT", "/x?y=1", content, **right)
    for changed in (
        ("POST", "/x?y=1", content, right),
        ("PUT", "/x", content, right),
        ("PUT", "/x?y=1", b"{}", right),
        ("PUT", "/x?y=1", None, right),
        ("PUT", "/x?y=1", b"{", right),
        ("PUT", "/x?y=1", content, {**right, "destination": "c.example"}),
        ("PUT", "/x?y=1", content, {**right, "public_key": signing.Ed25519Key.generate("1").public}),
        ("PUT", "/x?y=1", content, {**right, "public_key": "short"}),
    ):
        method, target, body, named = changed
        with pytest.raises(signing.SignatureError):
            given.verify(method, target, body, **named)
    older = signing.Credentials(given.origin, None, given.key_id, given.signature)
    older.verify("PUT", "/x?y=1", content, **right)
    for origin, key_id, signature in (
        ("z.example", "ed25519:1", given.signature),
        ("a.example", "rsa:1", "AA"),
        ("a.example", "ed25519:1", "@"),
    ):
        with pytest.raises(signing.SignatureError):
            signing.Credentials(origin, None, key_id, signature).verify("PUT", "/x?y=1", content, **right)


def test_signed_requests_arrive_as_they_were_signed(talk: Talk, home: MockHomeserver) -> None:
    signing = talk.bindings.module("_rt.signing")
    key = signing.Ed25519Key("1", SEED)
    signer = signing.RequestSigner("a.example", "b.example", key)
    client = talk.client(home.url, api="server_server", signer=signer)
    errors = talk.bindings.module("errors")
    hostile = "$ü '()*~!,;:@&=+$/?#[]%25|^`\"<>{}\\."
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        (("GET", f"{FEDERATION}/event/{{eventId}}", hostile), {}),
        (("GET", f"{FEDERATION}/backfill/{{roomId}}", ROOM), {"v": [hostile, "$2"], "limit": 5}),
        (("GET", f"{FEDERATION}/query/profile"), {"user_id": f"@{hostile}:hs"}),
        (
            ("PUT", f"{FEDERATION}/send/{{txnId}}"),
            {"txn_id": hostile, "origin": "a.example", "origin_server_ts": 1, "pdus": [{"f": 1.5, "ü": "\x7f"}]},
        ),
    ]
    for given, named in calls:
        with pytest.raises(errors.MUnrecognized):
            talk.call(client, *given, api="server_server", **named)
        asked = home.asked[-1]
        said = signing.Credentials.parse(asked.headers["authorization"])
        said.verify(asked.method, asked.target, asked.body, destination="b.example", public_key=key.public)
    bare = talk.client(home.url, api="server_server")
    with pytest.raises(ValueError, match="needs a signer"):
        talk.call(bare, "GET", f"{FEDERATION}/event/{{eventId}}", "$1", api="server_server")


def multipart(*parts: bytes, boundary: bytes = b"gc0p4Jq0M2Yt08j34c0p", end: bytes = b"--\r\n") -> bytes:
    return b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts) + b"--" + boundary + end


DATA = bytes(range(256)) * 20 + b"\r\n--not the boundary\r\n--gc0p4Jq0M2Yt08j34c0pX\r\n"
KIND = {"Content-Type": "multipart/mixed; boundary=gc0p4Jq0M2Yt08j34c0p"}


def test_media_from_another_server(talk: Talk, home: MockHomeserver) -> None:
    key = talk.bindings.module("_rt.signing").Ed25519Key("1", SEED)
    signer = talk.bindings.module("_rt.signing").RequestSigner("a.example", "b.example", key)
    client = talk.client(home.url, api="server_server", signer=signer)
    wire = talk.bindings.module("_rt.wire")
    path = f"{FEDERATION}/media/download/{{mediaId}}"
    describing = b"Content-Type: application/json\r\n\r\n{}"
    for body, expected in (
        (
            multipart(
                describing, b"Content-Type: image/png\r\nContent-Disposition: inline; filename=a.png\r\n\r\n" + DATA
            ),
            wire.Media(DATA, "image/png", "a.png"),
        ),
        (
            b"preamble\r\n" + multipart(b"\r\n{}", b"\r\n", end=b"-- \r\nepilogue\r\n--gc0p4Jq0M2Yt08j34c0p\r\n"),
            wire.Media(b"", "application/octet-stream", None),
        ),
        (
            multipart(describing, b"Location: https://cdn.example/x\r\n\r\n"),
            wire.Redirect("https://cdn.example/x"),
        ),
    ):
        home.on("GET", f"{FEDERATION}/media/download/1", Answer(200, body, KIND))
        parts = talk.call(client, "GET", path, "1", api="server_server")
        assert (parts.metadata, parts.media) == ({}, expected)
    for body, headers in (
        (multipart(describing, DATA, end=b""), KIND),
        (DATA, KIND),
        (multipart(describing), {"Content-Type": "multipart/mixed"}),
        (b"", {}),
    ):
        home.on("GET", f"{FEDERATION}/media/download/1", Answer(200, body, headers))
        with pytest.raises(talk.bindings.module("errors").DecodeError):
            talk.call(client, "GET", path, "1", api="server_server")


def test_parts_come_back_as_they_were(bindings: Bindings) -> None:
    parts = bindings.module("_rt.parts")
    given = (
        parts.Part({"content-type": "application/json"}, b"{}"),
        parts.Part({}, DATA),
        parts.Part({"location": "x"}, b""),
    )
    kind, body = parts.write_parts(given)
    assert parts.read_parts(body, kind) == given


class Elsewhere:
    """A transport that asks the mock whatever the address, and keeps what was asked."""

    def __init__(self, talk: Talk, home: MockHomeserver) -> None:
        transport = talk.bindings.module("_rt.transport")
        self.real = transport.AsyncHTTPXTransport() if talk.asynchronous else transport.HTTPXTransport()
        self.request = transport.HTTPRequest
        self.home = home
        self.urls: list[str] = []

    def send(self, request: Any) -> Any:
        self.urls.append(request.url)
        parts = urlsplit(request.url)
        url = f"{self.home.url}/{parts.hostname}{parts.path}"
        return self.real.send(self.request(request.operation, "GET", url, {}, None, 2.0))

    def close(self) -> Any:
        return self.real.close()


FOUND = {"m.homeserver": {"base_url": "https://hs.example/"}, "org.example.x": 1}
IDENTITY = {**FOUND, "m.identity_server": {"base_url": "https://is.example"}}


@pytest.mark.parametrize(
    ("name", "published", "outcome"),
    [
        ("@a:dom.example:8448", jsonly(FOUND), "FOUND"),
        ("dom.example", jsonly(IDENTITY), "FOUND"),
        ("dom.example", jsonly({}, 404), "IGNORE"),
        ("dom.example", jsonly({}, 500), "FAIL_PROMPT"),
        ("dom.example", Answer(0), "FAIL_PROMPT"),
        ("dom.example", Answer(200, b""), "FAIL_PROMPT"),
        ("dom.example", Answer(200, b"<html>"), "FAIL_PROMPT"),
        ("dom.example", jsonly([1]), "FAIL_PROMPT"),
        ("dom.example", jsonly({"m.homeserver": {}}), "FAIL_PROMPT"),
        ("dom.example", jsonly({"m.homeserver": "https://hs.example"}), "FAIL_PROMPT"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": 7}}), "FAIL_PROMPT"),
        ("dom.example", jsonly({**FOUND, "m.identity_server": {}}), "FAIL_PROMPT"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "hs.example"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "https://hs.example:port"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "https://[x"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "file:///etc/passwd"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "https://down.example"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({"m.homeserver": {"base_url": "https://odd.example"}}), "FAIL_ERROR"),
        ("dom.example", jsonly({**FOUND, "m.identity_server": {"base_url": "https://down.example"}}), "FAIL_ERROR"),
        ("alice", Answer(0), "FAIL_PROMPT"),
        ("@alice", Answer(0), "PROMPT"),
        ("dom example/../", Answer(0), "PROMPT"),
        ("", Answer(0), "PROMPT"),
    ],
)
def test_discovery(talk: Talk, home: MockHomeserver, name: str, published: Answer, outcome: str) -> None:
    discovery = talk.bindings.module("_rt.discovery")
    home.on("GET", "/dom.example/.well-known/matrix/client", published)
    home.on("GET", "/alice/.well-known/matrix/client", published)
    home.on("GET", "/hs.example/_matrix/client/versions", {"versions": ["v1.11"]})
    home.on("GET", "/odd.example/_matrix/client/versions", {"versions": "v1.11"})
    home.on("GET", "/is.example/_matrix/identity/v2", {})
    transport = Elsewhere(talk, home)
    find = discovery.discover_async if talk.asynchronous else discovery.discover
    found = talk.do(find(name, transport))
    talk.do(transport.close())
    assert found.outcome == outcome, found.reason
    assert bool(found.reason) == (outcome != "FOUND")
    if outcome == "FOUND":
        assert found.homeserver == "https://hs.example"
        assert found.identity_server in (None, "https://is.example")
        assert found.document["org.example.x"] == 1
        assert transport.urls[0] == "https://dom.example/.well-known/matrix/client"


SERVICES = {"_matrix-fed._tcp.srv.example": ("target.example.", 443), "_matrix._tcp.old.example": ("t.example", 1)}


@pytest.mark.parametrize(
    ("name", "published", "expected"),
    [
        ("1.2.3.4", None, ("1.2.3.4", 8448, "1.2.3.4")),
        ("[::1]:80", None, ("[::1]", 80, "[::1]:80")),
        ("dom.example:1", None, ("dom.example", 1, "dom.example:1")),
        ("dom.example", {"m.server": "1.2.3.4"}, ("1.2.3.4", 8448, "1.2.3.4")),
        ("dom.example", {"m.server": "other.example:5"}, ("other.example", 5, "other.example:5")),
        ("dom.example", {"m.server": "other.example"}, ("other.example", 8448, "other.example")),
        ("dom.example", {"m.server": "srv.example"}, ("target.example", 443, "srv.example")),
        ("dom.example", {"m.server": "old.example"}, ("t.example", 1, "old.example")),
        ("dom.example", {"m.server": "https://x/"}, ("dom.example", 8448, "dom.example")),
        ("dom.example", {"m.server": 7}, ("dom.example", 8448, "dom.example")),
        ("srv.example", None, ("target.example", 443, "srv.example")),
        ("none.example", None, ("none.example", 8448, "none.example")),
    ],
)
def test_where_servers_listen(
    talk: Talk, home: MockHomeserver, name: str, published: object, expected: tuple[str, int, str]
) -> None:
    discovery = talk.bindings.module("_rt.discovery")
    if published:
        home.on("GET", "/dom.example/.well-known/matrix/server", published)
    transport = Elsewhere(talk, home)

    async def services(record: str) -> tuple[str, int] | None:
        return SERVICES.get(record)

    if talk.asynchronous:
        found = talk.do(discovery.resolve_server_async(name, transport, services))
    else:
        found = discovery.resolve_server(name, transport, SERVICES.get)
    talk.do(transport.close())
    assert (found.host, found.port, found.host_header) == expected
    assert found.base_url == f"https://{expected[0]}:{expected[1]}"
    with pytest.raises(ValueError, match="not the name"):
        discovery.resolve_server("no name/", transport)
