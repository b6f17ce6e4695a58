"""The HTTP server: reads requests, checks whom they are for, writes answers, and streams events."""

import json
import socket
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from specgen.errors import SpecgenError
from specgen.serve.answers import EVENTS, Answer, answer, is_welcome, path_of
from specgen.serve.served import Board, Served, told

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # only where the user asked for the network
TRIES = 100
# How long a client may take for a request or for reading, and how often one that listens is asked whether it is there.
PATIENCE, PULSE = 30.0, 10.0
FOREIGN = "This server answers to its own names only: http://localhost or its address.\n"


class Handler(BaseHTTPRequestHandler):
    """Answers one client; a class because the standard library asks for one."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "specgen", ""
    timeout = PATIENCE
    disable_nagle_algorithm = True
    wbufsize = -1

    def reply(self) -> None:
        """Answer, whatever the method."""
        if not is_welcome(self.headers.get("Host"), self.server.names):
            self.send(Answer(403, {"Content-Type": "text/plain; charset=utf-8"}, FOREIGN.encode()))
        elif self.command == "GET" and path_of(self.path) == EVENTS:
            self.stream()
        else:
            tags = self.headers.get("If-None-Match")
            self.send(answer(self.command, self.path, tags, self.server.board.served, self.server.script))

    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = reply  # noqa: N815  # HTTP's own names

    def send(self, given: Answer) -> None:
        """Write an answer."""
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if given.status not in (204, 304):
            self.send_header("Content-Length", str(len(given.body)))
        if self.headers.get("Content-Length") or self.headers.get("Transfer-Encoding"):  # a body that nobody reads
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def stream(self) -> None:
        """Write the state as an event, now and whenever it changes (HTML standard, 9.2, server-sent events)."""
        page = path_of(parse_qs(urlsplit(self.path).query).get("page", ["/"])[0])
        self.close_connection = True
        self.send_response(200)
        for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        seen: Served | None = None
        while True:
            served = self.server.board.served if seen is None else self.server.board.next(seen, PULSE)
            text = ": still here\n\n" if served is seen else f"data: {json.dumps(told(served, page))}\n\n"
            self.wfile.write(text.encode())
            self.wfile.flush()
            seen = served

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: one line for each rebuild is what a writer wants to see."""


class Server(socketserver.ThreadingTCPServer):
    """The server; a class because the standard library asks for one."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, place: tuple[str, int], board: Board, script: bytes, names: frozenset[str]) -> None:
        """Take the address, or raise `OSError`."""
        self.board, self.script, self.names = board, script, names
        super().__init__(place, Handler)

    @property
    def port(self) -> int:
        """Return the port that is really used."""
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; anything else is ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def start(server: Server) -> None:
    """Serve in the background, until the process ends."""
    threading.Thread(target=server.serve_forever, daemon=True).start()


def open_server(board: Board, script: bytes, port: int, lan: bool) -> Server:
    """Return a server at a port, or at the next one that is free."""
    names = frozenset({"*", *own_names()}) if lan else frozenset()
    for number in range(port, min(port + TRIES, 65536)) if port else (0,):
        try:
            return Server((EVERYWHERE if lan else LOOPBACK, number), board, script, names)
        except OSError:
            continue
    raise SpecgenError(f"no port from {port} on is free: give another with --port")


def own_names() -> set[str]:
    """Return what this machine is called."""
    name = socket.gethostname().lower()
    return {name, f"{name.partition('.')[0]}.local"}


def own_address() -> str:
    """Return the address by which others reach this machine; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return LOOPBACK
        return str(probe.getsockname()[0])
