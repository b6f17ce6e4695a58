"""Debian's Chromium for tests, and what serves it files."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from needs import missing
from playwright.sync_api import Browser, Frame, Page, Request, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yield the address of a server for the files of a folder."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium. Not for longer than a module: while it is there, an event loop runs in this thread."""
    if not CHROMIUM.exists():
        missing("browser", "no /usr/bin/chromium: install Debian's chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def troubles() -> list[str]:
    return []


class Watch:
    """Notes what goes wrong on a page; a class because it has to know which document asked for what.

    A browser gives up what a document still asked for when it is left, by a link or by a redirect: that is no trouble.
    What is given up on a document that stays is one.
    """

    def __init__(self, opened: Page, troubles: list[str]) -> None:
        """Begin to watch."""
        self.documents = 0
        self.asked: dict[Request, int] = {}
        self.given_up: list[Request] = []
        self.troubles = troubles
        opened.on("console", lambda message: troubles.append(message.text))
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("response", lambda answer: troubles.append(answer.url) if answer.status >= 400 else None)
        opened.on("framenavigated", self.navigated)
        opened.on("request", lambda request: self.asked.update({request: self.documents}))
        opened.on("requestfailed", self.failed)

    def navigated(self, frame: Frame) -> None:
        """Count the documents of the page."""
        self.documents += frame.parent_frame is None

    def failed(self, request: Request) -> None:
        """Note a request that failed."""
        if request.failure == "net::ERR_ABORTED":
            self.given_up.append(request)
        else:
            self.troubles.append(request.url)

    def end(self) -> None:
        """Add the requests that were given up by the document that is there now."""
        self.troubles += [each.url for each in self.given_up if self.asked.get(each) == self.documents]


@pytest.fixture
def page(browser: Browser, troubles: list[str]) -> Iterator[Page]:
    """Return a page whose console messages and failed requests fail the test."""
    context = browser.new_context(viewport={"width": 1300, "height": 850}, color_scheme="light")
    opened = context.new_page()
    watch = Watch(opened, troubles)
    yield opened
    watch.end()
    context.close()
    assert troubles == []
