"""A small git repository with releases, as people make them."""

import os
import subprocess
from pathlib import Path

API = """openapi: 3.1.0
info: {title: Notes}
servers: [{url: https://example.org/api}]
paths:
  /notes:
    get:
      summary: Read notes
      operationId: readNotes
      responses: {"200": {description: All notes}}
"""
SETTINGS = 'title = "Small"\n[version]\nstatus = "unstable"\n'
GUIDE = "---\ntitle: Guide\n---\n\n## First steps\n\nBegin.\n\n## Next steps\n\nGo on.\n\n## Last steps\n\nEnd.\n"
START = '---\ntitle: Small\n---\n\nA [guide](/guide/).\n\n{{% http-api spec="client-server" api="notes" %}}\n'
TOPICS = "---\ntitle: Topics\naliases: [/subjects/, themes]\n---\n\n## Colours\n\nRed, blue, green.\n"
FIRST = {
    "specgen.toml": SETTINGS,
    "api/client-server/notes.yaml": API,
    "site/_index.md": START,
    "site/guide.md": GUIDE,
    "site/old.md": "---\ntitle: Old things\n---\n\n## Relics\n\nGone soon.\n",
    "site/topics/_index.md": "---\ntitle: Topics\n---\n\n## Colours\n\nRed, blue.\n",
}
SECOND = {
    "site/old.md": None,
    "site/guide.md": None,
    "site/manual/_index.md": GUIDE.replace("Guide", "Manual") + "\n## After that\n\nMore.\n",
    "site/_index.md": START.replace("guide", "manual"),
    "site/topics/_index.md": TOPICS,
}
THIRD = {"site/topics/_index.md": "---\ntitle: Topics\n---\n\n## Shapes\n\nRound.\n"}
DAYS = {"v1.0": "2024-01-01", "v1.1": "2024-02-02", "v1.2": "2024-03-03"}


def git(folder: Path, *arguments: str, day: str = "2024-04-04") -> str:
    """Run git in a folder and return what it prints."""
    when = f"{day}T12:00:00Z"
    environment = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"]
    done = subprocess.run(
        ["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str | None], tag: str = "") -> None:
    """Change files, commit, and tag the commit."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text) if text is not None else place.unlink()
    day = DAYS.get(tag, "2024-04-04")
    git(folder, "add", "--all", day=day)
    git(folder, "commit", "--quiet", "--allow-empty", "--message", tag or "work", day=day)
    if tag:
        git(folder, "tag", tag)


def make_repository(folder: Path) -> Path:
    """Return a repository with releases v1.0 and v1.1, and work after them."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, FIRST, "v1.0")
    commit(folder, SECOND, "v1.1")
    commit(folder, {"site/new.md": "---\ntitle: New\n---\n\nNew.\n"})
    return folder
