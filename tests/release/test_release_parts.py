"""Unit tables: settings, versions, texts, emoji."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import run
from releases import git

from specgen.errors import SpecgenError
from specgen.model.checkout import Checkout, Commit
from specgen.model.source import SourceFile
from specgen.release.emoji import merge
from specgen.release.facts import last_release, next_version
from specgen.release.news import absolute, body_of, credited, interval, named, titles_of
from specgen.release.people import people
from specgen.release.settings import read_said, stable, unstable
from specgen.release.verify import coverage
from specgen.release.versions import Version, following, newest

HUGO = """[params]
a = 1

[params.version]
# one of "unstable", "stable"
status = "{status}" # now
{numbers}
[[params.versions]]
major = "9"
"""


def hugo(status: str, numbers: str) -> str:
    return HUGO.format(status=status, numbers=numbers)


@pytest.mark.parametrize(
    ("before", "cut", "reopened"),
    [
        ('#major = "1"\n#minor = "18"\n', 'major = "1"\nminor = "19"\n', '# major = "1"\n# minor = "19"\n'),
        ('# major = "1"\n# minor = "18"\n', 'major = "1"\nminor = "19"\n', '# major = "1"\n# minor = "19"\n'),
        ("# major = 1 # of two\n#minor=18\n", "major = 1 # of two\nminor=19\n", "# major = 1 # of two\n# minor=19\n"),
        ("#  major = '1'\n  # minor = '9'\n", "major = '1'\n  minor = '19'\n", "# major = '1'\n  # minor = '19'\n"),
        ('major = "1"\nminor = "18"\n', 'major = "1"\nminor = "19"\n', '# major = "1"\n# minor = "19"\n'),
        ('# minor = "0" in words\n', None, None),
        (
            '# major = "1"\n# minor = "3"\n# release_date = "June 15, 2022"\n',
            'major = "1"\nminor = "19"\nrelease_date = "July 08, 2026"\n',
            '# major = "1"\n# minor = "19"\n# release_date = "July 08, 2026"\n',
        ),
    ],
)
def test_settings_of_hugo(before: str, cut: str | None, reopened: str | None) -> None:
    done = stable(SourceFile("hugo.toml", hugo("unstable", before).encode()), Version(1, 19), "2026-07-08")
    version = tomllib.loads(done.decode())["params"]["version"]
    assert (version["status"], str(version["major"]), str(version["minor"])) == ("stable", "1", "19")
    if cut is not None and reopened is not None:
        assert done.decode() == hugo("stable", cut)
        assert unstable(SourceFile("hugo.toml", done)).decode() == hugo("unstable", reopened)
    again = unstable(SourceFile("hugo.toml", done))
    assert unstable(SourceFile("hugo.toml", again)) == again
    assert read_said(SourceFile("hugo.toml", again)).last == Version(1, 19)
    assert "version" in tomllib.loads(again.decode())["params"]
    assert stable(SourceFile("hugo.toml", again), Version(1, 19), "2026-07-08") == done


@pytest.mark.parametrize(
    ("before", "cut"),
    [
        (
            '[version]\nstatus = "unstable"\nmajor = 1\nminor = 2\n',
            '[version]\nstatus = "stable"\nmajor = 1\nminor = 3\n',
        ),
        ('[version]\nstatus = "unstable"', '[version]\nstatus = "stable"\nmajor = "1"\nminor = "3"\n'),
        ("[version]\r\nstatus = 'unstable'\r\n", '[version]\r\nstatus = \'stable\'\r\nmajor = "1"\r\nminor = "3"\r\n'),
        ("[ version ] # now\n", '[ version ] # now\nstatus = "stable"\nmajor = "1"\nminor = "3"\n'),
        (
            '[tool.specgen.version]\nstatus = "unstable"\n[tool.x]\nminor = 1\n',
            '[tool.specgen.version]\nstatus = "stable"\nmajor = "1"\nminor = "3"\n[tool.x]\nminor = 1\n',
        ),
    ],
)
def test_settings_of_specgen(before: str, cut: str) -> None:
    done = stable(SourceFile("specgen.toml", before.encode()), Version(1, 3), "2026-07-08")
    assert done.decode() == cut
    assert unstable(SourceFile("specgen.toml", done)).decode() == cut.replace("stable", "unstable", 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x"\n', "has no table for the version"),
        ("[version]\nstatus = unstable\n", "is not valid TOML"),
        ('[version]\nstatus = """\nunstable"""\n', "is not valid TOML"),
        ('[[version]]\nstatus = "unstable"\n', "cannot be edited"),
    ],
)
def test_settings_that_cannot_be_edited(text: str, said: str) -> None:
    with pytest.raises(SpecgenError, match=re.escape(said)):
        stable(SourceFile("specgen.toml", text.encode()), Version(1, 3), "2026-07-08")


def test_a_status_in_a_comment_says_nothing() -> None:
    said = read_said(SourceFile("x", b'[version]\n# status = "stable"\nmajor = 1\nminor = 2\n'))
    assert (said.status, said.last) == ("unstable", Version(1, 2))


def test_versions_are_ordered_as_numbers() -> None:
    assert newest(["v1.9", "v1.10", "1.2", "r0.6.1", "v2", "v1.11-rc1", "v1.10.1"]) == Version(1, 10)
    assert newest(["v1.9", "v1.10"], Version(1, 10)) == Version(1, 9)
    assert newest([]) is None
    assert following(Version(1, 19)) == (Version(1, 20), Version(2, 0))
    assert following(None) == ()


def test_the_last_release_is_what_tags_and_settings_say() -> None:
    checkout = Checkout(head="", day="", branch="main", merged=("v1.9", "v1.18", "other"))
    assert last_release(checkout, None) == Version(1, 18)
    assert last_release(checkout, Version(1, 19)) == Version(1, 19)
    assert last_release(checkout, Version(1, 19), Version(1, 19)) == Version(1, 18)
    assert next_version(Checkout(head="", day="", branch="main"), None) is None


PAGE = """---
title: v1.2 Changelog
date: 2026-01-02
---

