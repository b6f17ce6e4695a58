"""Lists of rules and their manual pages, for the commands that have rules."""

import inspect
from collections.abc import Sequence

import click

from specgen.check.rule import Named, name_of
from specgen.errors import SpecgenError


def print_rules(rules: Sequence[Named], name: str | None, command_name: str) -> None:
    """Print a list of rules, or the manual page of one."""
    if name is None:
        width = max(len(name_of(rule)) for rule in rules)
        for rule in rules:
            click.echo(f"{name_of(rule):{width}}  {rule.SEVERITY.name.lower():7}  {page_of(rule).splitlines()[0]}")
        return
    found = next((rule for rule in rules if name_of(rule) == name), None)
    if found is None:
        raise SpecgenError(f"there is no rule `{name}`: see `{command_name}`")
    click.echo(f"{name} ({found.SEVERITY.name.lower()})\n\n{page_of(found)}")


def page_of(rule: Named) -> str:
    """Return a rule's manual page."""
    return inspect.cleandoc(rule.__doc__ or "")
