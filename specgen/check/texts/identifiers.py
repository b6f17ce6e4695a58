"""The grammar of Matrix's identifiers, by the format that names them and by the property that usually holds them."""

import re
from collections.abc import Mapping

HOST = r"(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,255})(?::\d{1,5})?"
GRAMMAR: Mapping[str, re.Pattern[str]] = {
    "mx-user-id": re.compile(rf"@[!-9;-~]*:{HOST}"),
    # Since room version 12 the server part of a room's id is gone; an event's went with version 3.
    "mx-room-id": re.compile(rf"![^\s:]+(?::{HOST})?"),
    "mx-event-id": re.compile(rf"\$[^\s:]+(?::{HOST})?"),
    "mx-room-alias": re.compile(rf"#[^\s:]+:{HOST}"),
    "mx-server-name": re.compile(HOST),
    "mx-mxc-uri": re.compile(rf"mxc://{HOST}/[A-Za-z0-9_-]+"),
    "mx-unpadded-base64": re.compile(r"[A-Za-z0-9+/]+"),
    "mx-urlsafe-unpadded-base64": re.compile(r"[A-Za-z0-9_-]+"),
}
SIGILS: Mapping[str, str] = {
    "mx-user-id": "@",
    "mx-room-id": "!",
    "mx-event-id": "$",
    "mx-room-alias": "#",
    "mx-mxc-uri": "mxc://",
}
TITLES: Mapping[str, str] = {
    "mx-user-id": "user id",
    "mx-room-id": "room id",
    "mx-event-id": "event id",
    "mx-room-alias": "room alias",
    "mx-server-name": "server name",
    "mx-mxc-uri": "mxc URI",
    "mx-unpadded-base64": "unpadded base64",
    "mx-urlsafe-unpadded-base64": "URL-safe unpadded base64",
}
BY_NAME: Mapping[str, str] = {
    "user_id": "mx-user-id",
    "userId": "mx-user-id",
    "sender": "mx-user-id",
    "inviter": "mx-user-id",
    "room_id": "mx-room-id",
    "roomId": "mx-room-id",
    "event_id": "mx-event-id",
    "eventId": "mx-event-id",
    "room_alias": "mx-room-alias",
    "roomAlias": "mx-room-alias",
    "canonical_alias": "mx-room-alias",
    "server_name": "mx-server-name",
    "serverName": "mx-server-name",
}
# What stands for something that the reader has to put there.
PLACEHOLDER = re.compile(r"[<>{}\s…]|\.\.\.|^\Z")


def obeys(value: str, name: str) -> bool:
    """Tell whether a string obeys the grammar of a format; base64 cannot be of every length."""
    pattern = GRAMMAR.get(name)
    if pattern is None or PLACEHOLDER.search(value):
        return True
    return pattern.fullmatch(value) is not None and not ("base64" in name and len(value) % 4 == 1)


def looks_like(value: str) -> str | None:
    """Return the format that a string plainly has, or None."""
    if PLACEHOLDER.search(value):
        return None
    return next((name for name in SIGILS if value.startswith(SIGILS[name]) and obeys(value, name)), None)


SAMPLES: Mapping[str, tuple[str, ...]] = {
    "mx-user-id": ("@alice:example.org", "@a.b-c_d=/+1:example.org:8448"),
    "mx-room-id": ("!aAbB01:example.org", "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
    "mx-event-id": ("$aAbB01:example.org", "$31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
    "mx-room-alias": ("#a-room:example.org", "#room:example.org:8448"),
    "mx-server-name": ("example.org", "example.org:8448", "1.2.3.4", "[1234:5678::abcd]:8448"),
    "mx-mxc-uri": ("mxc://example.org/aAbB01-_",),
    "mx-unpadded-base64": ("aAbB01+/", "31hneApxJ/1o+63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
    "mx-urlsafe-unpadded-base64": ("aAbB01-_", "31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"),
}
