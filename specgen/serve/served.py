"""What is served: the files of the last good build, and what is wrong now. One thread shows, many look."""

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specgen.memory import key_of
from specgen.pack import Product

PROBLEM = re.compile(r"(.*?):(\d+): (error|warning|info): (.*) \[([\w-]+)\]\Z", re.S)
# As many problems are listed in the terminal at once.
FEW = 12
# Files that a page does not show: a change of theirs does not reload it.
ASIDE = (".html", ".json", ".xml", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Served:
    """One state. `trouble`: why the last build gave nothing, in a sentence; the files are then those before it.

    `problems` are what the build met; `findings` what rules found, None until they have run, and `known` what they
    found the first time. `built` counts builds.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    trouble: str = ""
    assets: str = ""
    findings: tuple[str, ...] | None = None
    known: tuple[str, ...] = ()
    built: int = 0

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
    """Return what the page at a path is told: its own print, that of pictures and theme, and what is wrong.

    Findings that were there from the beginning are told apart: a writer looks at the others.
    """
    listed = [each for each in served.findings or () if each not in set(served.problems)]
    new = new_problems(served.known, listed)
    return {
        "built": served.built,
        "page": page_print(served, page),
        "assets": served.assets,
        "trouble": served.trouble,
        "problems": [*map(parts_of, served.problems)],
        "findings": [*map(parts_of, new)],
        "known": [*map(parts_of, new_problems(new, listed))],
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


def new_problems(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Return the problems that were not there before, on whatever line."""
    left = Counter(map(without_line, before))
    return [problem for problem in now if not taken(left, without_line(problem))]


def taken(left: Counter[str], name: str) -> bool:
    """Tell whether there is one of a name left, and take it."""
    left[name] -= 1
    return left[name] >= 0


def without_line(problem: str) -> str:
    """Return a problem's line as it is wherever in its file it stands: an edit moves what follows."""
    match = PROBLEM.match(problem)
    return f"{match[1]}: {match[3]}: {match[4]} [{match[5]}]" if match else problem


def listed(problems: Sequence[str], rest: str) -> Iterator[str]:
    """Yield problems as the terminal lists them: errors first, and of many only how many more there are."""
    errors = [each for each in problems if ": error: " in each]
    ordered = [*errors, *(each for each in problems if each not in errors)]
    yield from (f"  {each}" for each in ordered[:FEW])
    if len(ordered) > FEW:
        yield f"  and {len(ordered) - FEW} more: {rest}"


def counted(number: int, name: str) -> str:
    """Return a number of things in words."""
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


class Board:
    """Shows the current state; a class because threads wait for it to change."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.served = Served()
        self.changed = threading.Condition()

    def show(self, served: Served) -> None:
        """Show a state and wake who waits for it; of what rules found, the latest stays."""
        with self.changed:
            now = self.served
            self.served = replace(served, findings=now.findings, known=now.known, built=now.built + 1)
            self.changed.notify_all()

    def tell(self, findings: tuple[str, ...]) -> None:
        """Show what rules have found, if that is something else than before."""
        with self.changed:
            known = findings if self.served.findings is None else self.served.known
            if findings != self.served.findings:
                self.served = replace(self.served, findings=findings, known=known)
                self.changed.notify_all()

    def next(self, seen: Served, seconds: float) -> Served:
        """Return the current state, once it is another than `seen` or when the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.served is not seen, seconds)
            return self.served
