"""Generated servers: the mock answers every operation, and the conformance test drives it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from asking import Asker, Stubs
from serving import running

SIGNED = 'X-Matrix origin="a.example",destination="b",key="ed25519:1",sig="AA"'


def request_of(stubs: Stubs, api: str, route: Any, known: Any) -> tuple[str, bytes, list[tuple[str, str]]]:
    """Return the target, the body and the headers of an operation's example."""
    encode = stubs.module("_rt.codec").encode
    auth = route.load()[0].auth
    target = route.paths[0]
    for name, value in known.get("path", {}).items():
        target = target.replace(f"{{{name}}}", quote(str(value), safe=""))
    query = urlencode(known.get("query", {}), doseq=True)
    headers = [("authorization", SIGNED if auth == "signature" else "Bearer t")]
    headers += [(name.lower(), str(value)) for name, value in known.get("header", {}).items()]
    return f"{target}?{query}" if query else target, encode(known["body"]) if "body" in known else b"", headers


def test_the_mock_answers_every_operation_as_its_type(stubs: Stubs) -> None:
    codec, wire = stubs.module("_rt.codec"), stubs.module("_rt.wire")
    known = codec.plain((stubs.place / stubs.name / "mock.json").read_bytes())
    ask = Asker(stubs.module("server").examples())
    count = 0
    for api in stubs.module("server").APIS:
        for route in stubs.module(f"{api}.server").ROUTES:
            target, body, headers = request_of(stubs, api, route, known[api][route.name])
            reply = ask(route.method, target, body, headers=headers)
            operation = route.load()[0]
            assert reply.status in operation.answers, (api, route.name, reply)
            operation.request().parse(wire.Response(reply.status, reply.headers, reply.body), strict=True)
            count += 1
    assert count > 100


def test_the_mock_validates_and_answers_what_is_preferred(stubs: Stubs) -> None:
    ask = Asker(stubs.module("server").examples("client_server"))
    sync = "/_matrix/client/v3/sync"
    assert ask("GET", sync).verdict == (401, "M_MISSING_TOKEN")
    assert ask("GET", f"{sync}?timeout=x&access_token=t").verdict == (400, "M_INVALID_PARAM")
    assert ask("GET", f"{sync}?access_token=t", headers=[("prefer", "code=429")]).verdict == (429, "M_LIMIT_EXCEEDED")
    assert ask("POST", "/_matrix/client/v3/login", b"[").verdict == (400, "M_NOT_JSON")


@pytest.mark.corpus
def test_the_conformance_test_passes_against_the_mock(stubs: Stubs, tmp_path: Path) -> None:
    pytest.importorskip("uvicorn")
    command = [sys.executable, "-m", f"{stubs.name}.server", "--examples", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(stubs.place)}
    with running(command, [stubs.place], tmp_path / "log") as (url, _):
        for api in stubs.module("server").APIS:
            pytest_ = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "conformance"]
            options = ["--base-url", url, "--drive", api]
            done = subprocess.run(
                [*pytest_, *options], cwd=stubs.place, capture_output=True, text=True, env=environment, check=False
            )
            assert done.returncode == 0, done.stdout[-3000:]
            assert re.search(rf"{api}: \d+ operations", done.stdout)
