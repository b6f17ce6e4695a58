"""`specgen history` over the tags of a repository, and the history in a built site."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import run

TREE = Path(__file__).parents[1] / "site/small/tree"
DOCUMENT = """openapi: 3.1.0
info: {{title: B}}
servers: [{{url: x, variables: {{basePath: {{default: /_small/v1}}}}}}]
paths:
  /rooms/{{roomId}}:
    put:
      operationId: putRoom
      deprecated: {deprecated}
      requestBody:
        content:
          application/json:
            schema: {{type: object, properties: {{{properties}}}}}
      responses: {{"200": {{description: Done.}}}}
"""
PAGE = """---
title: {0} Changelog
linkTitle: {0}
date: 2024-01-01
layout: changelog
---

## Client-Server API

**Backwards Compatible Changes**

- {1} ([#7](https://x.example/7))
"""


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def commit(folder: Path, properties: str, deprecated: str, tag: str) -> None:
    text = DOCUMENT.format(properties=properties, deprecated=deprecated)
    (folder / "api/client-server/b.yaml").write_text(text)
    if tag:
        settings = folder / "specgen.toml"
        settings.write_text(re.sub(r"minor = \d+", f"minor = {tag.rpartition('.')[2]}", settings.read_text()))
        sentence = (
            "Add `topic` to `PUT /rooms/{roomId}`, as per [MSC5](https://x.example/5)."
            if tag == "v1.10"
            else "Say more."
        )
        (folder / f"site/changelog/{tag}.md").write_text(PAGE.format(tag, sentence))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", tag or "next")
    if tag:
        git(folder, "tag", tag)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with v1.9, v1.10, v1.12, a release candidate, and a commit after them."""
    folder = tmp_path_factory.mktemp("history") / "repo"
    shutil.copytree(TREE, folder)
    shutil.rmtree(folder / "site/changelog")
    (folder / "site/changelog").mkdir()
    page = folder / "site/client-server-api/_index.md"
    page.write_text(page.read_text() + '\n## Rooms\n\n{{% http-api spec="client-server" api="b" %}}\n')
    git(folder.parent, "init", "-q", str(folder))
    commit(folder, "name: {type: string}", "false", "v1.9")
    commit(folder, "name: {type: string}, topic: {type: string}", "false", "v1.10")
    git(folder, "tag", "v1.11-rc1")
    commit(folder, "name: {type: string, maxLength: 5}, topic: {type: string}", "true", "v1.12")
    commit(folder, "name: {type: string, maxLength: 5}", "true", "")
    return folder


def test_what_happened_with_what_brought_it(releases: Path) -> None:
    assert run("history", "putRoom", cwd=releases).stdout == (
        "PUT /_small/v1/rooms/{roomId}  (client-server, putRoom)\n"
        "compared: v1.9, v1.10, v1.12; not known here: v1.11\n"
        "\n"
        "v1.9 or before\n"
        "  there; nothing before v1.9 is known here\n"
        "\n"
        "v1.10\n"
        "  request body: `topic` added (optional, string)\n"
        "    v1.10, Backwards Compatible Changes: Add `topic` to `PUT /rooms/{roomId}`, as per"
        " [MSC5](https://x.example/5). (#7)\n"
        "\n"
        "v1.11 to v1.12\n"
        "  is now deprecated  (named in no changelog)\n"
        "  request body: `name` maxLength `5` added  (named in no changelog)\n"
    )


def test_json_for_machines(releases: Path) -> None:
    said = run("history", "/rooms/{id}.topic", "--unstable", "--format", "json", "--repo", str(releases), cwd=Path("/"))
    value = json.loads(said.stdout)
    assert (value["subject"], value["field"]) == ("PUT /_small/v1/rooms/{roomId}", "topic")
    assert value["versions"] == ["v1.9", "v1.10", "v1.12", "unstable"]
    assert value["unknown_versions"] == [["v1.11", "v1.11"]]
    assert [(each["version"], each["earliest"], each["kind"]) for each in value["history"]] == [
        ("v1.10", "v1.10", "added"),
        ("unstable", "unstable", "removed"),
    ]
    assert value["history"][0]["changelog"][0]["proposals"] == ["MSC5"]
    assert value["history"][1]["changelog"] is None


def test_a_bundle_is_as_good_and_what_is_known_is_remembered(releases: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "all.bundle"
    git(releases, "bundle", "create", "-q", str(bundle), "--all")
    options = ("--repo", str(bundle), "--cache", str(tmp_path / "cache"))
    first = run("history", "putRoom", *options).stdout
    assert first == run("history", "putRoom", cwd=releases).stdout
    kept = {file: file.read_bytes() for file in (tmp_path / "cache/history").iterdir()}
    assert len(kept) == 3
    assert run("history", "putRoom", *options).stdout == first
    run("history", "putRoom", "--unstable", *options)
    assert len(list((tmp_path / "cache/history").iterdir())) == 4, "only what is new was compared"


def test_what_cannot_be_answered(releases: Path, tmp_path: Path) -> None:
    assert "is it `PUT /_small/v1/rooms/{roomId}`?" in run("history", "putRooms", cwd=releases, status=2).stderr
    assert "is it `topic`?" in run("history", "putRoom.topi", cwd=releases, status=2).stderr
    assert "name an operation or event" in run("history", cwd=releases, status=2).stderr
    assert "no git repository" in run("history", "x", "--repo", str(tmp_path), status=2).stderr
    git(tmp_path, "init", "-q")
    assert "has no tags such as v1.2" in run("history", "x", "--repo", str(tmp_path), status=2).stderr
    assert "cannot write" in run("history", "--export", "/none/x.json", cwd=releases, status=2).stderr


def test_the_site_with_a_history(releases: Path, tmp_path: Path) -> None:
    export = tmp_path / "history.json"
    run("history", "--export", str(export), cwd=releases)
    by_file, by_repository, bare = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    for place, options in (
        (by_file, ("--history", str(export))),
        (by_repository, ("--history", str(releases))),
        (bare, ()),
    ):
        run("build", "-q", "--no-cache", "-o", str(place), "--base-url", "/v1.12", *options, f"{releases}@v1.12")
    page = (by_file / "client-server-api/index.html").read_text()
    assert page == (by_repository / "client-server-api/index.html").read_text()
    summary = "v1.9 or before, changed in v1.10, deprecated in v1.11 to v1.12"
    assert f"<details class=history><summary>History <span>{summary}</span></summary>" in page
    assert "<a href=https://x.example/7>#7</a>" in page
    assert not re.search(r"<details class=history[^>]* id", page)
    changelog = (by_file / "changelog/v1.12/index.html").read_text()
    assert "<a href=/v1.12/changelog/v1.12/api/>All changes of the APIs</a> v1.10 → v1.12:" in changelog
    assert "/v1.12/changelog/v1.12/api/</loc>" in (by_file / "sitemap.xml").read_text()
    changes = (by_file / "changelog/v1.12/api/index.html").read_text()
    assert "<h1>API changes from v1.10 to v1.12</h1>" in changes
    assert "(v1.11) are not known here" in changes
    assert 'href="/v1.12/client-server-api/#put_smallv1roomsroomid"' in changes or (
        "href=/v1.12/client-server-api/#put_smallv1roomsroomid" in changes
    )
    assert "maxLength <code>5</code> added" in changes
    assert not (by_file / "changelog/v1.9/api").exists(), "nothing before it is known"
    assert (bare / "client-server-api/index.html").read_text() == re.sub(
        r'<link rel="?stylesheet"? href="?/v1.12/theme/history-[^>]*>\n|<details class=history>.*?</details>\n?',
        "",
        page,
        flags=re.S,
    ).replace("\n\n", "\n")
    assert not list(bare.glob("theme/history-*"))


def test_an_unstable_tree_is_the_last_version(releases: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("build", "-q", "--no-cache", "--status", "unstable", "-o", str(site), "--history", str(releases), str(releases))
    assert "changed in unstable" in (site / "client-server-api/index.html").read_text()


@pytest.mark.parametrize("content", ["{}", '{"a": 1}', "{nothing"])
def test_a_file_that_holds_no_history(releases: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content)
    said = run("build", "-q", "-o", str(tmp_path / "site"), "--history", str(file), str(releases), status=2).stderr
    assert "holds no history" in said


@pytest.mark.corpus
def test_the_matrix_specification(shared: Path) -> None:
    bundle = str(shared / "corpus/matrix-spec.bundle")
    said = run("history", "/sync.rooms.join.state_after", "--repo", bundle).stdout
    assert (
        "v1.16\n  response 200: `rooms.join.<^!>.state_after` added (optional, object)  (as its document says)\n"
        in said
    )
    assert "[MSC4222]" in said
    said = run("history", "m.room.message$m.image.is_animated", "--repo", bundle).stdout
    assert "not known here: v1.6 to v1.10, v1.12 to v1.15, v1.17\n\nv1.18\n" in said
    said = run("history", "/rooms/{roomId}/report/{eventId}.score", "--repo", bundle).stdout
    assert "v1.18\n  request body: `score` removed (integer)\n" in said
    assert "[MSC4277]" in said


@pytest.mark.corpus
def test_every_link_of_the_api_pages_arrives(shared: Path, tmp_path: Path) -> None:
    bundle = str(shared / "corpus/matrix-spec.bundle")
    run("build", "-q", "-o", str(tmp_path / "site"), "--history", bundle, f"{bundle}@v1.19")
    ids: dict[str, set[str]] = {}
    pages = sorted((tmp_path / "site/changelog").glob("*/api/index.html"))
    assert [page.parts[-3] for page in pages] == ["v1.11", "v1.16", "v1.18", "v1.19"]
    for page in pages:
        for path, name in re.findall(r'href="?(/[^#" >]*)#?([^" >]*)', page.read_text()):
            file = tmp_path / f"site{path}{'index.html' if path.endswith('/') else ''}"
            found = ids.setdefault(path, set(re.findall(r'\bid="?([^" >]+)', file.read_bytes().decode("latin-1"))))
            assert not name or name in found, (page, path, name)
