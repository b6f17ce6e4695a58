"""The door: one module for each subcommand, imported when it is asked for."""

import gc
import importlib
import os
import sys
from types import ModuleType

import click

from specgen import __version__
from specgen.errors import SpecgenError

# Runs are short and make hardly any cycles: looking for them often would cost a sixth of the time.
RARELY = (200_000, 50, 50)
# Subcommand → module and what it is for. Only the one that is asked for is imported, so that help is quick.
COMMANDS = {
    "build": ("specgen.cli.build", "Build the site of a specification."),
    "serve": ("specgen.cli.serve", "Show a specification in the browser while you write."),
    "check": ("specgen.cli.check", "Report what is wrong with a specification."),
    "rules": ("specgen.cli.rules", "List the rules of `specgen check`, or print one's manual page."),
    "diff": ("specgen.cli.diff", "Say what changed between two specifications, and what that means."),
    "history": ("specgen.cli.history", "Say when an operation, event or field appeared and what changed since."),
    "changelog": ("specgen.cli.changelog", "Draw changelogs from news fragments, and write fragments."),
    "release": ("specgen.cli.release", "Make a release of a specification: plan, check, cut, publish, reopen."),
    "msc": ("specgen.cli.msc", "Write, check, list and preview proposals for changes of the specification."),
    "data": ("specgen.cli.data", "Keep the data files beside a specification up to date."),
    "publish": ("specgen.cli.publish", "Publish all versions of a specification as one site."),
    "generate": ("specgen.cli.generate", "Generate Python from a specification: models, events, clients."),
    "info": ("specgen.cli.info", "Say what a source tree holds."),
}


class Commands(click.Group):
    """The subcommands; a class because click asks for one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command = load(COMMANDS[cmd_name][0]).command
        return with_breaks(command) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def with_breaks(command: click.Command) -> click.Command:
    """Return a command whose help keeps its lines, and whose first sentence stands whole in lists of commands.

    A raw docstring has click's mark for lines that are kept in letters.
    """
    command.help = (command.help or "").replace(r"\b", "\b")
    command.short_help = " ".join(command.help.partition("\n\n")[0].split())
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        with_breaks(inner)
    return command


def load(name: str) -> ModuleType:
    """Import a module that a command needs only now: a subcommand, or a recipe whose result was not remembered."""
    return importlib.import_module(name)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", message="specgen %(version)s")
def group() -> None:
    r"""Load, check and render specifications made of OpenAPI, event schemas and Markdown.

    TREE is a folder, FOLDER@REF (a git tag, branch or commit, read without a checkout), a git bundle, or URL@REF.
    Without TREE, the current folder is read if it holds a specification, else the specification that comes with
    specgen.

    \b
      specgen build                          the specification here, into build/
      specgen build ../matrix-spec@v1.19     a release, straight from git
      specgen info ../matrix-spec            what there is
    """


def main() -> None:
    """Run the command line: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    gc.set_threshold(*RARELY)
    open_streams()
    try:
        sys.exit(with_breaks(group).main(standalone_mode=False) or 0)
    except SpecgenError as error:
        fail(str(error))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # A disk that is full or closed is the user's to mend. What could not be printed is not tried again at the end.
        if error.filename is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        what = "the output cannot be written" if error.filename is None else f"`{error.filename}` cannot be used"
        fail(f"{what}: {error.strerror or error}")


def open_streams() -> None:
    """Let what a caller has closed lead nowhere: else the next file that is opened would take its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))


def fail(sentence: str) -> None:
    """Say what the user got wrong and end."""
    click.echo(f"specgen: {sentence}", err=True)
    sys.exit(2)
