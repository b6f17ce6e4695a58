"""Builds again what a change has touched, and says in a line what came of it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from specgen.errors import SpecgenError
from specgen.model.source import SourceTree
from specgen.pack import Product
from specgen.serve.served import Board, Served, after, changed_pages, counted, listed, new_problems

BROKEN = "specgen itself has failed: the terminal says where; the site is that of the last good build"
NAMED = 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to come by a site: read the tree, and make the product of it. `look` has rules look at the tree, later."""

    read: Callable[[], SourceTree]
    make: Callable[[SourceTree], Product]
    look: Callable[[SourceTree], None] = lambda tree: None


class Rebuilder:
    """Keeps a board up to date; a class because it knows what it has read last."""

    def __init__(self, recipe: Recipe, board: Board, say: Callable[[str], None]) -> None:
        """Take what is needed; `say` prints a line."""
        self.recipe, self.board, self.say = recipe, board, say
        self.tree = SourceTree("", ())

    def first(self) -> None:
        """Build for the first time, here: threads come later, so the work can be shared with another process."""
        self.build()

    def again(self) -> None:
        """Build if there is something new. Whatever happens, what was good before is still shown."""
        done: list[bool] = []
        worker = threading.Thread(target=lambda: done.append(self.build()), daemon=True)
        worker.start()
        worker.join()
        if not done:  # the thread ended with a traceback
            self.board.show(replace(self.board.served, trouble=BROKEN))

    def build(self) -> bool:
        """Read and build; tell whether there was anything new."""
        began = time.perf_counter()
        before = self.board.served
        try:
            tree = self.recipe.read()
            names = changed_files(self.tree, tree)
            if not names and not before.trouble:
                return False
            self.tree = tree
            now = after(self.recipe.make(tree), before)
        except SpecgenError as error:
            now = replace(before, trouble=str(error))
            names = []
        self.board.show(now)
        if not now.trouble:
            self.recipe.look(tree)
        if now.trouble != before.trouble or not now.trouble:
            took = round(1000 * (time.perf_counter() - began))
            self.report(names, before, now, f"{time.strftime('%H:%M:%S')} {{}}, {took} ms")
        return True

    def report(self, names: list[str], before: Served, now: Served, line: str) -> None:
        """Say what was built in one line, then each problem that is new."""
        if now.trouble:
            self.say(line.format(f"not built: {now.trouble}"))
            return
        what = counted(changed_pages(before, now), "page")
        wrong = f", {counted(len(now.problems), 'problem')}" if now.problems or before.problems else ""
        start = f"{shortened(names)}: " if before.files else "built "
        self.say(line.format(f"{start}{what}{wrong}"))
        for problem in listed(new_problems(before.problems, now.problems), "see the panel of any page"):
            self.say(problem)


def changed_files(before: SourceTree, now: SourceTree) -> list[str]:
    """Return the paths of the files that are new, different or gone."""
    old = {file.path: file.data for file in before.files}
    new = {file.path: file.data for file in now.files}
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def shortened(names: list[str]) -> str:
    """Return a few names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
