"""Options that several commands about releases share."""

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
in_folder = click.option(
    "-C",
    "--folder",
    type=FOLDER,
    default=".",
    show_default=True,
    help="The specification's folder in its git working tree.",
)
on_branch = click.option("--branch", default="", metavar="NAME", help="The branch that releases are made on.")
of_day = click.option("--date", required=True, metavar="DAY", help="The day of the release, written as it is given.")
maybe_day = click.option("--date", default="", metavar="DAY", help="The day of the release, while it has no page yet.")
joining = click.option("--join-lines", is_flag=True, help="Make one line of a fragment that has several.")
rehearsing = click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
recording = click.option("--commit", "record", is_flag=True, help="Commit what was changed.")
judged = click.option("--proposals", type=FOLDER, help="Folder of the accepted proposals. [default: the tree's own]")
of_version = click.argument("version", required=False)
