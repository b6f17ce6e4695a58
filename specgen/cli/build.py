"""`specgen build`."""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from specgen.cache import Cache, code_digest, default_folder, digest
from specgen.cli import load
from specgen.cli.trees import chosen_tree, news_files, theme_files
from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError
from specgen.model.source import SourceFile, SourceTree
from specgen.pack import Product, pack, unpack
from specgen.write import write

FOLDER = click.Path(path_type=Path, file_okay=False)
STATUSES = ("unstable", "stable", "historical")
Templates = tuple[tuple[SourceFile, ...], tuple[SourceFile, ...]]
BASE = re.compile(r"(https?://[^/\s\"'<>]+)?(/[^\s\"'<>#?]*)?\Z")


class Talk:
    """One line for each stage on stderr; a class because it knows when the last one ended."""

    def __init__(self, quiet: bool) -> None:
        """Start the clock."""
        self.quiet = quiet
        self.last = time.monotonic()

    def say(self, text: str) -> None:
        """Tell that a stage is over, and how long it took."""
        now = time.monotonic()
        if not self.quiet:
            click.echo(f"{text}, {round(1000 * (now - self.last))} ms", err=True)
        self.last = now


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build: where to, what to remember, what to say."""

    output: Path
    cache: Path | None
    no_cache: bool
    quiet: bool
    fail_on: str
    history: str | None = None


@click.command("build")
@click.argument("tree", required=False)
@click.option("-o", "--output", type=FOLDER, default="build", show_default=True, help="Folder for the site.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand: /v1.19, https://spec.example/v1.19."
)
@click.option(
    "--api-base-url", default="", metavar="URL", help="Where links in api.json lead. [default: the published site]"
)
@click.option("--status", type=click.Choice(STATUSES), help="Build as this status instead of the tree's own.")
@click.option(
    "--history",
    metavar="REPO|FILE",
    help="Show the history of operations and events: of a repository, or as specgen history --export wrote it.",
)
@click.option("--cache", type=FOLDER, help="Folder for remembered results. [default: ~/.cache/specgen]")
@click.option("--no-cache", is_flag=True, help="Remember nothing.")
@click.option(
    "--fail-on", type=click.Choice(["error", "never"]), default="never", show_default=True, help="When to exit with 1."
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
def command(tree: str | None, base_url: str, api_base_url: str, status: str | None, **settings: Any) -> None:
    r"""Build the site of a specification: all pages, API bundles and the files around them.

    The output folder is replaced in one step when everything is built. It must be new, empty, or one that specgen
    wrote. Problems in the input are listed with file and line, and the rest is built all the same.

    \b
      specgen build -o site --base-url /v1.19 ../matrix-spec@v1.19
      specgen build --status historical ../matrix-spec@v1.16
      specgen build --history ../matrix-spec ../matrix-spec@v1.19
    """
    check_url("--base-url", base_url)
    check_url("--api-base-url", api_base_url)
    product = build_site(
        tree, {"base_url": base_url, "api_base_url": api_base_url, "status": status or ""}, Settings(**settings)
    )
    if settings["fail_on"] == "error" and has_errors(product):
        sys.exit(1)


def build_site(tree: str | None, wish: dict[str, str], settings: Settings) -> Product:
    """Read, render and write, and say so."""
    talk = Talk(settings.quiet)
    source, sentence = chosen_tree(tree)
    if sentence and not settings.quiet:
        click.echo(sentence, err=True)
    templates = (theme_files(), news_files())
    talk.say(f"read {len(source.files)} files")
    cache = Cache(None if settings.no_cache else settings.cache or default_folder())
    if settings.history is not None:
        wish = {**wish, "history": history_text(settings.history, source, wish["status"], cache.folder)}
        talk.say(f"read the history in {settings.history}")
    data, known = cache.call("site", site_key(source, templates, wish), recipe(source, templates, wish))
    product = unpack(data)
    what = ", ".join(f"{count} {name}" for name, count in product.counts)
    talk.say(f"{'remembered' if known else 'rendered'} {what}")
    for problem in product.problems:
        click.echo(problem, err=True)
    done = write(product.artifacts, settings.output)
    talk.say(f"wrote {done.files} files ({done.changed} changed, {done.removed} removed)")
    if not settings.quiet:
        click.echo(f"open {settings.output / 'index.html'}", err=True)
    return product


def history_text(place: str, tree: SourceTree, status: str, folder: Path | None) -> str:
    """Return a history as JSON: what a file holds, else that of a repository with a tree that is no release of it."""
    text: str = load("specgen.cli.history").text_of(place, tree, status, folder)
    return text


def check_url(option: str, value: str) -> None:
    """Raise `SpecgenError` for what cannot be a base URL."""
    if not BASE.match(value):
        raise SpecgenError(f"{option} must be a path such as /v1.19 or an http(s) URL, not `{value}`")


def site_key(tree: SourceTree, templates: Templates, wish: dict[str, str]) -> str:
    """Return what the site depends on, as a digest."""
    files = (part for file in (*tree.files, *templates[0], *templates[1]) for part in (file.path.encode(), file.data))
    options = (part.encode() for item in sorted(wish.items()) for part in item)
    return digest((code_digest().encode(), *options, *files))


def recipe(tree: SourceTree, templates: Templates, wish: dict[str, str]) -> Callable[[], bytes]:
    """Return the function that really builds; what it needs is imported only then."""

    def unreleased(source: SourceTree) -> tuple[str | None, tuple[Diagnostic, ...]]:
        drawn = load("specgen.changelog.page").unreleased_page(source, templates[1])
        return drawn.text, drawn.diagnostics

    def compute() -> bytes:
        build = load("specgen.build")
        asked: dict[str, Any] = dict(wish)
        history = asked.pop("history", "")
        if history:
            asked["story"] = load("specgen.history").story_of_tree(history, tree, wish["status"])
        product: Product = build.site(tree, templates[0], unreleased, build.Wish(**asked))
        return pack(product)

    return compute


def has_errors(product: Product) -> bool:
    """Tell whether a problem is an error."""
    return any(": error: " in problem for problem in product.problems)
