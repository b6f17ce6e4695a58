"""Records as values: copied, pickled, shown; and what is told of a server's own words."""

import copy
import json
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest
from bindings import Bindings, Talk

SYNC = {
    "next_batch": "t",
    "rooms": {
        "join": {
            "!r:hs": {
                "timeline": {
                    "events": [
                        {
                            "type": "m.room.message",
                            "event_id": "$1",
                            "sender": "@a:hs",
                            "origin_server_ts": 2**70,
                            "content": {"msgtype": "m.text", "body": "x"},
                        }
                    ]
                }
            }
        }
    },
}


@pytest.fixture
def answer(bindings: Bindings) -> Any:
    kind = next(iter(bindings.operations("client_server")["sync"].answers.values()))
    return bindings.module("_rt.codec").decode(json.dumps(SYNC).encode(), kind)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])  # noqa: S301
def test_copies_are_written_as_they_were(bindings: Bindings, answer: Any, again: Any) -> None:
    encode = bindings.module("_rt.codec").encode
    assert again(answer) == answer
    assert json.loads(encode(again(answer))) == json.loads(encode(answer)) == SYNC


def test_what_is_missing_is_not_shown(bindings: Bindings, answer: Any) -> None:
    event = answer.rooms.join["!r:hs"].timeline.events[0]
    assert "raw_content=Raw(b'{" in repr(event)
    assert "None" not in repr(answer)
    assert "UNSET" not in repr(answer)
    member = bindings.module("events").RoomMember(membership="join")
    assert repr(member) == "RoomMember(membership='join')"


def test_events_offer_all_that_they_are_made_of(bindings: Bindings) -> None:
    events = bindings.module("events")
    for name in events.OFFERED:
        assert getattr(events, name) is not None
        assert name in dir(events)
    assert {"Text", "UnknownContent", "RoomMember"} <= events.OFFERED.keys()


def test_the_program_of_the_readme_type_checks(bindings: Bindings) -> None:
    text = (bindings.place / "README.md").read_text()
    program = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    assert "client_server" in program
    (bindings.place / "program.py").write_text(program)
    check = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(bindings.place / ".mypy"), "program.py"]
    done = subprocess.run(check, cwd=bindings.place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("versions", "flags", "known"),
    [
        (["v1.11", 7, None], {"a": True, "b": "yes", "c": False}, ({"v1.11"}, {"a"})),
        ("v1.11", ["a"], (set(), set())),
        (None, None, (set(), set())),
        (["v1.²", "garbage", ""], {}, ({"v1.²", "garbage", ""}, set())),
    ],
)
def test_what_a_server_says_of_itself(bindings: Bindings, versions: Any, flags: Any, known: Any) -> None:
    support = bindings.module("_rt.wire").Support.told(versions, flags)
    assert (set(support.versions), set(support.features)) == known
    assert support.has("v1.2") is ("v1.11" in known[0])


def test_content_that_cannot_be_sent(talk: Talk) -> None:
    client = talk.client("http://localhost:1", access_token="x")
    upload = getattr(client, talk.name("POST", "/_matrix/media/v3/upload"))
    with pytest.raises(TypeError, match="object cannot be sent"):
        talk.do(upload(object()))
    operation = talk.bindings.operations("client_server")[talk.name("POST", "/_matrix/media/v3/upload")]
    made = operation.request(content=bytearray(b"abc"))
    assert (made.content, made.headers["Content-Length"]) == (b"abc", "3")


def test_relations_are_typed(bindings: Bindings) -> None:
    if bindings.name == "bindings_bundled":
        return  # its schemas tell of all that there is
    events = bindings.module("events")
    codec = bindings.module("_rt.codec")
    reply = events.MessageRelatesTo(in_reply_to=events.InReplyTo(event_id="$1"))
    said = {"msgtype": "m.text", "body": "b", "m.relates_to": {"m.in_reply_to": {"event_id": "$1"}}}
    text = events.Text(body="b", relates_to=reply)
    assert json.loads(codec.encode(text)) == said
    assert codec.decode(codec.encode(text), events.Text, strict=True) == text
