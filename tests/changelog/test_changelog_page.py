"""Pages: what stands around the changes, by the time of the version."""

import datetime
from pathlib import Path

import pytest
from conftest import ROOT, run

from specgen.changelog.page import release_of, release_page, unreleased_page
from specgen.cli.trees import bundled_tree
from specgen.errors import SpecgenError
from specgen.load.pages import read_page
from specgen.model.source import SourceFile, SourceTree
from specgen.source.directory import read_files

TEMPLATES = read_files(ROOT / "templates/changelog")
KINDS = 'type = [{directory = "new", name = "New", showcontent = true}]\n'
FORMAT = 'issue_format = "[#{issue}](https://host.example/{issue})"\n'
SECTIONS = 'section = [{name = "A", path = "a"}, {name = "B", path = "b"}]\n'
OWN = "{% for section, found in sections.items() %}\n# {{ section }}\n{{ found }}\n{% endfor %}"
HEADER = "<!-- VERSION: the version -->\n\n## VERSION\n\nDATE   \n\n<!-- blank -->\n"
EARLY = ("client_server", "server_server", "application_service", "identity_service", "push_gateway")
SINCE = {"room_versions": 2, "appendices": 2, "internal": 4}


def tree_of(files: dict[str, str]) -> SourceTree:
    return SourceTree("test", tuple(SourceFile(path, text.encode()) for path, text in sorted(files.items())))


def early_tree() -> SourceTree:
    files = {f"changelogs/{area}/newsfragments/.gitignore": "" for area in (*EARLY, *SINCE)}
    files["changelogs/pyproject.toml"] = (
        f'[tool.towncrier]\ntitle_format = "### {{name}}"\nunderlines = "   "\n{FORMAT}{KINDS}'.replace(
            '"New"', '"<strong>New</strong>"'
        )
    )
    files["changelogs/header.md"] = HEADER
    files["changelogs/client_server/newsfragments/12.new"] = "One.  \n"
    files["changelogs/client_server/newsfragments/9.new"] = "Several\nlines."
    return tree_of(files)


def page(tree: SourceTree, version: str, date: str = "2026-01-02", join_lines: bool = False) -> str:
    drawn = release_page(tree, TEMPLATES, release_of(version, date), join_lines)
    assert drawn.diagnostics == ()
    assert drawn.text is not None
    return drawn.text


EARLY_PAGE = """\
<!-- v1.3: the version -->

## v1.3

January 02, 2026

<!-- blank -->
### Client-Server API


<strong>New</strong>


- Several
  lines. ([#9](https://host.example/9))
- One. ([#12](https://host.example/12))


### Server-Server API


No significant changes.


"""


def test_the_first_releases_were_wide() -> None:
    text = page(early_tree(), "v1.3")
    assert text.startswith(EARLY_PAGE)
    assert text.endswith("### Appendices\n\n\nNo significant changes.\n")
    assert "- Several lines. ([#9](" in page(early_tree(), "v1.3", join_lines=True)


@pytest.mark.parametrize("minor", range(1, 8))
def test_areas_came_with_time(minor: int) -> None:
    text = page(early_tree(), f"v1.{minor}")
    assert text.count("\n### ") == 5 + sum(1 for since in SINCE.values() if since <= minor)
    assert text.startswith("---\ndate: 2026-01-02\n---\n<!--" if minor >= 5 else "<!--")


def later_tree(template: str = "# {{ 1 }}\n", header: bool = True) -> SourceTree:
    files = {
        "changelogs/pyproject.toml": f'[tool.towncrier]\ntemplate = "t.jinja"\n{SECTIONS}{KINDS}',
        "changelogs/t.jinja": template,
        "changelogs/a/newsfragments/5.new": "One.",
    }
    return tree_of({**files, "changelogs/header.md": HEADER} if header else files)


