"""`specgen rules`."""

import inspect

import click

from specgen.check.registry import RULES
from specgen.check.rule import Rule, name_of
from specgen.errors import SpecgenError


@click.command("rules")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    r"""List the rules of `specgen check`, or print the manual page of one.

    \b
      specgen rules
      specgen rules yaml-duplicate-key
    """
    if name is None:
        width = max(len(name_of(rule)) for rule in RULES)
        for rule in RULES:
            click.echo(f"{name_of(rule):{width}}  {rule.SEVERITY.name.lower():7}  {page_of(rule).splitlines()[0]}")
        return
    found = next((rule for rule in RULES if name_of(rule) == name), None)
    if found is None:
        raise SpecgenError(f"there is no rule `{name}`: see `specgen rules`")
    click.echo(f"{name} ({found.SEVERITY.name.lower()})\n\n{page_of(found)}")


def page_of(rule: Rule) -> str:
    """Return a rule's manual page."""
    return inspect.cleandoc(rule.__doc__ or "")
