"""`specgen generate`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from specgen.cache import Cache, code_digest, default_folder, digest
from specgen.cli import load
from specgen.cli.build import Talk, has_errors
from specgen.cli.trees import chosen_tree, python_files
from specgen.codegen.emit.scaffold import ORIGIN, PREFIX
from specgen.codegen.kept import plan
from specgen.codegen.stamp import intact
from specgen.errors import SpecgenError
from specgen.model.source import SourceFile, SourceTree
from specgen.pack import Product, pack, unpack
from specgen.write import Written
from specgen.write_code import read_project, write_code, write_new

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("generate")
def command() -> None:
    r"""Generate Python from a specification.

    \b
      specgen generate client ../matrix-spec@v1.19 -o bindings
      specgen generate client --target events -o bindings
      specgen generate server ../matrix-spec@v1.19 -o bindings --scaffold homeserver
    """


OPTIONS = (
    click.argument("tree", required=False),
    click.option(
        "-o", "--output", type=FOLDER, required=True, help="Folder for the package, its tests and project files."
    ),
    click.option(
        "--api", "apis", multiple=True, metavar="NAME", help="Only this API, such as client-server; repeatable."
    ),
    click.option("--package", default="", metavar="NAME", help="Name of the package. [default: from the title]"),
    click.option("--overrides", type=FILE, help="Names and kinds that no rule can guess. [default: specgen.overrides]"),
    click.option("--force", is_flag=True, help="Replace files that were changed by hand."),
    click.option("--cache", type=FOLDER, help="Folder for remembered results. [default: ~/.cache/specgen]"),
    click.option("--no-cache", is_flag=True, help="Remember nothing."),
    click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong."),
)


def generating(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all that generate take."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@command.command("client")
@generating
@click.option(
    "--target",
    type=click.Choice(["client", "models", "events"]),
    default="client",
    show_default=True,
    help="All of it, records and events without clients, or events alone.",
)
def client(tree: str | None, output: Path, **options: Any) -> None:
    r"""Generate typed models, events, operations and clients, sync and async.

    The package needs msgspec, and httpx for its own transport; nothing of specgen. Files carry a digest: those that
    were changed by hand are not replaced unless --force, and those that are no longer generated go.

    \b
      specgen generate client ../matrix-spec@v1.19 -o bindings
      specgen generate client --api client-server --package matrix_client -o bindings
      specgen generate client --target events -o bindings
    """
    generate(tree, output, options)


@command.command("server")
@generating
@click.option("--scaffold", type=FOLDER, help="Folder for handlers to start from; files that are there stay.")
def server(tree: str | None, output: Path, **options: Any) -> None:
    r"""Generate what a server stands on: typed handlers, routing, validation, a mock, a conformance test.

    It writes all that `specgen generate client` writes, and for each API a module `server`: subclass its
    `Unimplemented`, override the operations that you have, and hand it to its `ASGI`. With --scaffold, a project of
    handlers is begun beside it; what a newer specification adds is added to it, and what you wrote is never touched.

    \b
      specgen generate server ../matrix-spec@v1.19 -o bindings
      specgen generate server --api client-server -o bindings --scaffold homeserver
      python -m matrix_api.server --examples --port 8008
    """
    folder = options.pop("scaffold")
    beside = generate(tree, output, {**options, "target": "server"})
    if folder is not None:
        begin(beside, folder, options["quiet"])


def generate(tree: str | None, output: Path, options: dict[str, Any]) -> dict[str, str]:
    """Write a package, and return the project of handlers that would stand beside it."""
    talk = Talk(options["quiet"])
    source, sentence = chosen_tree(tree)
    if sentence and not options["quiet"]:
        click.echo(sentence, err=True)
    templates = python_files()
    if not sentence:
        keep_apart(source, Path(tree or "."), output)
    talk.say(f"read {len(source.files)} files")
    product, known = made(source, templates, options)
    what = ", ".join(f"{count} {name}" for name, count in product.counts)
    talk.say(f"{'remembered' if known else 'generated'} {what}")
    done = put(product, output, force=options["force"])
    talk.say(f"wrote {done.files} files ({done.changed} changed, {done.removed} removed)")
    beside = (each for each in product.artifacts if each.path.startswith(PREFIX))
    return {each.path.removeprefix(PREFIX): each.content.decode() for each in beside}


def keep_apart(source: SourceTree, root: Path, output: Path) -> None:
    """Raise SpecgenError for a folder that would become part of the specification that is read."""
    place = output.resolve()
    top = place.relative_to(root.resolve()).parts[:1] if place.is_relative_to(root.resolve()) else ()
    if top and any(file.path.startswith(f"{top[0]}/") for file in source.files):
        raise SpecgenError(f"`{output}` is in `{top[0]}`, which is part of the specification: choose another folder")


def text_of(file: Path) -> str:
    """Return the text of a user's file. Raises SpecgenError."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecgenError(f"`{file}` cannot be read as text") from error


def put(product: Product, folder: Path, *, force: bool = False) -> Written:
    """Write a package, and tell what is wrong with its specification; then no file of an earlier run is taken away."""
    for problem in product.problems:
        click.echo(problem, err=True)
    own = [each for each in product.artifacts if not each.path.startswith(PREFIX)]
    if not own:
        raise SpecgenError("there is nothing to generate")
    return write_code(own, folder, intact, force=force, keep=has_errors(product))


def begin(wanted: dict[str, str], folder: Path, quiet: bool) -> None:
    """Write what a project of handlers lacks, and tell what a newer specification means for it."""
    talk = Talk(quiet)
    there = read_project(folder, wanted)
    origin = next((line for line in wanted.get(ORIGIN, "").splitlines() if line), "the specification")
    found = plan(there, {path: text for path, text in wanted.items() if path != ORIGIN}, origin)
    write_new(found.files, folder)
    for line in found.report:
        click.echo(line)
    talk.say(f"began {len(found.files)} files in {folder}" if found.files else f"{folder} lacks nothing")


def made(tree: SourceTree, templates: tuple[SourceFile, ...], options: dict[str, Any]) -> tuple[Product, bool]:
    """Return the generated files, and whether they were remembered."""
    given = options["overrides"]
    text = text_of(given) if given else ""
    wish = (options["target"], *options["apis"], "", options["package"], text)
    files = (part for file in (*tree.files, *templates) for part in (file.path.encode(), file.data))
    key = digest((code_digest().encode(), *(each.encode() for each in wish), *files))
    cache = Cache(None if options["no_cache"] else options["cache"] or default_folder())

    def compute() -> bytes:
        recipe = load("specgen.generate")
        order = recipe.Order(target=options["target"], apis=options["apis"], package=options["package"], overrides=text)
        product: Product = recipe.client(tree, templates, order)
        return pack(product)

    data, known = cache.call("client", key, compute)
    return unpack(data), known
