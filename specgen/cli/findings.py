"""What commands that report findings share: how to choose rules, how to write what they find, when to exit with 1."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.model.source import SourceTree
from specgen.report import github, sarif, text
from specgen.report import json as as_json

LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "never": Severity.ERROR + 1}
FORMATS: Mapping[str, Callable[[list[Diagnostic], Mapping[str, str]], str]] = {
    "json": as_json.write,
    "github": github.write,
    "sarif": sarif.write,
}
Option = Callable[[Callable[..., Any]], Callable[..., Any]]
in_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="How to write it.",
)
ignoring = click.option("--ignore", multiple=True, metavar="RULE", help="Do not run these rules.")


def selecting(example: str) -> Option:
    """Return the option that chooses rules, with a beginning of names as an example."""
    meaning = f"Run only these rules; `{example}-*` means all that start so."
    return click.option("--select", multiple=True, metavar="RULE", help=meaning)


def failing(default: str) -> Option:
    """Return the option that says from which level on findings make the command fail."""
    levels = click.Choice(list(LEVELS))
    return click.option(
        "--fail-on", type=levels, default=default, show_default=True, help="Exit with 1 from this level on."
    )


def show(found: list[Diagnostic], source: SourceTree, form: str, quiet: bool) -> None:
    """Print findings as asked, and the summary for people."""
    texts = {file.path: file.text() for file in source.files}
    if form == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        click.echo(text.write(found, texts, colour), nl=False, color=True)
    else:
        click.echo(FORMATS[form](found, texts), nl=False)
    if not quiet:
        click.echo(text.summary(found), err=True)


def end(found: list[Diagnostic], fail_on: str) -> None:
    """Exit with 1 where a finding is as severe as that."""
    if any(each.severity >= LEVELS[fail_on] for each in found):
        sys.exit(1)


def read_text(path: Path) -> str:
    """Return a file's text. Raises `SpecgenError` where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SpecgenError(f"cannot read `{path}`: {error.strerror}") from error
