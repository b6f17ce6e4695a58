"""A homeserver that answers what a test tells it to, over real sockets, and remembers what it was asked."""

import json
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast

UNRECOGNIZED = {"errcode": "M_UNRECOGNIZED", "error": "no such endpoint"}


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """What to answer: `slow` are the seconds before it, and between its chunks."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    slow: float = 0.0
    chunks: tuple[bytes, ...] = ()


def jsonly(value: object, status: int = 200, **headers: str) -> Answer:
    """Return an answer in JSON; header names have `_` for `-`."""
    named = {name.replace("_", "-"): each for name, each in headers.items()}
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


class MockHomeserver(ThreadingHTTPServer):
    """Answers by method and path, in the order that the test gave; the last answer stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.answers: dict[tuple[str, str], deque[Answer]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def on(self, method: str, path: str, *answers: Answer | object) -> None:
        """Say what to answer; anything that is no `Answer` is sent as JSON."""
        given = (each if isinstance(each, Answer) else jsonly(each) for each in answers)
        self.answers[method, path] = deque(given)

    def next_answer(self, method: str, target: str) -> Answer:
        waiting = self.answers.get((method, target.partition("?")[0]))
        if waiting is None:
            return jsonly(UNRECOGNIZED, 404)
        return waiting.popleft() if len(waiting) > 1 else waiting[0]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.answer()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def answer(self) -> None:
        home = cast(MockHomeserver, self.server)
        headers = {name.lower(): value for name, value in self.headers.items()}
        home.asked.append(Asked(self.command, self.path, headers, self.read_body()))
        given = home.next_answer(self.command, self.path)
        time.sleep(given.slow)
        if given.status == 0:  # no answer at all
            self.close_connection = True
            return
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if given.chunks:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in (*given.chunks, b""):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.wfile.flush()
                time.sleep(given.slow)
            return
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *args: object) -> None:
        """Say nothing."""
