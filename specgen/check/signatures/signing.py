"""Signing JSON and events as the standard does: what exactly is signed and hashed."""

import hashlib
import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator, Mapping
from typing import Any

KEPT = frozenset(
    (
        "event_id",
        "type",
        "room_id",
        "sender",
        "state_key",
        "content",
        "hashes",
        "depth",
        "prev_events",
        "auth_events",
        "origin_server_ts",
    )
)
# These went from what redaction keeps with room version 11.
OLD = frozenset(("prev_state", "origin", "membership"))
LEVELS = ("ban", "events", "events_default", "invite", "kick", "redact", "state_default", "users", "users_default")
# What stays in `content` of the types whose content is not wholly redacted, over all room versions.
CONTENT: Mapping[str, tuple[str, ...]] = {
    "m.room.member": ("membership", "join_authorised_via_users_server"),
    "m.room.create": ("creator",),
    "m.room.join_rules": ("join_rule", "allow"),
    "m.room.power_levels": LEVELS,
    "m.room.aliases": ("aliases",),
    "m.room.history_visibility": ("history_visibility",),
}


def canonical(value: object) -> bytes:
    """Return a JSON value in canonical form."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def without(value: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """Return a JSON object without some members."""
    return {key: member for key, member in value.items() if key not in keys}


def signed_forms(value: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield what a signature may be over: the object itself, and the event that is left when it is redacted."""
    yield canonical(without(value, "signatures", "unsigned"))
    if isinstance(value.get("type"), str) and isinstance(value.get("content"), dict):
        kept = CONTENT.get(value["type"], ())
        content = {key: member for key, member in value["content"].items() if key in kept}
        for kept_keys in (KEPT | OLD, KEPT):
            redacted = {key: member for key, member in value.items() if key in kept_keys}
            yield canonical({**redacted, "content": content})


def content_hash(event: Mapping[str, Any]) -> str:
    """Return the hash over an event's content, as `hashes` holds it."""
    digest = hashlib.sha256(canonical(without(event, "signatures", "unsigned", "hashes"))).digest()
    return b64encode(digest).decode().rstrip("=")


def decoded(text: object) -> bytes | None:
    """Return the bytes that unpadded base64 stands for, or None."""
    if not isinstance(text, str):
        return None
    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (Error, ValueError):
        return None
