"""The generated conformance tests at two servers: the worked example, which passes, and Synapse, which does much."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from needs import peers
from real_homeserver import python as python_of_synapse
from real_homeserver import synapse
from serving import EXAMPLE, running, stubs, under_uvicorn

# What Synapse (1.163) does otherwise than v1.19 says.
OTHERWISE = {
    "answered_as_specified[bind_3pid]": "500 where it cannot reach the identity server of the request",
    "answered_as_specified[invite_by_3pid]": "500 where it cannot reach the identity server of the request",
    "answered_as_specified[get_protocol_metadata]": "404 without an errcode",
    "answered_as_specified[get_turn_server]": "`{}` where no TURN server is configured: required members are missing",
    "answered_as_specified[get_wellknown_policy]": "404 as HTML: it does not serve .well-known",
    "answered_as_specified[get_wellknown_support]": "404 as HTML: it does not serve .well-known",
    "a_token_is_asked_for[get_room_summary]": "tells guests of public rooms without a token",
    "a_token_is_asked_for[set_room_alias]": "looks at the alias before the token: 400",
    "a_wrong_token_is_refused[set_room_alias]": "looks at the alias before the token: 400",
    "not_json_is_refused[request_token_to_3pid_email]": "says that it sends no mail before it reads the body",
    "not_json_is_refused[request_token_to_3pidmsisdn]": "says that it sends none before it reads the body",
    "not_json_is_refused[request_token_to_register_email]": "says that it sends no mail before it reads the body",
    "not_json_is_refused[request_token_to_reset_password_email]": "says that it sends no mail, likewise",
    "not_json_is_refused[delete_devices]": "500",
    "wrong_type_is_refused[set_push_rule]": "500",
}


@pytest.fixture(scope="module")
def package(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is generated for servers of v1.19."""
    return stubs(checkout, tmp_path_factory.mktemp("conformance"))


def conform(package: Path, url: str) -> tuple[set[str], str]:
    """Return the tests that fail at a server, and all that was told."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "conformance", "--base-url", url]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=package, env=environment)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return set(re.findall(r"^FAILED \S+::test_(\S+)", done.stdout, re.MULTILINE)), done.stdout


@pytest.mark.peers
@pytest.mark.corpus
def test_the_worked_example(package: Path, tmp_path: Path) -> None:
    python = peers("uvicorn", "msgspec")
    command = under_uvicorn(python, "example_homeserver:app")
    with running(command, [package, EXAMPLE], tmp_path / "output") as (url, _):
        failed, told = conform(package, url)
    assert not failed, told
    answered = re.search(r"(\d+) \(\d+ %\) answered, as specified", told)
    assert answered, told
    assert int(answered[1]) >= 30


@pytest.mark.interop
@pytest.mark.corpus
def test_synapse(package: Path, tmp_path: Path) -> None:
    servers = synapse(python_of_synapse(), tmp_path)
    try:
        failed, told = conform(package, next(servers))
    finally:
        servers.close()  # type: ignore[attr-defined]
    print(told[told.find("client_server: ") :])
    unforeseen = {name for name in failed if not any(name.endswith(known) for known in OTHERWISE)}
    assert not unforeseen, told
    answered = re.search(r"(\d+) \(\d+ %\) answered, as specified", told)
    assert answered, told
    assert int(answered[1]) >= 60
