"""What is answered to a request: a function of the request and of what is served. No file is opened for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

from specgen.memory import key_of
from specgen.serve.served import Served, page_print

OWN = "/.specgen/"
SCRIPT = f"{OWN}live.js"
EVENTS = f"{OWN}events"
TEXTS = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "js": "text/javascript",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "toml": "application/toml",
    "txt": "text/plain",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
}
TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "zip": "application/zip",
}
# Any page may read API bundles, also one from the network that looks at this machine (Private Network Access).
SHARED = {"Access-Control-Allow-Origin": "*"}
PREFLIGHT = {
    **SHARED,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "600",
}
METHODS = "GET, HEAD, OPTIONS"
TAG = re.compile(r'(?:W/)?("[^"]*")')
NOTHING_YET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not built yet</title><style>:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }</style></head>
<body><main><h1>There is no site yet</h1><p>The first build has failed. This page turns into the site when it works.</p>
</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def is_welcome(host: str | None, names: frozenset[str]) -> bool:
    """Tell whether a `Host` header names this server.

    A page from elsewhere whose name was made to lead here (DNS rebinding) says its own name. On loopback only names
    of the machine itself are welcome; `names` are others. An address is none that somebody else's page could have,
    so where `names` holds `*`, each address is welcome.
    """
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@\s]+)(?::\d*)?", host or "")
    if match is None:
        return False
    name = match[1].strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or "*" in names


def answer(method: str, target: str, tags: str | None, served: Served, script: bytes) -> Answer:
    """Return what is answered to a request for `target`; `tags` is its `If-None-Match`."""
    if method not in ("GET", "HEAD", "OPTIONS"):
        return Answer(405, {"Allow": METHODS})
    path = path_of(target)
    if method == "OPTIONS":
        return Answer(204, {"Allow": METHODS, **(PREFLIGHT if is_shared(path) else {})})
    if path == SCRIPT:
        return with_tag(200, script, "live.js", tags)
    return file_answer(target, path, tags, served)


def file_answer(target: str, path: str, tags: str | None, served: Served) -> Answer:
    """Return a file of the site, the way to it, or the page for what is not there."""
    if not served.files:
        return page(503, NOTHING_YET.encode(), path, served, tags)
    name = served.found(path)
    folder = f"{path.strip('/')}/"
    if not name and not path.endswith("/") and f"{folder}index.html" in served.files:
        query = target.partition("?")[2]
        return Answer(301, {"Location": f"/{quote(folder)}{'?' + query if query else ''}", "Cache-Control": "no-cache"})
    if not name:
        return page(404, served.files.get("404.html", b"<!doctype html><p>404 Not Found</body>"), path, served, tags)
    if name.endswith(".html"):
        return page(200, served.files[name], path, served, tags)
    return with_tag(200, served.files[name], name, tags)


def path_of(target: str) -> str:
    """Return the path that a request asks for, decoded; it is looked up as it is, so `..` means nothing."""
    path = target.partition("?")[0].partition("#")[0]
    if not path.startswith("/"):  # the absolute form, as proxies write it
        path = urlsplit(target).path or "/"
    return unquote(path, errors="replace")


def is_shared(path: str) -> bool:
    """Tell whether pages from elsewhere may read a file: the API bundles and other data."""
    return path.endswith(".json")


def page(status: int, content: bytes, path: str, served: Served, tags: str | None) -> Answer:
    """Return a page, with the script that keeps it alive."""
    marks = {"page": page_print(served, path), "assets": served.assets}
    words = "".join(f' data-{name}="{escape(value)}"' for name, value in marks.items())
    script = f'<script src="{SCRIPT}"{words}></script>\n'.encode()
    end = content.lower().rfind(b"</body>")
    end = len(content) if end < 0 else end
    return with_tag(status, content[:end] + script + content[end:], "index.html", tags)


def with_tag(status: int, content: bytes, name: str, tags: str | None) -> Answer:
    """Return a file, or that it has not changed."""
    tag = f'"{key_of((content,)).hex()[:24]}"'
    headers = {
        "Content-Type": content_type(name),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        **(SHARED if is_shared(name) else {}),
    }
    if status != 200:
        return Answer(status, headers, content)
    headers["ETag"] = tag
    if tags is not None and (tags.strip() == "*" or tag in TAG.findall(tags)):
        return Answer(304, headers)
    return Answer(status, headers, content)


def content_type(name: str) -> str:
    """Return the media type of a file by its name."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension in TEXTS:
        return f"{TEXTS[extension]}; charset=utf-8"
    return TYPES.get(extension, "application/octet-stream")