## One API

- Add a thing, as per [MSC12](https://x.example/12) and MSC7. ([#3](https://x.example/3), [#4](https://x.example/4))
- See [there](/one-api/#x), [MSC12](https://y.example). Contributed by @ada and @ben-b. ([#3](https://x.example/3))
"""


def test_the_body_of_a_page_is_what_sed_leaves() -> None:
    pages = [PAGE, "---\n---\nx\n", "no front matter\n---\nx\n", "---\nopen\n"]
    for page in pages[:2]:
        command = ["sed", "1,/^---$/d"]
        assert body_of(page) == subprocess.run(command, input=page, capture_output=True, text=True, check=True).stdout
    assert body_of(pages[2]) == pages[2]
    assert body_of(pages[3]) == pages[3]


def test_what_a_page_names() -> None:
    files = [SourceFile(f"p/{name}", text.encode()) for name, text in PROPOSALS.items()]
    titles = titles_of(files)
    assert titles == {12: "Sort things", 7: "Older things"}
    found = [(each.number, each.title, each.url) for each in named(PAGE, titles)]
    assert found == [("7", "Older things", ""), ("12", "Sort things", "https://x.example/12")]
    assert credited(PAGE) == ("@ada", "@ben-b")


PROPOSALS = {
    "0000-template.md": "# MSC0000: Template\n",
    "0012-sort.md": "Text\n# MSC0012: Sort things\n# Other\n",
    "7-older.md": "# Older things #\n",
    "README.md": "# Read me\n",
}


def test_links_of_a_page_become_absolute_and_sections_lower() -> None:
    text = "\n## A\n\n[x](/y/#z) [n](//h) [m](https://a/b)\n### B\n"
    assert absolute(text, "https://s/v1.2") == "### A\n\n[x](https://s/v1.2/y/#z) [n](//h) [m](https://a/b)\n### B"
    assert absolute(text, "").startswith("### A\n\n[x](/y/#z)")


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2026-03-26", "2026-07-08", "3 months"),
        ("2026-06-01", "2026-07-08", "5 weeks"),
        ("2026-07-01", "2026-07-08", "7 days"),
        ("2026-07-07", "2026-07-08T10:00:00Z", "1 day"),
        ("2025-07-08", "2026-07-08", "12 months"),
        ("", "2026-07-08", ""),
        ("2026-07-09", "2026-07-08", ""),
    ],
)
def test_intervals(earlier: str, later: str, said: str) -> None:
    assert interval(earlier, later) == said


def test_people_are_sorted_and_programs_are_none() -> None:
    names = ("ben", "Ada", "renovate[bot]", "ben")
    found = people([Commit(str(place), name, "", "") for place, name in enumerate(names)], ["Ada"])
    assert (found.all, found.new) == (("Ada", "ben"), ("ben",))


def test_coverage_goes_both_ways() -> None:
    commits = [Commit("", "", "", subject) for subject in ("A (#3)", "B (#5)", "Mention #6", "C (#4) again")]
    line = coverage(commits, PAGE)
    assert (line.state, line.text) == ("miss", "#5 has no fragment; #4 was not merged since the last release")


def test_emoji_of_all_languages_are_merged() -> None:
    table = SourceFile("e.json", b'[{"number": 0, "description": "Dog"}, {"description": "Cat"}]')
    words = {"de": {"Dog": "Hund", "Cow": "Kuh"}, "base": {"Dog": "Dog"}, "ar": {"Cat": "قطة"}}
    files = [SourceFile(f"i/{name}.json", json.dumps(value).encode()) for name, value in words.items()]
    merged = merge(table, files)
    rows = json.loads(merged)
    assert rows[0] == {"number": 0, "description": "Dog", "translated_descriptions": {"ar": None, "de": "Hund"}}
    assert list(rows[1]["translated_descriptions"].items()) == [("ar", "قطة"), ("de", None)]
    assert "قطة".encode() in merged
    assert merge(SourceFile("e.json", merged), files) == merged


@pytest.mark.parametrize(("table", "word"), [("{", "{}"), ("{}", "{}"), ("[{}]", "{}"), ('[{"description": 1}]', "[]")])
def test_emoji_that_cannot_be_merged(table: str, word: str) -> None:
    with pytest.raises(SpecgenError):
        merge(SourceFile("e.json", table.encode()), [SourceFile("i/de.json", word.encode())])


@pytest.mark.corpus
@pytest.mark.parametrize("version", ["v1.5", "v1.11", "v1.16", "v1.18", "v1.19"])
def test_emoji_of_the_corpus_are_made_again(version: str, repository: Path, tmp_path: Path) -> None:
    place = tmp_path / "spec"
    subprocess.run(["git", "clone", "-q", "--branch", version, str(repository), str(place)], check=True)
    table = place / "data-definitions/sas-emoji.json"
    committed = table.read_bytes()
    run("data", "emoji", "--check", cwd=place)
    rows = json.loads(committed)
    for row in rows:
        row["translated_descriptions"].pop("de")
    table.write_text(json.dumps(rows))
    assert "is stale" in run("data", "emoji", "--check", str(place), status=1).stdout
    run("data", "emoji", str(place))
    assert table.read_bytes() == committed
    assert git(place, "status", "--porcelain") == ""
