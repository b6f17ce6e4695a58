"""`specgen msc`: the bench of those who write proposals."""

import click

from specgen.cli import load, with_breaks

# Subcommand → module, what it is called there, and what it is for. Only the one that is asked for is imported.
COMMANDS = {
    "new": ("msc_new", "command", "Write a proposal to be filled in."),
    "lint": ("msc_lint", "lint", "Report what is wrong with proposals."),
    "rules": ("msc_lint", "rules", "List the rules of `specgen msc lint`, or print one's manual page."),
    "inventory": ("msc_inventory", "command", "Tell what proposals name, and what the specification knows of that."),
    "preview": ("msc_preview", "command", "Show a proposal as a page."),
    "list": ("msc_list", "listing", "List all proposals, as a table or as pages."),
    "report": ("msc_list", "report", "Write the status of the proposals as it is published every week."),
}


class Bench(click.Group):
    """The subcommands; a class because click asks for one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        found = getattr(load(f"specgen.cli.{module}"), name)
        return with_breaks(found) if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group("msc", cls=Bench)
def command() -> None:
    r"""Write, check, list and preview proposals for changes of the specification.

    \b
      specgen msc new "Room bans"                         a file to fill in
      specgen msc lint proposals/4321-room-bans.md        what is wrong with it
      specgen msc preview proposals/4321-room-bans.md     how it reads, with its identifiers and links looked up
      specgen msc inventory proposals/4321-room-bans.md   what it names, and what of that the specification knows
      specgen msc list                                    all proposals, with authors, dates and states
      specgen msc report --since 2026-01-05               what happened since then
    """
