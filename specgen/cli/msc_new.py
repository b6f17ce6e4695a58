"""`specgen msc new`."""

import re
from pathlib import Path

import click

from specgen.cli.options import FOLDER
from specgen.cli.trees import shipped
from specgen.errors import SpecgenError
from specgen.msc.draft import file_name, plain_title, slug_of
from specgen.msc.text import NAME
from specgen.render.templates import templates_of
from specgen.source.directory import read_files
from specgen.write import write_file

TEMPLATE = "proposal.md.jinja"


@click.command("new")
@click.argument("title")
@click.option("--number", type=click.IntRange(min=1), help="Number of the pull request, once there is one.")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The repository, or its proposals/.")
def command(title: str, number: int | None, folder: Path) -> None:
    r"""Write a proposal to be filled in, with the sections that the process asks for. Prints the file's path.

    Without a number the file is called XXXX-title.md: open the pull request with it, then rename the file and put the
    number into title and prefix. Nothing is ever overwritten. A repository's own templates/msc/proposal.md.jinja is
    used instead of ours.

    \b
      specgen msc new "Room bans"
      specgen msc new "Room bans" --number 4321 -C ../matrix-spec-proposals
    """
    wanted = plain_title(title)
    if not slug_of(wanted):
        raise SpecgenError("a title needs a letter or a digit: give one such as `Room bans`")
    place = folder if folder.resolve().name == "proposals" else folder / "proposals"
    taken = [file.name for file in place.glob("*.md") if (name := NAME.match(file.name)) and int(name[1]) == number]
    if taken:
        raise SpecgenError(f"`{place / taken[0]}` has the number {number} already")
    path = place / file_name(wanted, number)
    write_file(path, draw(folder, wanted, number).encode())
    click.echo(path)


def draw(folder: Path, title: str, number: int | None) -> str:
    """Return a new proposal; a template of the repository itself runs in a sandbox."""
    root = folder.parent if folder.resolve().name == "proposals" else folder
    own = root / "templates/msc"
    trusted = not (own / TEMPLATE).is_file()
    files = read_files(shipped("templates") / "msc" if trusted else own)
    drawn = templates_of({file.path: file.text() for file in files}, trusted).draw(
        TEMPLATE, {"title": title, "number": str(number) if number else "XXXX"}
    )
    return re.sub(r"\n*\Z", "\n", drawn)
