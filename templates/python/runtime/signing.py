"""Signatures: signed JSON, and the signed requests of one server to another (X-Matrix).

Needs PyNaCl for keys: install this package with the extra `signing`.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any, Protocol, Self

from msgspec import Struct

from .codec import JsonObject, MatrixError, is_list, is_object

# Numbers that any JSON library reads exactly.
LARGEST = 2**53 - 1
SCHEME = re.compile(r"[Xx]-[Mm][Aa][Tt][Rr][Ii][Xx](?: +|\Z)")
# RFC 9110, 5.6.2 and 5.6.4. Older servers write colons without quotes.
TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
VALUE = r"[!#$%&'*+\-.^_`|~0-9A-Za-z:]+"
QUOTED = r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[^\x00-\x08\x0a-\x1f\x7f])*"'
PARAMETER = re.compile(rf"({TOKEN})[ \t]*=[ \t]*({VALUE}|{QUOTED})")
COMMAS = re.compile(r"[ \t]*(?:,[ \t]*)+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class SignatureError(MatrixError, ValueError):
    """A signature is missing, is not to be understood, or is not right."""


class Key(Protocol):
    """A key that signs. `key_id` names it, such as `ed25519:1`."""

    @property
    def key_id(self) -> str:
        """Return the algorithm and the version."""
        ...

    def sign(self, data: bytes, /) -> bytes:
        """Return the signature of some bytes."""
        ...


class Ed25519Key:
    """A ready-made key that signs with ed25519, by PyNaCl."""

    def __init__(self, version: str, seed: bytes | str) -> None:
        """Take the version and the 32 bytes that the key is made from, or their Base64."""
        from nacl.signing import SigningKey  # only who signs needs it

        if not re.fullmatch(r"\w+", version, re.ASCII):
            raise ValueError(f"`{version}` is not the version of a key")
        self.key_id = f"ed25519:{version}"
        self.seed = decode_base64(seed) if isinstance(seed, str) else seed
        self.key = SigningKey(self.seed)

    @classmethod
    def generate(cls, version: str) -> Self:
        """Return a new key."""
        from nacl.utils import random  # only who signs needs it

        return cls(version, random(32))

    @property
    def public(self) -> str:
        """Return the public half, as servers publish it."""
        return encode_base64(bytes(self.key.verify_key))

    def sign(self, data: bytes, /) -> bytes:
        """Return the signature of some bytes."""
        return self.key.sign(data).signature


def encode_base64(data: bytes) -> str:
    """Return bytes as unpadded Base64."""
    return base64.b64encode(data).rstrip(b"=").decode()


def decode_base64(text: str) -> bytes:
    """Return the bytes of Base64, padded or not. Raises SignatureError."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureError(f"not Base64: {error}") from error


def canonical_json(value: object, *, strict: bool = True) -> bytes:
    """Return a value as Canonical JSON. Raises ValueError.

    Without `strict`, numbers that Canonical JSON has no place for stay as they are: events
    of the first room versions may have them.
    """
    if strict:
        _check(value, "$")
    written = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return written.encode()


def _check(value: object, path: str) -> None:
    """Raise ValueError for what Canonical JSON has no place for."""
    large = isinstance(value, int) and not -LARGEST <= value <= LARGEST
    if large or isinstance(value, float):
        raise ValueError(f"{path} is too large a number, or not a whole one")
    if is_list(value):
        for number, each in enumerate(value):
            _check(each, f"{path}[{number}]")
    elif is_object(value):
        for name, each in value.items():
            _check(each, f"{path}.{name}")


def signable(value: Mapping[str, Any], *, strict: bool = True) -> bytes:
    """Return the bytes of an object that signatures are of: all but what is added later."""
    left = {k: v for k, v in value.items() if k not in ("signatures", "unsigned")}
    return canonical_json(left, strict=strict)


def sign_json(value: JsonObject, name: str, key: Key) -> JsonObject:
    """Return an object with the signature of an entity, such as a server, added to it."""
    given = value.get("signatures")
    signatures: JsonObject = dict(given) if is_object(given) else {}
    own = signatures.get(name)
    signature = encode_base64(key.sign(signable(value)))
    signatures[name] = {**(own if is_object(own) else {}), key.key_id: signature}
    return {**value, "signatures": signatures}


def verify_json(value: JsonObject, name: str, key_id: str, public_key: str) -> None:
    """Check the signature of an entity on an object. Raises SignatureError."""
    signatures = value.get("signatures")
    own = signatures.get(name) if is_object(signatures) else None
    signature = own.get(key_id) if is_object(own) else None
    if not isinstance(signature, str):
        raise SignatureError(f"there is no signature of {name} by {key_id}")
    verify(signable(value, strict=False), signature, key_id, public_key)


