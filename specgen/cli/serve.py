"""`specgen serve`."""

import gc
import queue
import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from specgen.build import Memory, Wish, site
from specgen.changelog.page import unreleased_page
from specgen.cli.trees import chosen_tree, live_folder, news_files, shipped, theme_files
from specgen.diagnostic import Diagnostic
from specgen.layouts import recognise
from specgen.model.source import SourceTree
from specgen.pack import Product
from specgen.serve.examiner import Examiner
from specgen.serve.rebuild import Rebuilder, Recipe
from specgen.serve.served import Board
from specgen.serve.server import LOOPBACK, Server, open_server, own_address, start
from specgen.serve.watch import Watcher
from specgen.source.directory import read_directory

STATUSES = ("unstable", "stable", "historical")
PORT = click.IntRange(0, 65535)
EXPOSES = (
    "--lan: whoever reaches this machine can read the site of {tree} at http://{address}:{port}/ until you end this: "
    "its pages, its API documents, and the problems with the names of their files. Nothing else of this machine."
)


@click.command("serve")
@click.argument("tree", required=False)
@click.option(
    "--port", type=PORT, default=8000, show_default=True, help="Port; the next free one is taken if it is not. 0: any."
)
@click.option("--open", "show", is_flag=True, help="Open the site in the browser.")
@click.option("--lan", is_flag=True, help="Let other machines of the network in, to read.")
@click.option("--no-check", "unchecked", is_flag=True, help="Do not run the rules of specgen check.")
@click.option("--status", type=click.Choice(STATUSES), help="Build as this status instead of the tree's own.")
def command(tree: str | None, port: int, show: bool, lan: bool, **options: Any) -> None:
    r"""Show a specification in the browser while you write: each change of a file shows at once.

    The site is built, served on this machine only, and built again when a file changes: what the change touches, no
    more. Open pages follow, and stay where you read. What is wrong is told here and in a panel on the page; the last
    good site stays. The rules of specgen check run in the background: what they find because of your changes is told,
    what was there before is counted. The API documents (…/api.json) can be loaded by any viewer of OpenAPI. Ctrl-C
    ends it.

    \b
      specgen serve ../matrix-spec --open
      specgen serve --port 4000
      specgen serve ../matrix-spec@v1.19       a release: served, not watched
    """
    source, sentence = chosen_tree(tree)
    recognise(source)
    if sentence:
        say(sentence)
    folder = live_folder(tree)
    board = Board()
    recipe = recipe_of(source, folder, Wish(status=options["status"] or ""))
    examiner = None if options["unchecked"] else Examiner(theme_files(), board, say)
    rebuilder = Rebuilder(replace(recipe, look=examiner.look) if examiner else recipe, board, say)
    rebuilder.first()
    # What is there now stays; looking through it again and again for garbage would cost more than it gives.
    gc.collect()
    gc.freeze()
    server = open_server(board, (shipped("templates") / "serve" / "live.js").read_bytes(), port, lan)
    greet(server, source, port, lan)
    start(server)
    if examiner:
        examiner.start()
    if show and not webbrowser.open(address(server)):
        say(f"no browser could be opened: go to {address(server)}")
    stay(folder, rebuilder, source)


def say(line: str) -> None:
    """Print a line of talk."""
    click.echo(line, err=True)


def address(server: Server) -> str:
    """Return where the site is."""
    return f"http://{LOOPBACK}:{server.port}/"


def greet(server: Server, source: SourceTree, port: int, lan: bool) -> None:
    """Say where the site is, and whom else it is shown to, before anybody is let in."""
    if port and server.port != port:
        say(f"port {port} is taken")
    if lan:
        say(EXPOSES.format(tree=source.name, address=own_address(), port=server.port))
    say(f"serving {source.name} at {address(server)} (Ctrl-C ends it)")


def recipe_of(source: SourceTree, folder: Path | None, wish: Wish) -> Recipe:
    """Return how to read the tree again, and to build it with what is remembered of the last time."""
    memory, theme, news = Memory(), theme_files(), news_files()

    def unreleased(tree: SourceTree) -> tuple[str | None, tuple[Diagnostic, ...]]:
        drawn = unreleased_page(tree, news)
        return drawn.text, drawn.diagnostics

    def read() -> SourceTree:
        return source if folder is None else read_directory(folder, source.name)

    def make(tree: SourceTree) -> Product:
        return site(tree, theme, unreleased, wish, memory)

    return Recipe(read, make)


def stay(folder: Path | None, rebuilder: Rebuilder, source: SourceTree) -> None:
    """Build again whenever something changes, until the user ends it."""
    bell: queue.SimpleQueue[None] = queue.SimpleQueue()
    if folder is None:
        say(f"{source.name} is read once and not watched: a commit does not change")
    else:
        Watcher(folder, lambda: bell.put(None))
    while True:
        bell.get()
        while not bell.empty():
            bell.get()
        rebuilder.again()
        gc.collect()
