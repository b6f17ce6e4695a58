"""`specgen diff`."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from specgen.build import Wish, load, site
from specgen.cli.trees import shipped, theme_files
from specgen.diff import diff
from specgen.diff.judge import judge
from specgen.diff.judgements import JUDGEMENTS
from specgen.errors import SpecgenError
from specgen.model.artifact import page_ids
from specgen.model.change import Impact, Judged
from specgen.model.source import SourceTree
from specgen.render.templates import templates_of
from specgen.report.changes import github, html, json, markdown, text
from specgen.report.changes.groups import sections
from specgen.report.changes.lines import Lines
from specgen.source import read_tree
from specgen.source.directory import read_files

FILE = click.Path(path_type=Path, dir_okay=False)
FORMATS = ("text", "json", "markdown", "html", "github")
LEVELS = {"breaking": Impact.BREAKING, "potentially-breaking": Impact.POTENTIALLY_BREAKING}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two trees and what changed between them."""

    old: SourceTree
    new: SourceTree
    judged: tuple[Judged, ...]


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to write it. html is one page with before and after.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 from this impact on.",
)
@click.option("-o", "--output", type=FILE, help="Write to this file. [default: stdout]")
@click.option("--documentation", is_flag=True, help="Tell of descriptions, formats and anchors too (text, markdown).")
@click.option(
    "--anchors", is_flag=True, help="Compare the anchors of all pages: builds both sites, which takes longer."
)
@click.option(
    "--rules", is_flag=False, flag_value="all", metavar="[NAME]", help="List what changes mean and why, or one of them."
)
def command(old: str | None, new: str | None, form: str, fail_on: str, **options: Any) -> None:
    r"""Say what changed between two specifications, and what that means.

    Only what travels counts: operations, parameters, headers, bodies, events and their schemas at any depth. That a
    file moves, that a definition is taken out or put in, and the order of things are no changes. For each change it is
    said whether it breaks clients or servers that follow the older version.

    \b
      specgen diff ../matrix-spec@v1.18 ../matrix-spec@v1.19
      specgen diff .@main . --fail-on breaking --format github
      specgen diff .@v1.18 .@v1.19 --format html -o changes.html
      specgen diff --rules response-enum-value-added
    """
    if options["rules"]:
        put(rules(options["rules"]), options["output"])
        return
    if old is None or new is None:
        raise SpecgenError("name two trees to compare, such as .@v1.18 and .@v1.19")
    compared = compare(old, new, options["anchors"])
    put(draw(compared, form, options["documentation"]), options["output"])
    if fail_on != "never" and any(each.impact >= LEVELS[fail_on] for each in compared.judged):
        sys.exit(1)


def rules(name: str) -> str:
    """Return all judgements with their meaning, or one. Raises `SpecgenError` for a name that there is not."""
    if name != "all" and name not in JUDGEMENTS:
        raise SpecgenError(f"there is no judgement `{name}`: see specgen diff --rules")
    found = JUDGEMENTS.values() if name == "all" else (JUDGEMENTS[name],)
    return "\n".join(
        f"{each.name}\n  for clients: {each.client.label}, for servers: {each.server.label}\n  {each.doc}\n"
        for each in found
    )


def compare(old: str, new: str, anchors: bool) -> Compared:
    """Read, load and compare two trees."""
    trees = read_tree(old), read_tree(new)
    before, after = (load(tree, Wish()).spec for tree in trees)
    ids: Iterable[Mapping[str, frozenset[str]]] = map(ids_of, trees) if anchors else ({}, {})
    return Compared(*trees, judge(diff(before, after, *ids)))


def ids_of(tree: SourceTree) -> dict[str, frozenset[str]]:
    """Return the ids on each page of a tree's site, by the page's URL."""
    return page_ids(site(tree, theme_files(), lambda _: (None, ()), Wish()).artifacts)


def draw(compared: Compared, form: str, words: bool) -> str:
    """Return changes in one of the formats."""
    names = compared.old.name, compared.new.name
    lines = Lines(texts(compared.old)), Lines(texts(compared.new))
    if form == "json":
        return json.write(names, compared.judged, lines)
    found = sections(compared.judged)
    if form == "github":
        return github.write(found, lines[1])
    if form == "html":
        return page(html.view(names, found, {name: each.doc for name, each in JUDGEMENTS.items()}))
    write = markdown.write if form == "markdown" else text.write
    return write(names, found, words)


def texts(tree: SourceTree) -> dict[str, str]:
    """Return the texts of the files that facts point into."""
    return {file.path: file.text() for file in tree.files if file.path.endswith((".yaml", ".yml", ".json"))}


def page(view: Mapping[str, object]) -> str:
    """Return a page drawn with the template that comes with specgen."""
    files = read_files(shipped("templates") / "diff")
    return templates_of({file.path: file.text() for file in files}, trusted=True).draw("changes.html", view)


def put(content: str, output: Path | None) -> None:
    """Write to a file, or to stdout."""
    if output is None:
        click.echo(content, nl=not content.endswith("\n"))
        return
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise SpecgenError(f"cannot write `{output}`: {error.strerror}") from error