DATED = "---\ndate: 2024-10-07T09:00:00+01:00\n---\n<!-- v"
TITLED = "---\ntitle: {0} Changelog\nlinkTitle: {0}\ntype: docs\noutputs:\n  - html\n  - checklist\ndate: 2024-10-07T"
LAID_OUT = TITLED.replace("docs\n", "docs\nlayout: changelog\n")


@pytest.mark.parametrize(
    ("version", "start", "header"),
    [
        *[(f"v1.{minor}", DATED, True) for minor in range(8, 12)],
        *[(f"v1.{minor}", TITLED, True) for minor in (12, 13)],
        *[(f"v1.{minor}", LAID_OUT, False) for minor in (14, 15, 16, 17, 18, 19, 20, 100)],
        ("v2.0", LAID_OUT, False),
    ],
)
def test_front_matter_and_header_came_and_went(version: str, start: str, header: bool) -> None:
    text = page(later_tree(), version, "2024-10-07T09:00:00+01:00")
    assert text.startswith(start.format(version))
    assert ("\nOctober 07, 2024\n" in text) == header
    assert (f"\n## {version}\n" in text) == header
    assert text.endswith("-->\n# 1\n" if header else "---\n\n# 1\n")


def test_the_versions_of_other_specifications_are_not_those_of_matrix() -> None:
    assert page(later_tree(header=False), "v1.3").startswith("---\ntitle: v1.3 Changelog\n")
    matrix = later_tree("https://github.com/matrix-org/matrix-spec/issues/{{ 1 }}", header=False)
    assert page(matrix, "v1.3").startswith("https:")


def test_a_template_that_comes_with_specgen_is_used_where_there_is_none() -> None:
    tree = tree_of(
        {
            "changelogs/pyproject.toml": f"[tool.towncrier]\n{SECTIONS}{KINDS}{FORMAT}",
            "changelogs/a/newsfragments/5.new": "One.",
            "changelogs/a/newsfragments/+.new": "Nobody's.",
        }
    )
    entry = "**New**\n\n- One. ([#5](https://host.example/5))\n- Nobody's.\n\n\n"
    body = f"## A\n\n{entry}## B\n\nNo significant changes.\n"
    assert page(tree, "v1.20").endswith(f"---\n\n{body}")
    assert page(tree, "v1.9").endswith(f"---\n\n{body.replace('## ', '### ')}")
    assert page(tree, "v1.7").endswith(
        "\nNew\n\n\n" + entry.split("\n\n", 1)[1] + "### B\n\n\nNo significant changes.\n"
    )
    own = SourceTree("test", (*tree.files, SourceFile("templates/changelog/plain.md.jinja", b"mine")))
    assert page(own, "v1.20").endswith("---\n\nmine\n")


def test_what_has_changed_since_the_last_release() -> None:
    drawn = unreleased_page(bundled_tree(), TEMPLATES, commit="abc123")
    assert drawn.diagnostics == ()
    assert drawn.text is not None
    read, wrong = read_page(SourceFile("x", drawn.text.encode()), "changelog/unstable.md")
    assert wrong == ()
    assert (read.url, read.title) == ("/changelog/unstable/", "Changes since last release")
    assert (read.link_title, read.layout) == ("Unstable", "changelog")
    assert read.commit == "abc123"
    assert "commit" not in (unreleased_page(bundled_tree(), TEMPLATES).text or "commit")
    assert "## Internal Changes/Tooling" in drawn.text


@pytest.mark.parametrize("commit", ["abc1234", "1234567", "12e4567", "0012345"])
def test_a_commit_is_text(commit: str) -> None:
    text = unreleased_page(bundled_tree(), TEMPLATES, commit=commit).text or ""
    assert read_page(SourceFile("x", text.encode()), "changelog/unstable.md")[0].commit == commit


def test_an_early_tree_shows_the_areas_that_it_has() -> None:
    files = tuple(file for file in early_tree().files if "/internal/" not in file.path)
    text = unreleased_page(SourceTree("test", files), TEMPLATES).text or ""
    assert text.count("\n### ") == 7
    assert "\n\n\n<strong>New</strong>\n\n\n- Several\n" in text
    assert "the version" not in text


