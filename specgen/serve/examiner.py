"""Runs the rules of `specgen check` in a process of their own: rebuilding never waits for them."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from queue import SimpleQueue

from specgen.model.source import SourceFile, SourceTree
from specgen.parallel import die_with_parent
from specgen.serve.served import Board, counted, listed, new_problems

# Seconds without another save before rules run, and how far behind what is built they stand (see nice(2)).
QUIET, PATIENCE = 0.4, 5
FAILED = "specgen itself has failed in a rule: what is wrong is told again after the next change"


class Examiner:
    """Tells a board what rules find in the latest tree; a class because a thread waits for trees and findings."""

    def __init__(self, theme: Sequence[SourceFile], board: Board, say: Callable[[str], None]) -> None:
        """Take what is needed; `say` prints a line."""
        self.theme, self.board, self.say = tuple(theme), board, say
        self.trees: SimpleQueue[SourceTree] = SimpleQueue()
        self.trouble = ""

    def start(self) -> None:
        """Begin to wait for trees."""
        threading.Thread(target=self.attend, daemon=True).start()

    def look(self, tree: SourceTree) -> None:
        """Have a tree looked at, soon; returns at once."""
        self.trees.put(tree)

    def attend(self) -> None:
        """Have each tree looked at, once no other follows, and tell what comes back; for ever."""
        with suppress(AttributeError):  # the keyboard means the server: what is started here does not hear of it
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while True:
            tree = self.latest()
            ours, theirs = multiprocessing.Pipe()
            # Not forked: there are threads. Daemonic, so that it ends with this process.
            process = multiprocessing.get_context("spawn").Process(
                target=work, args=(theirs, self.theme, os.getpid()), daemon=True
            )
            process.start()
            theirs.close()
            with suppress(EOFError, ConnectionError):
                self.hear(ours, tree, quick=False)
                while True:
                    tree = self.latest()
                    self.hear(ours, tree, quick=True)
                    if self.trees.empty():
                        self.hear(ours, tree, quick=False)
            process.join()
            self.say(FAILED)

    def latest(self) -> SourceTree:
        """Wait for a tree, and then until no other one follows."""
        tree = self.trees.get()
        while True:
            time.sleep(QUIET)
            if self.trees.empty():
                return tree
            while not self.trees.empty():
                tree = self.trees.get()

    def hear(self, pipe: Connection, tree: SourceTree, quick: bool) -> None:
        """Tell what the process finds in a tree, or why it cannot look."""
        pipe.send((tree, quick))
        lines, trouble = pipe.recv()
        if not trouble:
            self.tell(lines)
        elif trouble not in (self.trouble, self.board.served.trouble):
            self.say(f"not checked: {trouble}")
        self.trouble = trouble

    def tell(self, lines: tuple[str, ...]) -> None:
        """Show findings, and say which are new."""
        before = self.board.served.findings
        self.board.tell(lines)
        if before is None:
            self.greet(lines)
            return
        new, gone = new_problems(before, lines), len(new_problems(lines, before))
        told = [each for each in new if each not in self.board.served.problems]
        if told or gone:
            words = ", ".join(f"{number} {word}" for number, word in ((len(told), "new"), (gone, "gone")) if number)
            self.say(f"{time.strftime('%H:%M:%S')} checked: {words}, {counted(len(lines), 'finding')} in all")
            for each in listed(told, "see the panel of any page"):
                self.say(each)

    def greet(self, lines: tuple[str, ...]) -> None:
        """Say what was wrong from the beginning: errors, and how many other findings there are."""
        rest = [each for each in lines if each not in self.board.served.problems]
        errors = [each for each in rest if ": error: " in each]
        if rest:
            told = f", {counted(len(errors), 'error')} among them" if errors else ""
            self.say(f"checked: {counted(len(rest), 'finding')} from before{told}; specgen check lists them")


def work(pipe: Connection, theme: Sequence[SourceFile], parent: int) -> None:
    """Look at one tree after the other, until the other end is closed. Ctrl-C is for the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(parent)
    if hasattr(os, "nice"):
        os.nice(PATIENCE)
    # The rules take as long to import as a page to build: only this process has to.
    eyes = import_module("specgen.serve.eyes").Eyes(theme)
    with suppress(EOFError, ConnectionError):
        while True:
            pipe.send(eyes.see(*pipe.recv()))
