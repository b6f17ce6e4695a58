"""Synapse on loopback: a real homeserver for the generated clients to talk to."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from needs import missing

READY = 120.0
UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}
LIMITS = (
    "rc_message",
    "rc_registration",
    "rc_admin_redaction",
    "rc_media_create",
    "rc_third_party_invite",
    "rc_room_creation",
    "rc_joins_per_room",
    "rc_key_requests",
    "rc_presence",
    "rc_reports",
    "rc_delayed_event_mgmt",
)


def python() -> str:
    """Return the Python that has Synapse: SPECGEN_SYNAPSE names it, else it may be this one."""
    named = os.environ.get("SPECGEN_SYNAPSE")
    if not named and not importlib.util.find_spec("synapse"):
        missing("interop", "no Synapse: set SPECGEN_SYNAPSE to a Python that has it")
    return named or sys.executable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settings(place: Path, port: int) -> dict[str, Any]:
    """Return a configuration: SQLite, no limits, nothing but loopback."""
    listener = {
        "port": port,
        "type": "http",
        "tls": False,
        "bind_addresses": ["127.0.0.1"],
        "resources": [{"names": ["client", "federation"], "compress": False}],
    }
    limits: dict[str, Any] = dict.fromkeys(LIMITS, UNLIMITED)
    limits["rc_login"] = dict.fromkeys(("address", "account", "failed_attempts"), UNLIMITED)
    limits["rc_joins"] = dict.fromkeys(("local", "remote"), UNLIMITED)
    limits["rc_invites"] = dict.fromkeys(("per_room", "per_user", "per_issuer"), UNLIMITED)
    limits["rc_presence"] = {"per_user": UNLIMITED}
    return {
        **limits,
        "server_name": f"localhost:{port}",
        "pid_file": str(place / "homeserver.pid"),
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(place / "homeserver.db")}},
        "log_config": str(place / "log.json"),
        "media_store_path": str(place / "media"),
        "signing_key_path": str(place / "signing.key"),
        "macaroon_secret_key": "macaroon",
        "form_secret": "form",
        "report_stats": False,
        "enable_registration": True,
        "enable_registration_without_verification": True,
        "suppress_key_server_warning": True,
        "trusted_key_servers": [],
        "federation_verify_certificates": False,
        "ip_range_blacklist": [],
        "federation_ip_range_blacklist": [],
        "bcrypt_rounds": 4,
        "refreshable_access_token_lifetime": "2s",
        "room_list_publication_rules": [{"action": "allow"}],
    }


def synapse(program: str, place: Path) -> Iterator[str]:
    """Yield the address of a new homeserver; it goes away afterwards."""
    port = free_port()
    log = {"version": 1, "root": {"level": "WARNING"}, "disable_existing_loggers": False}
    (place / "log.json").write_text(json.dumps(log))
    (place / "homeserver.json").write_text(json.dumps(settings(place, port)))
    command = [program, "-m", "synapse.app.homeserver", "--config-path", str(place / "homeserver.json")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*command, "--generate-keys"], check=True, cwd=place, env=environment, timeout=READY)
    with (place / "output").open("wb") as output:
        server = subprocess.Popen(command, cwd=place, env=environment, stdout=output, stderr=output)
    try:
        url = f"http://127.0.0.1:{port}"
        await_answer(url, server, place)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def await_answer(url: str, server: subprocess.Popen[bytes], place: Path) -> None:
    """Wait until a homeserver answers."""
    end = time.monotonic() + READY
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_matrix/client/versions", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("Synapse does not start:\n" + (place / "output").read_text()[-4000:])