def test_what_an_author_got_wrong_is_told() -> None:
    assert unreleased_page(tree_of({"a.md": ""}), TEMPLATES).text is None
    assert unreleased_page(tree_of({"a.md": ""}), TEMPLATES).diagnostics == ()
    for files in ({"pyproject.toml": "[tool"}, {"pyproject.toml": '[tool.towncrier]\ntemplate = "../../gone.md"'}):
        tree = tree_of({f"changelogs/{name}": text for name, text in files.items()})
        for drawn in (
            unreleased_page(tree, TEMPLATES),
            release_page(tree, TEMPLATES, release_of("v1.20", "2026-01-02")),
        ):
            assert drawn.text is None
            assert [each.rule for each in drawn.diagnostics] == ["changelog-settings-usable"]
    drawn = unreleased_page(later_tree("{{ 1 / 0 }}"), TEMPLATES)
    assert [(each.rule, each.location.path) for each in drawn.diagnostics] == [
        ("changelog-template-drawable", "changelogs/t.jinja")
    ]


@pytest.mark.parametrize(
    ("given", "date", "words"),
    [
        ("2026-11-26", "2026-11-26", "November 26, 2026"),
        ("2024-06-20T10:20:43-06:00", "2024-06-20T10:20:43-06:00", "June 20, 2024"),
        ("2024-06-01T10:20Z", "2024-06-01T10:20Z", "June 01, 2024"),
        ("June 5, 2022", "2022-06-05", "June 05, 2022"),
    ],
)
def test_dates(given: str, date: str, words: str) -> None:
    release = release_of("v1.20", given)
    assert (release.date, release.long_date) == (date, words)
    assert datetime.date.fromisoformat(release.date[:10])


@pytest.mark.parametrize(
    ("version", "date"),
    [
        *[("v1.20", date) for date in ("2026-13-01", "2026-02-30", "tomorrow", "2026-1-1", "2026-01-01\nx: y", "")],
        *[(version, "2026-01-01") for version in ("1.20", "v1", "v1.20\n", "unstable", "v1.x", "")],
    ],
)
def test_what_is_no_version_or_date_is_refused(version: str, date: str) -> None:
    with pytest.raises(SpecgenError, match="is no "):
        release_of(version, date)


def test_the_command(tmp_path: Path) -> None:
    for file in later_tree(header=False).files:
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_bytes(file.data)
    release = ["--version", "v1.20", "--date", "2026-11-26"]
    shown = run("changelog", "preview", str(tmp_path), *release)
    assert shown.stdout.endswith("date: 2026-11-26\n---\n\n# 1\n")
    assert shown.stderr == ""
    assert run("changelog", "preview", *release, cwd=tmp_path).stdout == shown.stdout
    target = tmp_path / "out/v1.20.md"
    for _ in range(2):
        assert run("changelog", "preview", str(tmp_path), *release, "-o", str(target)).stdout == ""
        assert target.read_text() == shown.stdout
    assert "give both" in run("changelog", "preview", str(tmp_path), "--version", "v1.20", status=2).stderr
    assert "there is no `changelogs/pyproject.toml`" in run("changelog", "preview", str(target.parent), status=2).stderr
    (tmp_path / "changelogs/a/newsfragments/05.new").write_text("Twice.")
    (tmp_path / "changelogs/a/newsfragments/6.news").write_text("Unknown.")
    told = run("changelog", "preview", str(tmp_path), status=1)
    assert "changelogs/a/newsfragments/5.new:1: error: another file is `5.new` too [fragment-name-once]" in told.stderr
    assert "changelogs/a/newsfragments/6.news:1: warning: " in told.stderr
    assert "linkTitle: Unstable" in told.stdout


def test_without_a_changelog_here_the_bundled_one_is_shown(tmp_path: Path) -> None:
    shown = run("changelog", "preview", cwd=tmp_path)
    assert "using the specification that comes with specgen" in shown.stderr
    assert "## Client-Server API" in shown.stdout
