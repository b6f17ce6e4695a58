"""Every subcommand teaches with an example, and every option says what it is for."""

import click
import pytest
from click.testing import CliRunner

from specgen.cli import data, group, release

GROUPS = {"release": release.command, "data": data.command}
NAMES = [(parent, name) for parent, command in GROUPS.items() for name in command.commands]


@pytest.mark.parametrize(("parent", "name"), NAMES)
def test_every_subcommand_has_help_with_an_example(parent: str, name: str) -> None:
    text = CliRunner().invoke(group, [parent, name, "--help"]).output
    assert f"specgen {parent} {name}" in text
    options = [each for each in GROUPS[parent].commands[name].params if isinstance(each, click.Option)]
    assert all(option.help for option in options)


def test_all_of_them_are_there() -> None:
    assert {name for _, name in NAMES} == {
        *("plan", "check", "cut", "reopen", "notes", "post", "checklist", "artifacts", "emoji"),
    }
