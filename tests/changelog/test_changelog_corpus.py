"""The releases of the Matrix specification whose fragments are known: their pages, byte for byte."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, run

from specgen.changelog.page import release_of, release_page
from specgen.model.source import SourceFile, SourceTree
from specgen.source.directory import read_files

pytestmark = pytest.mark.corpus
# Whose fragments of several lines were joined by hand.
JOINED = {"v1.18": 2}
AREAS = {
    "Client-Server API": "client_server",
    "Server-Server API": "server_server",
    "Application Service API": "application_service",
    "Identity Service API": "identity_service",
    "Push Gateway API": "push_gateway",
    "Room Versions": "room_versions",
    "Appendices": "appendices",
    "Internal Changes/Tooling": "internal",
}
KINDS = {
    "Breaking Changes": "breaking",
    "Deprecations": "deprecation",
    "New Endpoints": "new",
    "Removed Endpoints": "removal",
    "Backwards Compatible Changes": "feature",
    "Spec Clarifications": "clarification",
}
ENTRY = re.compile(r"- (.*) \(((?:\[#\d+\]\([^)]*\)(?:, )?)+)\)")


def releases(shared: Path) -> list[tuple[Path, list[str]]]:
    """Return each folder with the options that draw its page."""
    found = []
    for folder in sorted((shared / "corpus/changelog").iterdir()):
        facts = json.loads((folder / "meta.json").read_text())
        date = facts["front_matter_date"] or facts["display_date"]
        found.append((folder, ["--version", facts["version"], "--date", date]))
    return found


def test_pages_are_equal_byte_for_byte(shared: Path, tmp_path: Path) -> None:
    for folder, options in releases(shared):
        expected = (folder / "expected.md").read_bytes()
        done = run("changelog", "preview", str(folder), *options, "-o", str(tmp_path / "joined.md"), "--join-lines")
        assert done.stderr == ""
        assert (tmp_path / "joined.md").read_bytes() == expected, folder
        run("changelog", "preview", str(folder), *options, "-o", str(tmp_path / "page.md"))
        page = (tmp_path / "page.md").read_text()
        apart = set(expected.decode().splitlines()) - set(page.splitlines())
        assert len(apart) == JOINED.get(folder.name, 0), folder


def test_the_page_before_the_last_release_straight_from_git(shared: Path, repository: Path) -> None:
    arguments = ["changelog", "preview", "--version", "v1.19", "--date", "2026-07-08"]
    page = run(*arguments, f"{repository}@unstable").stdout
    git = ["git", "-C", str(repository), "show", "v1.19:content/changelog/v1.19.md"]
    assert page == subprocess.run(git, capture_output=True, text=True, check=True).stdout
    assert run(*arguments, f"{shared}/corpus/matrix-spec.bundle@unstable").stdout == page


@pytest.mark.parametrize("version", [f"v1.{minor}" for minor in range(5, 12)])
def test_pages_taken_apart_and_put_together_again_are_the_same(repository: Path, version: str) -> None:
    """Other releases' fragments are not known, but their pages tell what they were."""

    def stored(path: str) -> bytes:
        return subprocess.run(["git", "-C", str(repository), "show", path], capture_output=True, check=True).stdout

    page = stored(f"v1.11:content/changelog/{version}.md").decode()
    early = int(version[3:]) < 8
    source = "v1.5" if early else "v1.11"
    names = ("pyproject.toml", "header.md", *(() if early else ("template.md.jinja",)))
    files = {f"changelogs/{name}": stored(f"{source}:changelogs/{name}") for name in names}
    for path, text in fragments_of(page).items():
        files[path] = text.encode()
    tree = SourceTree("test", tuple(SourceFile(path, data) for path, data in sorted(files.items())))
    date = page.splitlines()[1].removeprefix("date: ")
    drawn = release_page(tree, read_files(ROOT / "templates/changelog"), release_of(version, date))
    assert drawn.text == page


def fragments_of(page: str) -> dict[str, str]:
    """Return fragments that make up a page, by path."""
    found: dict[str, str] = {}
    area = kind = ""
    for line in page.splitlines():
        heading = line.removeprefix("### ")
        name = re.sub(r"\*\*|</?strong>", "", line)
        area = AREAS.get(heading, area)
        kind = KINDS.get(name, kind)
        entry = ENTRY.fullmatch(line)
        for issue in re.findall(r"\[#(\d+)\]", entry[2]) if entry else ():
            start = f"changelogs/{area}/newsfragments/{issue}.{kind}."
            found[f"{start}{1 + sum(path.startswith(start) for path in found)}"] = entry[1] if entry else ""
    return found
