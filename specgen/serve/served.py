"""What is served: the files of the last good build, and what is wrong now. One thread shows, many look."""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from specgen.memory import key_of
from specgen.pack import Product

PROBLEM = re.compile(r"(.*?):(\d+): (error|warning|info): (.*) \[([\w-]+)\]\Z", re.S)
# Files that a page does not show: a change of theirs does not reload it.
ASIDE = (".html", ".json", ".xml", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Served:
    """One state. `trouble`: why the last build gave nothing, in a sentence; the files are then those before it."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    trouble: str = ""
    assets: str = ""

    def place(self, path: str) -> str:
        """Return the name of the file that a path of the site means, or that of the page for what is not there."""
        name = path.removeprefix("/")
        if name in self.files:
            return name
        index = f"{name.rstrip('/')}/index.html".removeprefix("/")
        return index if name.endswith("/") or not name else "404.html"

    def found(self, path: str) -> str:
        """Return the name of the file at a path, or nothing."""
        name = self.place(path)
        return name if name in self.files and (name != "404.html" or path == "/404.html") else ""


def after(product: Product, before: Served) -> Served:
    """Return the state after a build that went well."""
    files = {artifact.path: artifact.content for artifact in product.artifacts}
    shown = {path: content for path, content in files.items() if not path.endswith(ASIDE)}
    same = before.assets and shown == {path: each for path, each in before.files.items() if not path.endswith(ASIDE)}
    parts = (part for item in sorted(shown.items()) for part in item)
    return Served(files, product.problems, "", before.assets if same else key_of(parts).hex()[:16])


def changed_pages(before: Served, now: Served) -> int:
    """Return how many pages are new, different or gone."""
    names = {name for name in before.files.keys() | now.files.keys() if name.endswith(".html")}
    return sum(before.files.get(name) != now.files.get(name) for name in names)


def told(served: Served, page: str) -> dict[str, object]:
    """Return what the page at a path is told: its own print, that of pictures and theme, and what is wrong."""
    return {
        "page": page_print(served, page),
        "assets": served.assets,
        "trouble": served.trouble,
        "problems": [*map(parts_of, served.problems)],
    }


def page_print(served: Served, path: str) -> str:
    """Return what stands for the content of the page that a path shows."""
    return key_of((served.files.get(served.found(path) or "404.html", b""),)).hex()[:16]


def parts_of(problem: str) -> dict[str, str]:
    """Return the parts of one problem's line."""
    match = PROBLEM.match(problem)
    if match is None:
        return {"file": "", "line": "", "severity": "error", "message": problem, "rule": ""}
    return dict(zip(("file", "line", "severity", "message", "rule"), match.groups(), strict=True))


def new_problems(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """Return the problems that were not there before."""
    known = set(before)
    return [problem for problem in now if problem not in known]


class Board:
    """Shows the current state; a class because threads wait for it to change."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.served = Served()
        self.changed = threading.Condition()

    def show(self, served: Served) -> None:
        """Show a state and wake who waits for it."""
        with self.changed:
            self.served = served
            self.changed.notify_all()

    def next(self, seen: Served, seconds: float) -> Served:
        """Return the current state, once it is another than `seen` or when the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.served is not seen, seconds)
            return self.served