def verify(data: bytes, signature: str, key_id: str, public_key: str) -> None:
    """Check a signature of some bytes. Raises SignatureError."""
    from nacl.exceptions import CryptoError  # only who verifies needs it
    from nacl.signing import VerifyKey

    if not key_id.startswith("ed25519:"):
        raise SignatureError(f"`{key_id}` is not a key of a known algorithm")
    try:
        VerifyKey(decode_base64(public_key)).verify(data, decode_base64(signature))
    except (CryptoError, ValueError) as error:
        raise SignatureError(f"the signature by {key_id} is wrong") from error


class RequestSigner(Struct, frozen=True):
    """Signs the requests of a server to one other: pass it to a client as `signer`."""

    origin: str
    destination: str
    key: Key

    def __call__(self, method: str, target: str, content: bytes | None, /) -> str:
        """Return the Authorization header's value."""
        data = request_bytes(self.origin, self.destination, method, target, content)
        signature = encode_base64(self.key.sign(data))
        given = Credentials(self.origin, self.destination, self.key.key_id, signature)
        return given.header()


class Credentials(Struct, frozen=True):
    """What an X-Matrix Authorization header says. Older servers leave `destination` out."""

    origin: str
    destination: str | None
    key_id: str
    signature: str

    @classmethod
    def parse(cls, header: str) -> Self:
        """Return what a header's value says. Raises SignatureError."""
        found = read_parameters(header)
        signature = found.get("sig", found.get("signature"))
        origin, key_id = found.get("origin"), found.get("key")
        if not (origin and key_id and signature):
            raise SignatureError("an X-Matrix header needs `origin`, `key` and `sig`")
        return cls(origin, found.get("destination"), key_id, signature)

    def header(self) -> str:
        """Return the value of an Authorization header, in a form that older servers read."""
        named = {"origin": self.origin, "destination": self.destination}
        named |= {"key": self.key_id, "sig": self.signature}
        written = (f'{name}="{_escaped(v)}"' for name, v in named.items() if v)
        return f"X-Matrix {','.join(written)}"

    def verify(
        self,
        method: str,
        target: str,
        content: bytes | None,
        *,
        destination: str,
        public_key: str,
    ) -> None:
        """Check that a request is from the origin, and meant for us. Raises SignatureError.

        `target` is path and query as they came, not decoded. `public_key` is the origin's
        key of this `key_id`, and whether it is still valid is for the caller to know.
        """
        if self.destination not in (None, destination):
            raise SignatureError(f"the request is meant for {self.destination}")
        data = request_bytes(self.origin, destination, method, target, content)
        verify(data, self.signature, self.key_id, public_key)


def request_bytes(
    origin: str, destination: str, method: str, target: str, content: bytes | None
) -> bytes:
    """Return the bytes of a request that its signature is of. Raises SignatureError."""
    signed: JsonObject = {
        "method": method,
        "uri": target,
        "origin": origin,
        "destination": destination,
    }
    try:
        if content:
            signed["content"] = json.loads(content)
        return canonical_json(signed, strict=False)
    except (ValueError, RecursionError) as error:
        raise SignatureError(f"the content cannot be signed: {error}") from error


def read_parameters(header: str) -> dict[str, str]:
    """Return the parameters of a header, names in lower case. Raises SignatureError."""
    scheme = SCHEME.match(header)
    if scheme is None:
        raise SignatureError("the header is not of the scheme X-Matrix")
    found: dict[str, str] = {}
    place = _skip(header, scheme.end())
    while place < len(header):
        each = PARAMETER.match(header, place)
        if each is None or each[1].lower() in found:
            raise SignatureError(f"the header breaks at character {place + 1}")
        found[each[1].lower()] = _unquoted(each[2])
        place = _skip(header, each.end())
        if place == each.end() and place < len(header):
            raise SignatureError(f"a comma is missing at character {place + 1}")
    return found


def _skip(header: str, place: int) -> int:
    """Return where the next parameter begins: after commas, and blanks around them."""
    commas = COMMAS.match(header, place)
    if commas is not None:
        return commas.end()
    return place if header[place:].strip(" \t") else len(header)


def _unquoted(value: str) -> str:
    """Return a value without its quotes; a backslash stands before what is meant."""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _escaped(value: str) -> str:
    """Return a value as it stands between quotes. Raises ValueError."""
    if CONTROL.search(value):
        raise ValueError(f"{value!r} cannot stand in a header")
    return re.sub(r'(["\\])', r"\\\1", value)
