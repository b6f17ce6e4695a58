"""A real server on loopback, real edits, and events instead of waiting."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, run
from live import Live, copy_of_the_bundled_tree, serving

PAGE = "/client-server-api/"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_bundled_tree(tmp_path_factory.mktemp("serve") / "tree")


@pytest.fixture(scope="module")
def live(tree: Path) -> Iterator[Live]:
    with serving(str(tree), "--port", "0") as live:
        yield live


def without_script(content: bytes) -> bytes:
    head, _, rest = content.partition(b'<script src="/.specgen/live.js"')
    return head + rest.partition(b"</script>\n")[2] if rest else content


def test_what_is_served_is_what_build_writes(live: Live, tree: Path, tmp_path: Path) -> None:
    run("build", "-q", "--no-cache", str(tree), "-o", str(tmp_path / "site"))
    for file in sorted((tmp_path / "site").rglob("*")):
        if file.is_file() and file.name != ".specgen.json":
            path = "/" + file.relative_to(tmp_path / "site").as_posix().removesuffix("index.html")
            status, headers, body = live.ask(path)
            assert (status, without_script(body)) == (200, file.read_bytes()), path
            assert headers["x-content-type-options"] == "nosniff"
    assert live.ask("/.specgen.json")[0] == 404


def test_an_edit_changes_the_page_and_build_agrees(live: Live, tree: Path, tmp_path: Path) -> None:
    source = tree / "site/client-server-api/_index.md"
    before = source.read_text()
    with live.listening(PAGE) as events:
        first = events.next()
        source.write_text(before + "\n## A new heading\n\nA new paragraph.\n")
        told = events.next()
        assert told["page"] != first["page"]
        assert told["assets"] == first["assets"]
        line = live.line("client-server-api/_index.md: ")
        assert "1 page, " in line
        body = live.ask(PAGE)[2]
        assert b"A new paragraph." in body
        assert f'data-page="{told["page"]}"'.encode() in body
        run("build", "-q", "--no-cache", str(tree), "-o", str(tmp_path / "site"))
        assert without_script(body) == (tmp_path / "site/client-server-api/index.html").read_bytes()
        source.write_text(before)
        assert events.next()["page"] == first["page"]


def test_a_broken_file_is_told_and_the_site_stays(live: Live, tree: Path) -> None:
    source = tree / "site/appendices.md" if (tree / "site/appendices.md").exists() else tree / "site/_index.md"
    document = next((tree / "api/client-server").glob("*.yaml"))
    before = document.read_text()
    with live.listening("/") as events:
        events.next()
        document.write_text(before + "\nx: [\n")
        told = events.next()
        problem = next(each for each in told["problems"] if each["rule"] == "yaml-syntax")
        assert problem["file"] == f"api/client-server/{document.name}"
        assert int(problem["line"]) >= before.count("\n")
        assert live.ask("/")[0] == 200
        document.write_text(before)
        assert events.next()["problems"] == []
        data = source.read_bytes()
        source.write_bytes(b"\xff\xfe" + data)
        events.next()
        assert live.ask("/")[0] == 200
        source.write_bytes(data)
        events.next()


def test_a_wrong_template_leaves_the_last_good_site(live: Live, tree: Path) -> None:
    template = tree / "templates/site/page.html"
    good = live.ask(PAGE)[2]
    with live.listening(PAGE) as events:
        events.next()
        template.parent.mkdir(parents=True)
        template.write_text("{% nonsense %}")
        told = events.next()
        while not told["trouble"]:
            told = events.next()
        assert "template" in told["trouble"]
        assert live.ask(PAGE)[2] == good
        template.unlink()
        assert events.next()["trouble"] == ""
    assert live.ask(PAGE)[2] == good


def test_files_and_folders_come_and_go(live: Live, tree: Path) -> None:
    page = tree / "site/new-page.md"
    with live.listening("/new-page/") as events:
        missing = events.next()
        page.write_text("---\ntitle: New\n---\n\nHello.\n")
        assert events.next()["page"] != missing["page"]
        assert live.ask("/new-page/")[0] == 200
        (tree / "site").rename(tree / "other")
        assert "no specification" in events.next()["trouble"]
        assert live.ask("/new-page/")[0] == 200
        (tree / "other").rename(tree / "site")
        assert events.next()["trouble"] == ""
        page.unlink()
        told = events.next()
        while told["page"] != missing["page"]:
            told = events.next()
    assert live.ask("/new-page/")[0] == 404


def test_a_page_whose_name_is_not_ascii_is_told_what_it_shows(live: Live, tree: Path) -> None:
    page = tree / "site/søk og.md"
    with live.listening("/") as events:
        events.next()
        page.write_text("---\ntitle: New\n---\n\nHello.\n")
        events.next()
    path = "/s%C3%B8k%20og/"
    status, _, body = live.ask(path)
    assert status == 200
    with live.listening(path.replace("%", "%25")) as events:
        assert f'data-page="{events.next()["page"]}"'.encode() in body
        page.unlink()
        events.next()


def test_api_documents_are_for_everybody(live: Live) -> None:
    path = "/client-server-api/api.json"
    status, headers, _ = live.ask(path, Origin="https://viewer.example")
    assert (status, headers["access-control-allow-origin"]) == (200, "*")
    assert headers["content-type"] == "application/json"
    status, headers, _ = live.ask(path, "OPTIONS", Access_Control_Request_Private_Network="true")
    assert (status, headers["access-control-allow-private-network"]) == (204, "true")
    assert "access-control-allow-origin" not in live.ask("/")[1]


def test_conditions_and_methods(live: Live) -> None:
    status, headers, body = live.ask(PAGE)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert live.ask(PAGE, If_None_Match=f'"x", W/{headers["etag"]}')[0] == 304
    assert live.ask(PAGE, If_None_Match='"x"')[0] == 200
    head = live.ask(PAGE, "HEAD")
    assert (head[0], head[1]["content-length"], head[2]) == (status, str(len(body)), b"")
    assert live.ask(PAGE, "POST")[0] == 405
    status, headers, _ = live.ask("/client-server-api?x=1")
    assert (status, headers["location"]) == (301, "/client-server-api/?x=1")


@pytest.mark.parametrize(
    "path",
    [
        "/../specgen.toml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/specgen.toml",
        "//etc/passwd",
        "/client-server-api/../../specgen.toml",
        "/%00",
        "/\\..\\specgen.toml",
        "/.specgen/../specgen.toml",
        "//evil.example/%2f..",
    ],
)
def test_nothing_else_is_read(live: Live, path: str) -> None:
    status, headers, body = live.ask(path)
    assert status == 404
    assert "location" not in headers
    assert b"404" in body
    assert b"/.specgen/live.js" in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "192.168.0.7", "localhost.evil.example", "", "a@b"]
)
def test_other_names_are_refused(live: Live, host: str) -> None:
    assert live.ask("/", Host=host)[0] == 403
    assert live.ask("/.specgen/events", Host=host)[0] == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8000", "spec.localhost"])
def test_own_names_are_welcome(live: Live, host: str) -> None:
    assert live.ask("/", Host=host)[0] == 200


def test_listeners_that_vanish_do_no_harm(live: Live, tree: Path) -> None:
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", live.port)) as client:
            client.sendall(b"GET /.specgen/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    source = tree / "site/_index.md"
    before = source.read_text()
    with live.listening("/") as events:
        events.next()
        source.write_text(before + "\nMore.\n")
        events.next()
        source.write_text(before)
        events.next()
    assert live.ask("/")[0] == 200


def test_two_at_once_and_quiet_ends(live: Live, tree: Path) -> None:
    with serving(str(tree), "--port", str(live.port)) as other:
        assert other.port > live.port
        assert f"port {live.port} is taken" in other.said
        assert other.ask("/")[0] == 200
        assert other.end() == 130
        rest = [other.lines.get(timeout=1) for _ in range(other.lines.qsize())]
        assert "".join(rest) == ""  # click ends the line on which the terminal shows ^C


def test_a_commit_is_served_and_not_watched(tree: Path, tmp_path: Path) -> None:
    repository = copy_of_the_bundled_tree(tmp_path / "repository")
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-q", "-m", "One"], ["tag", "v1"]):
        subprocess.run(["git", "-C", str(repository), *words], check=True)
    with serving(f"{repository}@v1", "--port", "0") as live:
        live.line("read once and not watched")
        assert live.ask("/")[0] == 200
        assert live.end() == 130


def test_lan_says_what_it_shows_first(tree: Path) -> None:
    with serving(str(tree), "--port", "0", "--lan") as live:
        told = next(index for index, line in enumerate(live.said) if line.startswith("--lan: "))
        assert told < len(live.said) - 1
        assert live.ask("/", Host="192.168.0.7:8000")[0] == 200
        assert live.ask("/", Host="evil.example")[0] == 403


def test_what_is_no_specification_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x")
    assert "no specification found" in run("serve", str(tmp_path), status=2).stderr


def test_a_tree_that_cannot_be_built_is_served_all_the_same(tmp_path: Path) -> None:
    tree = copy_of_the_bundled_tree(tmp_path / "tree")
    template = tree / "templates/site/page.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing }}")
    with serving(str(tree), "--port", "0") as live, live.listening("/") as events:
        assert "template" in events.next()["trouble"]
        assert live.ask("/")[0] == 503
        template.write_bytes((ROOT / "templates/site/page.html").read_bytes())
        assert events.next()["trouble"] == ""
        assert live.ask("/")[0] == 200


def test_rules_run_after_each_change(tmp_path: Path) -> None:
    tree = copy_of_the_bundled_tree(tmp_path / "tree")
    source = tree / "site/client-server-api/_index.md"
    old, text = "\nThe the old mistake.\n", source.read_text()
    source.write_text(text + old)
    with serving(str(tree), "--port", "0") as live, live.listening(PAGE) as events:
        live.line(r"^checked: 1 finding from before")
        shown = events.any()
        while not shown["known"]:
            shown = events.any()
        assert [each["rule"] for each in shown["known"]] == ["word-once"]
        assert shown["findings"] == []
        source.write_text(f"{text}\nA link to [nowhere](#nowhere).\n{old}")
        assert events.finding("link-anchor-exists")["file"] == "site/client-server-api/_index.md"
        live.line(r"checked: 1 new, 2 findings in all")
        assert "nowhere" in live.line(r"^  site/client-server-api/_index.md:\d+: error: ")
        source.write_text(text)
        live.line(r"gone, no findings in all")
        (tree / "specgen.toml").write_text((tree / "specgen.toml").read_text() + '\n[check]\nnonsense = "error"\n')
        live.line(r"^not checked: there is no rule `nonsense`")
        assert live.end() == 130


def test_rules_can_be_left_alone(tmp_path: Path) -> None:
    tree = copy_of_the_bundled_tree(tmp_path / "tree")
    (tree / "site/new.md").write_text("---\ntitle: New\n---\n\nThe the mistake.\n")
    with serving(str(tree), "--port", "0", "--no-check") as live, live.listening(PAGE) as events:
        assert events.next()["known"] == []
        assert live.ask("/new/")[0] == 200
        assert live.lines.empty()
