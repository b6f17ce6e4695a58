"""`specgen check`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from specgen.cache import Cache, code_digest, default_folder, digest
from specgen.check.baseline import without_known, write_baseline
from specgen.check.fixes import apply_fixes
from specgen.cli import load
from specgen.cli.findings import end, failing, ignoring, in_form, read_text, selecting, show
from specgen.cli.places import EVERYWHERE, Places, places_of
from specgen.cli.trees import chosen_tree, theme_files
from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile, SourceTree
from specgen.pack import pack_diagnostics, unpack_diagnostics
from specgen.report import text
from specgen.source import read_tree
from specgen.write import write_file

# A fix can make room for another one; no text needs more rounds than this.
MOST_ROUNDS = 8
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("check")
@click.argument("places", nargs=-1, metavar="[TREE] [FILE]...")
@in_form
@selecting("yaml")
@ignoring
@click.option("--info", is_flag=True, help="Run also the rules whose findings are only worth knowing.")
@click.option("--quick", is_flag=True, help="Run only the rules that look at one file at a time.")
@failing("error")
@click.option("--against", metavar="TREE", help="Compare with this earlier tree, such as .@v1.18.")
@click.option("--baseline", type=FILE, help="Findings in this file are known: keep quiet about them.")
@click.option("--write-baseline", type=FILE, help="Write what is found to this file as the baseline, and end.")
@click.option("--fix", is_flag=True, help="Make the changes that are safe, then check again.")
@click.option("--cache", type=FOLDER, help="Folder for remembered results. [default: ~/.cache/specgen]")
@click.option("--no-cache", is_flag=True, help="Remember nothing.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(places: tuple[str, ...], form: str, fail_on: str, quiet: bool, **options: Any) -> None:
    r"""Report what is wrong with a specification, each finding with file, line and rule.

    FILE is a file or folder of the tree: only what is wrong there is reported. The whole specification is looked at all
    the same, but what has not changed since the last check is remembered. TREE may be left out before files.

    What a rule means and how to silence it: specgen rules NAME. Severities can be set in specgen.toml under [check].
    Rules that only inform run with --info, when selected, or when specgen.toml sets them. With --quick, rules that
    compare files with each other or look at rendered pages do not run: for hooks before a commit.

    \b
      specgen check ../matrix-spec
      specgen check data/api/client-server/login.yaml content/rooms
      specgen check --against .@v1.18 --format github
      specgen check --select 'yaml-*' --fix
    """
    meant = places_of(places)
    options["info"] = options["info"] or fail_on == "info"
    source, found = checked(meant.tree, {**options, "quiet": quiet}, meant)
    if options["write_baseline"]:
        write_file(options["write_baseline"], write_baseline(found).encode(), replace=True)
        if not quiet:
            click.echo(f"{text.summary(found)} noted in {options['write_baseline']}", err=True)
        return
    if options["baseline"]:
        found = without_known(found, read_text(options["baseline"]))
    show(found, source, form, quiet)
    end(found, fail_on)


def findings(source: SourceTree, options: Mapping[str, Any], commits: tuple[Commit, ...] = ()) -> list[Diagnostic]:
    """Return what the chosen rules find; remembered, if nothing changed since they ran."""
    previous = read_tree(options["against"]) if options["against"] else None
    theme = theme_files()
    cache = Cache(None if options["no_cache"] else options["cache"] or default_folder())

    def compute() -> bytes:
        since = load("specgen.examine.subject").Since(previous, commits)
        return pack_diagnostics(load("specgen.cli.examination").examined(source, theme, options, since, cache))

    subjects = tuple(commit.subject for commit in commits)
    key = check_key(
        (source, previous),
        theme,
        (
            options["select"],
            options["ignore"],
            subjects,
            tuple(name for name in ("info", "quick") if options.get(name)),
        ),
    )
    return unpack_diagnostics(cache.call("check", key, compute)[0])


def check_key(
    trees: tuple[SourceTree, SourceTree | None], theme: tuple[SourceFile, ...], names: tuple[tuple[str, ...], ...]
) -> str:
    """Return what findings depend on, as a digest."""
    files = [theme, *(tree.files if tree else () for tree in trees)]
    parts = [digest(part for file in group for part in (file.path.encode(), file.data)) for group in files]
    chosen = [digest(name.encode() for name in group) for group in names]
    return digest(part.encode() for part in (code_digest(), *chosen, *parts))


def checked(
    tree: str | None, options: Mapping[str, Any], places: Places = EVERYWHERE
) -> tuple[SourceTree, list[Diagnostic]]:
    """Return a tree and what the chosen rules find there, or only in some places; fixes are made if they are wanted."""
    source, sentence = chosen_tree(tree)
    if sentence and not options["quiet"]:
        click.echo(sentence, err=True)
    found = places.only(findings(source, options), source)
    rounds = MOST_ROUNDS if options["fix"] else 0
    while rounds and any(each.fix for each in found):
        make_fixes(source, found, tree or ".")
        source, _ = chosen_tree(tree)
        found = places.only(findings(source, options), source)
        rounds -= 1
    return source, found


def make_fixes(source: SourceTree, found: list[Diagnostic], place: str) -> None:
    """Write the fixes to the tree's files. Raises `SpecgenError` where the tree is no folder."""
    root = Path(place)
    if not root.is_dir():
        raise SpecgenError("--fix changes files: give a folder, not a ref")
    texts = {
        file.path: file.data.decode("utf-8")
        for file in source.files
        if any(e.fix and e.fix.path == file.path for e in found)
    }
    for path, changed in apply_fixes(texts, [each.fix for each in found if each.fix]).items():
        write_file(root / path, changed.encode(), replace=True)
        click.echo(f"fixed {path}", err=True)
