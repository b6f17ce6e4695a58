"""Whole tool on small folders: a tree in, a golden folder out; `--update` rewrites it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, run

CASES = sorted(path.parent for path in (ROOT / "tests/site").glob("*/golden"))


def pages(site: Path) -> dict[str, str]:
    """Return the text files of a site without what the theme adds around the main content."""
    result = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(("theme/", ".specgen")):
            text = path.read_text()
            result[name] = text[text.index("<main") : text.index("</main>")] + "\n" if "<main" in text else text
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden(case: Path, tmp_path: Path, update: bool) -> None:
    run("build", str(case / "tree"), "-o", str(tmp_path / "site"), "--no-cache", "-q")
    found = pages(tmp_path / "site")
    if update:
        shutil.rmtree(case / "golden")
        for name, text in found.items():
            target = case / "golden" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
    assert found == {
        path.relative_to(case / "golden").as_posix(): path.read_text()
        for path in sorted((case / "golden").rglob("*"))
        if path.is_file()
    }


def test_change_a_file_and_build_again(tmp_path: Path) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    shutil.copytree(ROOT / "tests/site/small/tree", tree)
    build = ["build", str(tree), "-o", str(site)]
    run(*build)
    page = tree / "site/_index.md"
    page.write_text(page.read_text() + "\nOne more sentence.\n")
    (tree / "site/rooms/v2.md").unlink()
    said = run(*build).stderr
    assert "One more sentence." in (site / "index.html").read_text()
    assert not (site / "rooms/v2").exists()
    assert ", 1 removed)" in said


def test_a_comment_changes_no_output(tmp_path: Path) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    shutil.copytree(ROOT / "tests/site/small/tree", tree)
    run("build", str(tree), "-o", str(site))
    api = tree / "api/client-server/notes.yaml"
    api.write_text("# a comment\n" + api.read_text())
    assert "(0 changed, 0 removed)" in run("build", str(tree), "-o", str(site)).stderr


def test_a_tree_in_a_subfolder_of_a_repository(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/site/small/tree", tmp_path / "repo/spec")
    git = ["git", "-C", str(tmp_path / "repo"), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True)
    run("build", f"{tmp_path}/repo/spec@HEAD", "-o", str(tmp_path / "a"), "-q")
    run("build", f"{tmp_path}/repo/spec", "-o", str(tmp_path / "b"), "-q")
    assert pages(tmp_path / "a") == pages(tmp_path / "b")


def test_a_trees_own_template_wins_and_cannot_reach_out(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "tests/site/small/tree", tree)
    own = tree / "templates/site"
    own.mkdir(parents=True)
    (own / "not_found.html").write_text("<p>Gone fishing</p>")
    run("build", str(tree), "-o", str(tmp_path / "a"), "-q")
    assert "Gone fishing" in (tmp_path / "a/404.html").read_text()
    (own / "not_found.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    done = run("build", str(tree), "-o", str(tmp_path / "a"), "-q", status=2)
    assert "not_found.html" in done.stderr
    assert "Gone fishing" in (tmp_path / "a/404.html").read_text()
