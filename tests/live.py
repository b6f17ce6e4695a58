"""A real `specgen serve`, its events, and requests to it."""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any

from conftest import ROOT

LIMIT = 240.0
SMALL = ROOT / "tests/site/small/tree"
BUNDLED = ("api", "event-schemas", "site", "changelogs", "proposals", "specgen.toml")


def copy_of_the_bundled_tree(place: Path) -> Path:
    """Return a copy of the bundled specification that can be edited."""
    place.mkdir()
    for name in BUNDLED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, place / name)
    return place


@dataclass
class Live:
    """A running server. `lines` are what it says, one at a time."""

    process: subprocess.Popen[str]
    lines: "Queue[str]"
    said: list[str] = field(default_factory=list)
    port: int = 0

    def line(self, pattern: str) -> str:
        """Wait for a line that matches."""
        while True:
            self.said.append(self.lines.get(timeout=LIMIT))
            if re.search(pattern, self.said[-1]):
                return self.said[-1]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of one request; header names with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        connection.putrequest(method, path, skip_host=True)
        sent = {"Host": f"127.0.0.1:{self.port}", **{name.replace("_", "-"): text for name, text in headers.items()}}
        for name, text in sent.items():
            connection.putheader(name, text)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, body

    @contextlib.contextmanager
    def listening(self, page: str) -> "Iterator[Events]":
        """Listen as an open page does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        connection.request("GET", f"/.specgen/events?page={page}")
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"
        try:
            yield Events(answer)
        finally:
            answer.close()
            connection.close()

    def end(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT)


@dataclass
class Events:
    """The events of one page."""

    answer: http.client.HTTPResponse
    last: int = -1

    def next(self) -> dict[str, Any]:
        """Wait for the next event of a build; what rules find comes when it comes."""
        while True:
            event = self.any()
            if event["built"] != self.last:
                self.last = event["built"]
                return event

    def any(self) -> dict[str, Any]:
        """Wait for the next event."""
        while True:
            line = self.answer.fp.readline()
            assert line, "the server has ended"
            if line.startswith(b"data: "):
                event: dict[str, Any] = json.loads(line[6:])
                return event

    def finding(self, rule: str) -> dict[str, str]:
        """Wait until there is a new finding of a rule, and return it."""
        while True:
            for each in self.any()["findings"]:
                if each["rule"] == rule:
                    return dict(each)


@contextlib.contextmanager
def serving(*arguments: str, cwd: Path | None = None) -> Iterator[Live]:
    """Run `specgen serve` and wait until it serves; ends it whatever happens."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "specgen", "serve", *arguments]
    with subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, text=True, env=environment) as process:
        live = Live(process, Queue())
        reader = threading.Thread(target=lambda: [live.lines.put(line.rstrip()) for line in process.stderr or ()])
        reader.start()
        try:
            match = re.search(r":(\d+)/", live.line(r"^serving "))
            live.port = int(match[1]) if match else 0
            yield live
        finally:
            process.kill()
            process.wait()
            reader.join(LIMIT)
