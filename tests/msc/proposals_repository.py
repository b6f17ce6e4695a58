"""A repository of proposals with a history as they have one: branches, merges, squashes, renames, several authors."""

import os
import subprocess
from pathlib import Path

BODY = """# MSC{number}: {title}

Why.

## Proposal

What.

## Security considerations

None.
"""
ADA = ("Ada", "ada@one.example")
BOB = ("Bob", "bob@two.example")
CAM = ("Cam", "cam@three.example")


class Repository:
    """A git repository in a folder; a class because commits follow each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, who: tuple[str, str] = ADA, day: str = "2026-01-01", written: str = "") -> str:
        """Run git as somebody on some day."""
        name, mail = who
        environment = {
            **os.environ,
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": mail,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": mail,
            "GIT_AUTHOR_DATE": f"{written or day}T12:00:00Z",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
            "GIT_CONFIG_GLOBAL": "/dev/null",
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def commit(self, message: str, who: tuple[str, str] = ADA, day: str = "2026-01-01", written: str = "") -> None:
        """Commit all there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, who=who, day=day, written=written)

    def proposal(self, number: int, title: str) -> str:
        """Write a proposal; returns its path."""
        path = f"proposals/{number:04}-{title.lower().replace(' ', '-')}.md"
        self.write(path, BODY.format(number=number, title=title))
        return path


def make(folder: Path) -> Repository:
    """Return a repository with accepted and open proposals."""
    made = Repository(folder)
    made.write("proposals/0000-proposal-template.md", "# MSC0000: Template\n\n*Say in your own words what is wrong.*\n")
    made.write(".mailmap", "Robert <bob@two.example>\n")
    made.commit("Begin", day="2025-12-01")
    # A branch of two authors that is merged; the file is renamed on the way.
    made.git("checkout", "-q", "-b", "bans")
    made.write("proposals/XXXX-room-bans.md", BODY.format(number="XXXX", title="Room bans"))
    made.commit("Draft", who=BOB, day="2026-01-03", written="2026-01-02")
    made.git("mv", "proposals/XXXX-room-bans.md", "proposals/4101-room-bans.md")
    made.write("proposals/4101-room-bans.md", BODY.format(number=4101, title="Room bans"))
    made.commit("Number\n\nCo-authored-by: Cam <cam@three.example>", who=ADA, day="2026-01-05")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "MSC4101: Room bans (#4101)", "bans", day="2026-01-20")
    made.git("branch", "-q", "-D", "bans")
    # One that is squashed.
    made.proposal(4102, "Knock twice")
    made.commit("MSC4102: Knock twice (#4102)", who=CAM, day="2026-02-02", written="2026-01-28")
    # One that is open, on two branches; a typo in an accepted one is mended there as well.
    made.git("checkout", "-q", "-b", "old/receipts")
    made.proposal(4103, "Receipts")
    made.commit("Receipts", who=BOB, day="2026-02-03")
    made.git("checkout", "-q", "-b", "receipts")
    made.write("proposals/4103-receipts.md", BODY.format(number=4103, title="Private receipts"))
    made.write("proposals/4101-room-bans.md", BODY.format(number=4101, title="Room bans!"))
    made.commit("Say that they are private", who=BOB, day="2026-02-05")
    made.git("checkout", "-q", "main")
    return made
