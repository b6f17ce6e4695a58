"""`specgen rules`."""

import click

from specgen.check.registry import RULES
from specgen.cli.rule_pages import print_rules
from specgen.msc.registry import RULES as PROPOSAL_RULES


@click.command("rules")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    r"""List the rules of `specgen check` and `specgen msc lint`, or print the manual page of one.

    \b
      specgen rules
      specgen rules yaml-duplicate-key
    """
    print_rules((*RULES, *PROPOSAL_RULES), name, "specgen rules")
