"""Names and order of versions, dressing, links of a copy, and the cautious writer."""

import multiprocessing
import os
from pathlib import Path

import pytest

from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact
from specgen.parallel import die_with_parent, each
from specgen.publish.dress import rebased
from specgen.publish.editions import chosen, editions_of, order, passed_over, releases
from specgen.publish.index import Index, from_bytes, to_artifact
from specgen.publish.make import alias_file
from specgen.source.refs import Ref
from specgen.write import sweep, write_beside

TAGS = [
    Ref(name, f"refs/tags/{name}", "t", "2024-01-01")
    for name in ("v1.10", "v1.9", "v2.0.1", "v1.19-rc", "r0.6.1", "v3")
]


def test_tags_become_versions_by_number() -> None:
    names = [edition.name for edition in editions_of(TAGS, Ref("main", "HEAD", "t", ""))]
    assert names == ["v1.9", "v1.10", "v2.0.1", "unstable"]
    assert passed_over(TAGS) == ["v1.19-rc", "v3"]
    assert sorted(["unstable", "v10.0", "v2.0", "v1.2", "v1.19"], key=order) == [
        "v1.2", "v1.19", "v2.0", "v10.0", "unstable",
    ]  # fmt: skip
    assert releases(["unstable", "v1.2", "v1.10"]) == ["v1.2", "v1.10"]


def test_since_and_only_together() -> None:
    editions = editions_of(TAGS, None)
    assert [edition.name for edition in chosen(editions, (), "v1.10")] == ["v1.10", "v2.0.1"]
    assert [edition.name for edition in chosen(editions, ("v1.9", "v2.0.1"), "v1.10")] == ["v2.0.1"]
    with pytest.raises(SpecgenError, match="there is no version `v1`"):
        chosen(editions, (), "v1")


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/old/", "old/index.html"),
        ("/a/b", "a/b/index.html"),
        ("sibling", "api/sibling/index.html"),
        ("/old.html", "old.html"),
        ("../../etc", ""),
        ("/", ""),
        ("a\\b", ""),
    ],
)
def test_aliases_stay_in_the_site(alias: str, file: str) -> None:
    assert alias_file(alias, "/api/page/") == file


def test_a_copy_links_to_itself_and_text_stays() -> None:
    page = b"""<a href=/s/v1.1/x/ class=a>/s/v1.1/x/</a><a class=b href="/s/v1.1">/</a><a href="/s/v1.10/">no</a>
<a href=https://other.example/s/v1.1/>no</a><p title='href="/s/v1.1/'>href="/s/v1.1/no"</p><img src="/s/v1.1/i.png">
<meta http-equiv="refresh" content="0; url=/s/v1.1/y/"><script src=/s/v1.1/z.js data-x="1"></script>"""
    [copy] = rebased([Artifact("a.html", page)], "/s/v1.1", "/s/latest")
    assert copy.content.decode() == (
        '<a href=/s/latest/x/ class=a>/s/v1.1/x/</a><a class=b href="/s/latest">/</a><a href="/s/v1.10/">no</a>\n'
        '<a href=https://other.example/s/v1.1/>no</a><p title=\'href="/s/v1.1/\'>href="/s/v1.1/no"</p>'
        '<img src="/s/latest/i.png">\n<meta http-equiv="refresh" content="0; url=/s/latest/y/">'
        '<script src=/s/latest/z.js data-x="1"></script>'
    )
    [picture] = rebased([Artifact("a.png", page)], "/s/v1.1", "/s/latest")
    assert picture.content == page


def test_an_index_comes_back_as_it_was() -> None:
    index = Index(name="v1.0", base="/v1.0", day="2024-01-01", key="k", title="Ä", pages={}, redirects={"/a/": "/b/"})
    assert from_bytes(to_artifact(index).content, "x") == index
    for wrong in (b"", b"[]", b"{}", b'{"format":1}', b'{"format":1,"pages":{"/":3}}', b"\xff"):
        with pytest.raises(SpecgenError, match="publish it again"):
            from_bytes(wrong, "x")


def test_files_beside_others_are_written_with_care(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text("theirs")
    first = write_beside([Artifact("a.txt", b"1"), Artifact("b/c.txt", b"2"), Artifact("theirs.txt", b"3")], tmp_path)
    assert (first.files, first.changed, first.removed) == (2, 2, 0)
    assert (tmp_path / "theirs.txt").read_text() == "theirs"
    again = write_beside([Artifact("a.txt", b"1")], tmp_path)
    assert (again.changed, again.removed) == (0, 1)
    assert not (tmp_path / "b/c.txt").exists()
    with pytest.raises(SpecgenError, match="cannot be the path"):
        write_beside([Artifact("../x", b"")], tmp_path)


def fails_at_three(number: int) -> int:
    """Return a square, but fail for 3."""
    if number == 3:
        raise ValueError("three")
    return number * number


def test_a_process_that_ends_does_not_end_the_others(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert dict(each(range(6), fails_at_three)) == {0: 0, 1: 1, 2: 4, 3: None, 4: 16, 5: 25}
    assert "ValueError: three" in capfd.readouterr().err
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with pytest.raises(ValueError, match="three"):
        list(each(range(6), fails_at_three))


def test_a_worker_whose_parent_is_gone_ends() -> None:
    context = multiprocessing.get_context("fork")
    codes = []
    for parent in (os.getpid(), os.getpid() + 1):  # the second one stands for one that was killed before
        child = context.Process(target=die_with_parent, args=(parent,))
        child.start()
        child.join()
        codes.append(child.exitcode)
    assert codes == [0, 1]


def test_what_stopped_runs_left_is_swept_in_folders_too(tmp_path: Path) -> None:
    for name in (".well-known/funding", ".well-known/.funding.x1.specgen", ".index.html.x1.specgen", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    sweep(tmp_path, (".well-known/funding", "index.html"))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["funding", "index.html"]
