"""What generated code costs, as ratios within one run; seconds are reported."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
RUNS = 3
ROUNDS = 20
IMPORTS = "from matrix_api.client_server.login import login\nfrom matrix_api.client_server.sync import sync"
CLOCK = "import time\nstart = time.process_time()\n{}\nprint(time.process_time() - start)"
EVENTS = 20
ROOMS = 300


def cpu(command: list[str], cwd: Path) -> float:
    """Return the least CPU time of a command in seconds, its children included."""
    times = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)})
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(times)


def least(*actions: Callable[[], object]) -> list[float]:
    """Return the least wall time of each action in milliseconds; in turns, since other work comes and goes."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for action, known in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            known.append(time.perf_counter() - start)
    return [1000 * min(known) for known in times]


@pytest.fixture(scope="module")
def package(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the package of v1.19."""
    place = tmp_path_factory.mktemp("generated")
    command = [
        sys.executable,
        "-m",
        "specgen",
        "generate",
        "client",
        str(checkout),
        "-o",
        str(place),
        "-q",
        "--no-cache",
    ]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return place


def test_generating_costs_little_beyond_loading(checkout: Path, tmp_path: Path) -> None:
    specgen = [sys.executable, "-m", "specgen"]
    generate = [*specgen, "generate", "client", str(checkout), "-q"]
    load = cpu([*specgen, "info", str(checkout)], tmp_path)
    everything = cpu([*generate, "-o", "out", "--no-cache"], tmp_path)
    one = cpu([*generate, "--api", "client-server", "-o", "one", "--no-cache"], tmp_path)
    remembered = [*generate, "-o", "out", "--cache", "cache"]
    subprocess.run(remembered, check=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    again = cpu(remembered, tmp_path)
    print(f"\nload {load:.2f} s, client-server {one:.2f} s, all {everything:.2f} s, again {again:.2f} s of CPU")
    assert everything <= 4 * load
    assert one <= 1.1 * everything
    assert again <= 0.5 * everything


def test_importing_costs_little_beyond_the_library(package: Path) -> None:
    library = min(measured("import msgspec, dataclasses, typing, urllib.parse", package) for _ in range(RUNS))
    both = min(measured(IMPORTS, package) for _ in range(RUNS))
    print(f"\nmsgspec {1000 * library:.0f} ms, login and sync {1000 * both:.0f} ms of CPU")
    assert both <= 3 * library


def measured(code: str, cwd: Path) -> float:
    """Return the CPU time of some code in a fresh interpreter, in seconds."""
    done = subprocess.run(
        [sys.executable, "-c", CLOCK.format(code)], cwd=cwd, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def event(room: int, number: int) -> dict[str, object]:
    """Return an event of a timeline."""
    kinds: dict[str, dict[str, object]] = {
        "m.room.message": {
            "msgtype": "m.text",
            "body": f"Message {number} in room {room}",
            "format": "org.matrix.custom.html",
            "formatted_body": f"Message <b>{number}</b> in room {room}",
        },
        "m.room.member": {"membership": "join", "displayname": f"User {number}", "avatar_url": "mxc://example.org/ab"},
        "m.reaction": {"m.relates_to": {"rel_type": "m.annotation", "event_id": f"$target{number}", "key": "+1"}},
        "m.room.encrypted": {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "AwgnAkDmIzy" * 8,
            "session_id": "X3lUlvLELLYxeTx4",
            "sender_key": "RF3s+E7RkTQTGF2d8Deol0FkQvgII2aJDf3",
            "device_id": "RJYKSTBOIE",
        },
    }
    kind = list(kinds)[number % len(kinds)]
    found: dict[str, object] = {
        "type": kind,
        "event_id": f"$event{room}-{number}:example.org",
        "sender": f"@user{number}:example.org",
        "origin_server_ts": 1_700_000_000_000 + number,
        "content": kinds[kind],
        "unsigned": {"age": 1000 + number},
    }
    return {**found, "state_key": found["sender"]} if kind == "m.room.member" else found


def sync_answer() -> dict[str, object]:
    """Return an answer of /sync of about 3 MB."""
    rooms = {
        f"!room{room}:example.org": {
            "timeline": {
                "events": [event(room, number) for number in range(EVENTS)],
                "limited": True,
                "prev_batch": "t1",
            },
            "state": {"events": [{**event(room, 1), "state_key": "@a:example.org"}]},
            "ephemeral": {"events": [{"type": "m.typing", "content": {"user_ids": ["@a:example.org"]}}]},
            "account_data": {"events": [{"type": "m.tag", "content": {"tags": {"u.work": {"order": 0.9}}}}]},
            "unread_notifications": {"highlight_count": 0, "notification_count": room},
        }
        for room in range(ROOMS)
    }
    presence = [
        {"type": "m.presence", "sender": f"@u{number}:example.org", "content": {"presence": "online"}}
        for number in range(100)
    ]
    return {"next_batch": "s1", "rooms": {"join": rooms}, "presence": {"events": presence}}


def test_sync_is_read_faster_than_json(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orjson = pytest.importorskip("orjson")
    monkeypatch.syspath_prepend(str(package))
    codec = import_module("matrix_api._rt.codec")
    decode, encode = codec.decode, codec.encode
    SyncResponse = import_module("matrix_api.client_server.sync").SyncResponse  # noqa: N806

    value = sync_answer()
    data = json.dumps(value).encode()

    def touch() -> None:
        for room in decode(data, SyncResponse).rooms.join.values():
            for each in room.timeline.events:
                assert each.content is not None

    read = decode(data, SyncResponse)
    assert json.loads(encode(read)) == value
    untyped, lazy, touched, dumped, encoded = least(
        lambda: orjson.loads(data),
        lambda: decode(data, SyncResponse),
        touch,
        lambda: orjson.dumps(value),
        lambda: encode(read),
    )
    told = f"lazy {lazy / untyped:.2f}, all {touched / untyped:.2f}, encode {encoded / dumped:.2f}"
    print(f"\n{len(data) / 1e6:.1f} MB: orjson {untyped:.1f} ms, {told}")
    assert lazy <= 0.5 * untyped
    assert touched <= untyped
    assert encoded <= 1.1 * dumped


def test_importing_a_client_costs_less_than_the_peers(package: Path, checkout: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    site = [sys.executable, "-m", "specgen", "build", str(checkout), "-o", "site", "-q", "--no-cache"]
    subprocess.run(site, check=True, cwd=tmp_path, env=environment, capture_output=True)
    bundle = tmp_path / "site" / "client-server-api" / "api.json"
    peer = ["-m", "openapi_python_client", "generate", "--path", str(bundle), "--meta", "none", "--output-path", "peer"]
    subprocess.run([sys.executable, *peer], check=True, cwd=tmp_path, capture_output=True)
    calls = "from peer.api.session_management import login\nfrom peer.api.room_participation import sync"
    theirs = (
        f"from peer import Client\n{calls}\nclient = Client(base_url='https://localhost')\nclient.get_httpx_client()"
    )
    ours = f"from matrix_api.client_server import Client\n{IMPORTS}\nclient = Client('https://localhost')"
    one = min(measured(ours, package) for _ in range(RUNS))
    other = min(measured(theirs, tmp_path) for _ in range(RUNS))
    print(f"\nours {1000 * one:.0f} ms, openapi-python-client {1000 * other:.0f} ms of CPU = {one / other:.2f}")
    assert one <= 0.6 * other
