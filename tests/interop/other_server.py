"""Another homeserver, as far as its keys go: what Synapse asks for before it believes a signature."""

import json
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def certificate(place: Path) -> tuple[Path, Path]:
    """Return a certificate that nobody vouches for, and its key."""
    crt, key = place / "crt.pem", place / "key.pem"
    subject = ["-subj", "/CN=localhost", "-days", "2", "-nodes"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-out", str(crt), "-keyout", str(key), *subject]
    subprocess.run(command, check=True, capture_output=True)
    return crt, key


def publishing(place: Path, key: Any, sign: Any) -> Iterator[str]:
    """Yield the name of a server that publishes a key."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with the keys, whatever is asked."""

        def do_GET(self) -> None:
            body = json.dumps(keys).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(place))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    name = f"127.0.0.1:{server.server_address[1]}"
    unsigned = {
        "server_name": name,
        "valid_until_ts": int(time.time() * 1000) + 86_400_000,
        "verify_keys": {key.key_id: {"key": key.public}},
        "old_verify_keys": {},
    }
    keys = sign(unsigned, name, key)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield name
    server.shutdown()
    server.server_close()
