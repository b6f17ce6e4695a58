"""The worked example of a server: other people's client, and ours, talk to it under uvicorn."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bindings import Bindings, Talk, tree_of
from needs import peers
from serving import EXAMPLE, running, stubs, under_uvicorn

V3 = "/_matrix/client/v3"
ROOM = f"{V3}/rooms/{{roomId}}"
PHRASE = "correct horse battery staple"
DUMMY = {"m.login.dummy": {"type": "m.login.dummy"}}
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(range(256)) * 512
pytestmark = [pytest.mark.peers, pytest.mark.corpus]
versions = pytest.mark.parametrize("bindings", ["v1.16", "v1.19"], indirect=True)


@pytest.fixture(scope="session")
def python() -> str:
    """Return the Python that has other people's tools."""
    return peers("nio", "uvicorn", "msgspec")


@pytest.fixture(scope="session")
def package(bindings: Bindings, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the generated server of the release that the clients are of."""
    place = tmp_path_factory.mktemp("stubs")
    release = bindings.name.removeprefix("bindings_").replace("_", ".")
    return stubs(tree_of(release, repository, place / "tree"), place / "package")


@pytest.fixture(scope="session")
def homeserver(python: str, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the worked example."""
    output = tmp_path_factory.mktemp("uvicorn") / "output"
    with running(under_uvicorn(python, "example_homeserver:app"), [package, EXAMPLE], output) as (url, _):
        yield url
    assert "Traceback" not in output.read_text()


@versions
def test_nio(python: str, homeserver: str, tmp_path: Path) -> None:
    command = [python, str(EXAMPLE / "nio_talk.py"), homeserver, tmp_path.name.lower()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=90)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def account(talk: Talk, url: str, name: str) -> Any:
    """Return a client with an account of its own, as strict as can be."""
    nobody = talk.client(url)
    made = talk.complete(nobody, "POST", f"{V3}/register", DUMMY, username=name, password=PHRASE)
    identifier = {"type": "m.id.user", "user": name}
    named = {"type": "m.login.password", "identifier": identifier, "password": PHRASE}
    found = talk.call(nobody, "POST", f"{V3}/login", **named)
    assert found.user_id == made.user_id
    client = talk.client(url, access_token=found.access_token, strict=True)
    assert talk.call(client, "GET", f"{V3}/account/whoami").user_id == found.user_id
    return client


def body_of(event: Any) -> str:
    """Return what a message says; nothing for other events."""
    return str(getattr(event.content, "body", ""))


@versions
def test_our_clients(talk: Talk, homeserver: str, tmp_path: Path) -> None:
    name = f"{tmp_path.name}".lower().replace("[", "-").replace("]", "")
    alice, bob = account(talk, homeserver, f"{name}-alice"), account(talk, homeserver, f"{name}-bob")
    bob_id = talk.call(bob, "GET", f"{V3}/account/whoami").user_id
    room = talk.call(alice, "POST", f"{V3}/createRoom", name="A room", topic="Talk", invite=[bob_id]).room_id
    page = talk.call(bob, "GET", f"{V3}/sync")
    assert list(page.rooms.invite) == [room]
    assert talk.call(bob, "POST", f"{V3}/join/{{roomIdOrAlias}}", room).room_id == room
    page = talk.call(bob, "GET", f"{V3}/sync", since=page.next_batch, timeout=10_000)
    joined = page.rooms.join[room]
    assert not joined.timeline.limited
    assert [event.type for event in joined.timeline.events][:2] == ["m.room.create", "m.room.member"]

    message = talk.bindings.module("events.room_message").Text
    send = f"{ROOM}/send/{{eventType}}/{{txnId}}"
    sent = [
        talk.call(alice, "PUT", send, room, message(body=f"ünï {n}"), txn_id=f"a/{n}#?%2F").event_id for n in range(25)
    ]
    again = talk.call(alice, "PUT", send, room, message(body="ünï 3"), txn_id="a/3#?%2F").event_id
    assert again == sent[3]
    page = talk.call(bob, "GET", f"{V3}/sync", since=page.next_batch, timeout=10_000)
    timeline = page.rooms.join[room].timeline
    assert (timeline.limited, [body_of(event) for event in timeline.events]) == (
        True,
        [f"ünï {n}" for n in range(5, 25)],
    )
    pages = talk.pages(bob, f"{ROOM}/messages", 20, room, dir="b", from_=timeline.prev_batch, limit=4)
    told = [event for each in pages for event in each.chunk]
    assert [body_of(event) for event in told][:5] == [f"ünï {n}" for n in (4, 3, 2, 1, 0)]
    assert told[-1].type == "m.room.create"
    forward = talk.pages(bob, f"{ROOM}/messages", 50, room, dir="f", limit=7)
    assert [event.event_id for each in forward for event in each.chunk][-25:] == sent

    for key in ("", "a/b", "%2F#?", "ünï +&=", "..", "org.example"):
        state = f"{ROOM}/state/{{eventType}}/{{stateKey}}"
        talk.call(alice, "PUT", state, room, {"is": key}, event_type="org.example.odd", state_key=key)
        assert talk.call(bob, "GET", state, room, "org.example.odd", state_key=key) == {"is": key}
    stored = {e.state_key for e in talk.call(bob, "GET", f"{ROOM}/state", room) if e.type == "org.example.odd"}
    assert stored == {"", "a/b", "%2F#?", "ünï +&=", "..", "org.example"}

    kind = {"content_type": "image/png", "filename": "ü.png"}
    uri = talk.call(alice, "POST", "/_matrix/media/v3/upload", PNG, **kind).content_uri
    server, media_id = uri.removeprefix("mxc://").split("/")
    path = "/_matrix/client/v1/media/download/{serverName}/{mediaId}"
    found = talk.call(bob, "GET", path, server, media_id)
    assert (found.content, found.content_type, found.filename) == (PNG, "image/png", "ü.png")

    talk.call(bob, "PUT", f"{V3}/user/{{userId}}/account_data/{{type}}", bob_id, {"a": [1]}, type="org.example")
    page = talk.call(bob, "GET", f"{V3}/sync", since=page.next_batch)
    assert [event.type for event in page.account_data.events] == ["org.example"]
    talk.call(bob, "POST", f"{ROOM}/leave", room)
    page = talk.call(bob, "GET", f"{V3}/sync", since=page.next_batch)
    assert list(page.rooms.leave) == [room]
    errors = talk.bindings.module("errors")
    with pytest.raises(errors.MForbidden):
        talk.call(bob, "PUT", send, room, message(body="?"), txn_id="t")
    talk.call(alice, "POST", f"{V3}/logout")
    with pytest.raises(errors.MUnknownToken):
        talk.call(alice, "GET", f"{V3}/account/whoami")
