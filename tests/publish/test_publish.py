"""Small repositories in, sites of all their versions out."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, run
from spec_repository import THIRD, commit, git, make_repository

from specgen.publish.folder import held

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_repository(tmp_path_factory.mktemp("git") / "spec")


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of all versions of the repository; tests do not change it."""
    place = tmp_path_factory.mktemp("published") / "site"
    run("publish", str(repository), "-o", str(place), "--base-url", "https://spec.example/s")
    return place


def files(folder: Path) -> Files:
    """Return all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def pages(folder: Path) -> Files:
    """Return the pages below a folder."""
    return {path: content for path, content in files(folder).items() if path.endswith(".html")}


def head(page: Path) -> str:
    """Return what a page says to search engines of its version."""
    text = page.read_text()
    return text[text.index("<!--version:head-->") : text.index("<!--/version-->")]


def versions(site: Path) -> dict[str, dict[str, object]]:
    """Return the list of versions by name."""
    return {entry["name"]: entry for entry in json.loads((site / "versions.json").read_text())}


def test_each_version_has_its_folder(site: Path) -> None:
    assert {path.name for path in site.iterdir() if path.is_dir()} == {"v1.0", "v1.1", "unstable", "latest", "versions"}
    assert "Old things" in (site / "v1.0/old/index.html").read_text()
    assert not (site / "v1.1/new").exists()
    assert (site / "unstable/new/index.html").is_file()
    assert [entry["name"] for entry in json.loads((site / "versions.json").read_text())] == ["unstable", "v1.1", "v1.0"]
    assert len(list(site.rglob("versions.json"))) == 1


def test_the_list_says_status_day_and_place(site: Path) -> None:
    known = versions(site)
    assert {name: (entry["status"], entry["date"], entry["url"]) for name, entry in known.items()} == {
        "unstable": ("unstable", "", "/s/unstable/"),
        "v1.1": ("stable", "2024-02-02", "/s/v1.1/"),
        "v1.0": ("historical", "2024-01-01", "/s/v1.0/"),
    }
    assert known["v1.1"]["moved"] == {"/guide/": "/manual/"}
    assert known["v1.0"]["moved"] == {"/manual/": "/guide/"}


def test_search_engines_are_sent_to_the_current_version(site: Path) -> None:
    old, gone, moved = (head(site / f"v1.0/{page}index.html") for page in ("topics/", "old/", "guide/"))
    assert 'href="https://spec.example/s/latest/topics/"' in old
    assert 'href="https://spec.example/s/v1.0/old/"' in gone
    assert 'href="https://spec.example/s/latest/manual/"' in moved
    assert all('content="noindex"' in text for text in (old, gone, moved, head(site / "unstable/index.html")))
    for name in ("v1.1", "latest"):
        assert 'href="https://spec.example/s/latest/topics/"' in head(site / name / "topics/index.html")
        assert "noindex" not in head(site / name / "topics/index.html")


def test_old_pages_say_so_and_lead_to_the_same_page(site: Path) -> None:
    old = (site / "v1.0/guide/index.html").read_text()
    assert 'This is an old version of the specification. Read <a href="/s/latest/manual/">this page' in old
    gone = (site / "v1.0/old/index.html").read_text()
    assert 'The <a href="/s/latest/">current version</a> has no such page' in gone
    assert "unstable version" in (site / "unstable/index.html").read_text()
    assert "version-banner" not in (site / "v1.1/index.html").read_text()


def test_latest_stays_in_latest(site: Path) -> None:
    latest, same = (site / "latest/index.html").read_text(), (site / "v1.1/index.html").read_text()
    assert latest != same
    assert latest == same.replace("=/s/v1.1/", "=/s/latest/").replace('="/s/v1.1/', '="/s/latest/')
    assert "/s/v1.1/" not in latest
    assert b"https://spec.example/s/latest/manual/" in (site / "latest/sitemap.xml").read_bytes()


def test_pages_lead_on_from_where_they_were(site: Path) -> None:
    assert "/s/v1.1/manual/" in (site / "v1.1/guide/index.html").read_text()
    assert "/s/latest/manual/" in (site / "latest/guide/index.html").read_text()
    assert "/s/v1.0/old/" in (site / "latest/old/index.html").read_text()
    assert not (site / "v1.1/old").exists()
    assert not (site / "v1.0/manual").exists()
    for alias in ("subjects", "themes"):
        assert "/s/v1.1/topics/" in (site / f"v1.1/{alias}/index.html").read_text()
        assert "/s/latest/topics/" in (site / f"latest/{alias}/index.html").read_text()


def test_the_root_leads_to_the_latest(site: Path) -> None:
    assert 'url=/s/latest/"' in (site / "index.html").read_text()
    assert (site / "robots.txt").read_text().splitlines()[1] == "Sitemap: https://spec.example/s/sitemap.xml"
    assert (site / "sitemap.xml").read_bytes() == (site / "latest/sitemap.xml").read_bytes()
    assert (site / "404.html").is_file()


def test_the_switcher_is_a_plain_link_without_scripts(site: Path) -> None:
    page = (site / "v1.0/guide/index.html").read_text()
    assert "<a href=/s/versions/guide/>" in page
    listed = (site / "versions/guide/index.html").read_text()
    assert '<a href="/s/v1.0/guide/">Guide</a>' in listed
    assert '<a href="/s/v1.1/manual/">Manual</a>' in listed
    assert "not in this version" in (site / "versions/old/index.html").read_text()


def test_every_link_leads_somewhere(site: Path) -> None:
    for path, content in pages(site).items():
        for part in content.decode().replace('"', "").split("href=")[1:]:
            target = part.replace(">", " ").split()[0].partition("#")[0]
            if target.startswith("/"):
                place = site / target.removeprefix("/s/")
                assert place.is_file() or (place / "index.html").is_file(), (path, target)


def test_a_version_is_what_a_build_of_it_is(site: Path, repository: Path, tmp_path: Path) -> None:
    run("build", f"{repository}@v1.0", "-o", str(tmp_path / "one"), "-q", "--base-url", "https://spec.example/s/v1.0",
        "--status", "stable")  # fmt: skip
    for path, content in pages(tmp_path / "one").items():
        there = (site / "v1.0" / path).read_text()
        assert there.partition("<h1>")[2] == content.decode().partition("<h1>")[2], path


def test_nothing_new_changes_nothing(site: Path, repository: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    said = run("publish", str(repository), "-o", str(tmp_path / "site")).stderr
    assert "built 0 versions, remembered 0; 0 files changed, 0 removed" in said
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


def test_a_new_version_is_built_alone(repository: Path, tmp_path: Path) -> None:
    mine, site = tmp_path / "spec", tmp_path / "site"
    shutil.copytree(repository, mine)
    run("publish", str(mine), "-o", str(site))
    before = {name: pages(site / name) for name in ("v1.0", "v1.1")}
    commit(mine, THIRD, "v1.2")
    said = run("publish", str(mine), "-o", str(site), "--no-cache").stderr
    assert {line.split()[1].rstrip(",") for line in said.splitlines() if line.startswith("building")} == {
        "v1.2",
        "unstable",
    }
    assert pages(site / "v1.0") == before["v1.0"]
    assert "This is an old version" in (site / "v1.1/topics/index.html").read_text()
    assert (site / "v1.1/topics/index.html").read_text().partition("<h1>")[2] == before["v1.1"][
        "topics/index.html"
    ].decode().partition("<h1>")[2]
    assert "Shapes" in (site / "latest/topics/index.html").read_text()
    whole = tmp_path / "whole"
    run("publish", str(mine), "-o", str(whole), "--no-cache")
    assert files(site) == files(whole)


def test_versions_built_apart_can_be_joined(site: Path, repository: Path, tmp_path: Path) -> None:
    parts = [tmp_path / name for name in ("v1.0", "v1.1", "unstable")]
    for part in parts:
        run("publish", str(repository), "-o", str(part), "--only", part.name, "--base-url", "https://spec.example/s/")
    assert 'url=/s/unstable/"' in (tmp_path / "unstable/index.html").read_text()
    run("publish", "--assemble", *map(str, parts), "-o", str(tmp_path / "joined"))
    assert files(tmp_path / "joined") == files(site)
    # One more version joins what is there.
    run("publish", "--assemble", *map(str, parts[:2]), "-o", str(tmp_path / "later"))
    assert files(tmp_path / "later") != files(site)
    run("publish", "--assemble", str(parts[2]), "-o", str(tmp_path / "later"))
    assert files(tmp_path / "later") == files(site)


def test_only_and_since(repository: Path, tmp_path: Path) -> None:
    run("publish", str(repository), "-o", str(tmp_path / "a"), "--since", "v1.1")
    assert not (tmp_path / "a/v1.0").exists()
    assert list(versions(tmp_path / "a")) == ["unstable", "v1.1"]
    run("publish", str(repository), "-o", str(tmp_path / "a"), "--only", "v1.0")
    assert list(versions(tmp_path / "a")) == ["unstable", "v1.1", "v1.0"]
    done = run("publish", str(repository), "-o", str(tmp_path / "b"), "--only", "v1.7", status=2)
    assert "there is no version `v1.7`: there are v1.0, v1.1, unstable" in done.stderr


def test_history_is_shown_up_to_each_version(repository: Path, tmp_path: Path) -> None:
    mine, site = tmp_path / "spec", tmp_path / "site"
    shutil.copytree(repository, mine)
    run("publish", str(mine), "-o", str(site), "--history", "-q")
    before = {name: pages(site / name) for name in ("v1.0", "v1.1")}
    notes = (mine / "api/client-server/notes.yaml").read_text()
    more = notes.replace("      operationId", "      deprecated: true\n      operationId")
    commit(mine, {"api/client-server/notes.yaml": more}, "v1.2")
    run("publish", str(mine), "-o", str(site), "--history", "-q")
    assert pages(site / "v1.0") == before["v1.0"]
    for name, told in (("v1.1", False), ("v1.2", True), ("unstable", True)):
        page = (site / name / "index.html").read_text()
        assert "history.css" not in page or "history-" in page
        assert ("deprecated" in page.partition("<h1>")[2]) == told, name


def test_one_and_two_processes_give_the_same(site: Path, repository: Path, tmp_path: Path) -> None:
    arguments = ["publish", str(repository), "-o", str(tmp_path / "site"), "--base-url", "https://spec.example/s"]
    alone = "import os, sys; os.cpu_count = lambda: 1; from specgen.cli import main; main()"
    subprocess.run([sys.executable, "-c", alone, *arguments], check=True, capture_output=True, cwd=ROOT)
    assert files(tmp_path / "site") == files(site)


def test_a_bundle_a_url_and_a_subfolder(repository: Path, tmp_path: Path) -> None:
    git(repository, "bundle", "create", "--quiet", str(tmp_path / "spec.bundle"), "--all")
    run("publish", str(tmp_path / "spec.bundle"), "-o", str(tmp_path / "a"), "-q")
    assert list(versions(tmp_path / "a")) == ["unstable", "v1.1", "v1.0"]
    run("publish", repository.as_uri(), "-o", str(tmp_path / "b"), "--only", "v1.0", "-q")
    assert list(versions(tmp_path / "b")) == ["v1.0"]
    inside = tmp_path / "big"
    inside.mkdir()
    git(inside, "init", "--quiet")
    shutil.copytree(repository, inside / "spec", ignore=shutil.ignore_patterns(".git"))
    commit(inside, {}, "v2.0")
    run("publish", str(inside / "spec"), "-o", str(tmp_path / "c"), "-q")
    assert list(versions(tmp_path / "c")) == ["unstable", "v2.0"]


def test_what_is_no_release_is_left_out_and_what_does_not_load_too(repository: Path, tmp_path: Path) -> None:
    mine, site = tmp_path / "spec", tmp_path / "site"
    shutil.copytree(repository, mine)
    for tag in ("v1.2-rc", "r0.6.1", "vintage"):
        git(mine, "tag", tag)
    git(mine, "tag", "v1.4", git(mine, "rev-parse", "HEAD^{tree}"))
    shutil.rmtree(mine / "api")
    commit(mine, {}, "v1.3")
    git(mine, "tag", "--annotate", "--message", "good", "v1.5", "v1.1")
    done = run("publish", str(mine), "-o", str(site), status=1)
    assert "v1.2-rc is left out: it is no release" in done.stderr
    assert "vintage" not in done.stderr
    assert "v1.3 is left out: no specification found in" in done.stderr
    assert "v1.4 is left out: the tag does not lead to a commit" in done.stderr
    assert "unstable is left out: no specification" in done.stderr
    assert list(versions(site)) == ["v1.5", "v1.1", "v1.0"]


@pytest.mark.parametrize("arguments", [["--branch", "nowhere"], ["--base-url", "javascript:x"]])
def test_wrong_options(repository: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = run("publish", str(repository), "-o", str(tmp_path / "a"), *arguments, status=2)
    assert arguments[0].strip("-")[:6] in done.stderr
    assert not (tmp_path / "a").exists()


def test_without_tags_it_is_said_what_to_do(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-tags", repository.as_uri(), str(clone))
    done = run("publish", str(clone), "-o", str(tmp_path / "a"), status=2)
    assert "it is a shallow clone: get them with `git fetch --tags`" in done.stderr
    run("publish", str(clone), "-o", str(tmp_path / "a"), "--only", "unstable", "-q")
    assert 'url=/unstable/"' in (tmp_path / "a/index.html").read_text()
    (tmp_path / "plain").mkdir()
    assert "is no git repository" in run("publish", str(tmp_path / "plain"), "-o", str(tmp_path / "b"), status=2).stderr


def test_another_base_url_is_refused(site: Path, repository: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    done = run("publish", str(repository), "-o", str(tmp_path / "site"), "--base-url", "/other", status=2)
    assert "the versions there are for the base URL 'https://spec.example/s'" in done.stderr


def test_a_foreign_folder_is_refused_and_foreign_files_stay(site: Path, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("three years")
    assert "thesis.txt" in run("publish", str(repository), "-o", str(tmp_path / "mine"), status=2).stderr
    shutil.copytree(site, tmp_path / "site")
    for name in ("CNAME", ".nojekyll", "robots.txt"):
        (tmp_path / "site" / name).write_text("mine")
    listed = json.loads((tmp_path / "site/.specgen.json").read_text())
    listed["files"].remove("robots.txt")
    (tmp_path / "site/.specgen.json").write_text(json.dumps(listed))
    run("publish", str(repository), "-o", str(tmp_path / "site"), "-q")
    assert all((tmp_path / "site" / name).read_text() == "mine" for name in ("CNAME", ".nojekyll", "robots.txt"))


def test_what_another_specgen_published_is_built_again(site: Path, repository: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    place = tmp_path / "site/v1.0/specgen-version.json"
    place.write_text(place.read_text().replace('"format":1', '"format":0'))
    run("publish", str(repository), "-o", str(tmp_path / "site"), "-q")
    assert files(tmp_path / "site") == files(site)
    place.write_text("{}")
    done = run("publish", str(repository), "-o", str(tmp_path / "site"), "--only", "v1.1", "-q", status=1)
    assert "v1.0` is not a list of pages as specgen writes it: publish it again" in done.stderr
    assert (tmp_path / "site/v1.0/index.html").is_file()


def test_a_killed_run_leaves_whole_versions(site: Path, repository: Path, tmp_path: Path) -> None:
    mine, place = tmp_path / "spec", tmp_path / "site"
    shutil.copytree(repository, mine)
    shutil.copytree(site, place)
    commit(mine, THIRD, "v1.2")
    command = [sys.executable, "-m", "specgen", "publish", str(mine), "-o", str(place), "--no-cache"]
    for pause in (0.3, 0.6, 0.9, 1.2):
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        # Its workers end with it, but not in the same instant.
        with held(place, busy=lambda: None):
            pass
        for name in ("v1.0", "v1.1", "unstable", "latest"):
            listed = json.loads((place / name / ".specgen.json").read_text())["files"]
            assert set(listed) | {".specgen.json"} == files(place / name).keys()
        for entry in versions(place).values():
            assert (place / str(entry["name"]) / "index.html").is_file()
    shutil.copytree(place / "v1.0", place / ".v1.0.specgen")
    (place / ".index.html.x1.specgen").write_text("half")
    run("publish", str(mine), "-o", str(place), "-q")
    run("publish", str(mine), "-o", str(tmp_path / "whole"), "-q", "--base-url", "https://spec.example/s")
    assert files(place) == files(tmp_path / "whole")


def test_a_first_run_that_was_killed_can_be_gone_on_with(site: Path, repository: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    for name in ("v1.0", "latest"):  # the last thing that a run writes is what says that the whole folder is its own
        shutil.copytree(site / name, place / name)
    run("publish", str(repository), "-o", str(place), "-q", "--base-url", "https://spec.example/s")
    assert files(place) == files(site)


def test_two_runs_at_once_wait_for_each_other(site: Path, repository: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    command = [sys.executable, "-m", "specgen", "publish", str(repository), "-o", str(place), "--no-cache"]
    command += ["--base-url", "https://spec.example/s"]
    with held(place, busy=lambda: None):
        runs = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        for each in runs:
            assert each.stderr is not None
            assert each.stderr.readline() == "another run publishes to this folder: waiting for it\n"
        assert list(place.iterdir()) == []
    said = sorted(each.communicate()[1].splitlines()[-2].partition(",")[0] for each in runs)
    assert [each.returncode for each in runs] == [0, 0]
    assert said == ["built 0 versions", "built 3 versions"]
    assert files(place) == files(site)


def test_a_folder_that_cannot_be_made(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("publish", str(repository), "-o", str(tmp_path / "file/site"), status=2)
    assert "file/site` cannot be made" in done.stderr
