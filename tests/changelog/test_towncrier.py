"""The contract with towncrier: what its command line draws, byte for byte, in every version that is allowed."""

import subprocess
import sys
from pathlib import Path

import pytest

from specgen.changelog.adapter import Setup, Sheet, collect, draw, free_name, natural, read_setup
from specgen.diagnostic import Diagnostic
from specgen.model.source import SourceFile, SourceTree
from specgen.source.directory import read_directory

SETTINGS = """
[tool.towncrier]
filename = "news.md"
template = "template.md.jinja"
issue_format = "[#{issue}](https://host.example/{issue})"
section = [{name = "One", path = "one"}, {name = "Two", path = "two"}, {name = "Three", path = "three"}]
type = [
  {directory = "new", name = "New", showcontent = true},
  {directory = "removal", name = "Removed", showcontent = true},
  {directory = "bare", name = "Bare", showcontent = false},
]
"""
TEMPLATE = """
{% for section, found in sections.items() %}
## {{ section }} {{ versiondata.version }}
{% for kind in definitions if kind in found %}
**{{ definitions[kind].name }}** {{ issues_by_category[section][kind] | join(" ") }}

{% for text, issues in found[kind].items() %}
- {{ text }} (
{%- for issue in issues %}{{ issue }}{% if not loop.last %}, {% endif %}{% endfor %}
)
{% endfor %}

{% else %}
Nothing.
{% endfor %}
{% endfor %}
"""
FRAGMENTS = {
    "one/newsfragments/1.new": "First.",
    "one/newsfragments/1.new.2.md": "Second, with an end.\n",
    "one/newsfragments/0001.new.10": "Zeros.",
    "one/newsfragments/+x.new": "Nobody's.",
    "one/newsfragments/+a.new.md": "Also nobody's.",
    "one/newsfragments/fix-1.2.3.new": "Dots.",
    "one/newsfragments/11.new.new": "Twice a type.",
    "one/newsfragments/12.new.removal.3.md": "Two types.",
    "one/newsfragments/name.new": "A word.",
    "one/newsfragments/gh-7.new": "A word and a number.",
    "one/newsfragments/README.md": "Not a fragment.",
    "one/newsfragments/.gitkeep": "",
    "one/newsfragments/template.md.jinja": "",
    "one/newsfragments/5.clarifications": "Unknown type.",
    "one/newsfragments/new": "No number.",
    "one/newsfragments/deep/6.new": "Too deep.",
    "one/7.new": "In the wrong folder.",
    "two/newsfragments/20.new": "Old\r\nMac\rand Windows\r\n",
    "two/newsfragments/21.new": "A fence:\n\n```json\n{}\n```\n",
    "two/newsfragments/22.new": "  Same text.  ",
    "two/newsfragments/9.new": "Same text.\n",
    "two/newsfragments/100.new": "Same text.",
    "two/newsfragments/23.removal": "",
    "two/newsfragments/24.removal": "Wrapped\ntext\n\nwith\tparts  \n  and more {{ 1 + 1 }} <b>&amp;</b> “ö”.",
    "two/newsfragments/25.removal": "- a bullet\n- another",
    "two/newsfragments/26.bare": "Not seen.",
    "two/newsfragments/3.bare": "Not seen either.",
    "two/newsfragments/27.removal": " ".join(["A long line that towncrier may be asked to fill"] * 5),
}
# towncrier follows the file system where nothing else decides; here it is given the order that specgen uses.
SORTED = """
import os, re
listed = os.listdir
os.listdir = lambda path: sorted(listed(path), key=lambda name: [
    int(part) if index % 2 else part for index, part in enumerate(re.split("([0-9]+)", name))])
from towncrier._shell import cli
cli()
"""


def make(folder: Path, files: dict[str, str], settings: str = SETTINGS, template: str = TEMPLATE) -> SourceTree:
    for path, text in {**files, "pyproject.toml": settings, "template.md.jinja": template}.items():
        file = folder / "changelogs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return read_directory(folder, "test")


def ours(tree: SourceTree) -> str:
    file = tree.find("changelogs/pyproject.toml")
    assert file is not None
    setup = read_setup(file, ())
    assert isinstance(setup, Setup)
    template = tree.find(setup.template)
    assert template is not None
    sheet = Sheet(template=template, prefix="##", version="v1.2", date="2026-01-02")
    drawn = draw(setup, collect(setup, tree)[0], sheet)
    assert isinstance(drawn, str), drawn
    return drawn


def theirs(folder: Path, status: int = 0) -> str:
    command = [sys.executable, "-c", SORTED, "build", "--draft", "--version", "v1.2", "--date", "2026-01-02"]
    command += ["--config", "changelogs/pyproject.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode().removesuffix("\n")


VARIANTS = {
    "plain": ("", ""),
    "package": ('filename = "news.md"', 'filename = "news.md"\npackage = "pack"\npackage_dir = "src"'),
    "directory": ('filename = "news.md"', 'filename = "news.md"\ndirectory = "."'),
    "title": ('filename = "news.md"', 'filename = "news.md"\nname = "N"\ntitle_format = "## {name} {version}"'),
    "no title": ('filename = "news.md"', 'filename = "news.md"\ntitle_format = false'),
    "no bullets": ('filename = "news.md"', 'filename = "news.md"\nall_bullets = false'),
    "wrap": ('filename = "news.md"', 'filename = "news.md"\nwrap = true'),
    "no format": ('issue_format = "[#{issue}](https://host.example/{issue})"', ""),
    "no orphans": ('filename = "news.md"', 'filename = "news.md"\norphan_prefix = ""'),
    "ignore": (
        'filename = "news.md"',
        'filename = "news.md"\nignore = ["5.Clarifications", "new", ".gitkeep", "template.md.jinja"]',
    ),
    "no sections": ("section = [", "other = ["),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_draws_what_the_command_line_draws(tmp_path: Path, variant: str) -> None:
    places = {"package": "src/pack/{0}", "no sections": "newsfragments/{2}", "directory": "{1}/{2}"}
    pattern = places.get(variant, "{0}")
    files = {}
    for path, text in FRAGMENTS.items():
        area, _, rest = path.partition("/")
        # Without areas all stand in one folder; towncrier stumbles over folders that are called like fragments.
        if "deep" not in path:
            files[pattern.format(path, area, rest.removeprefix("newsfragments/"))] = text
    tree = make(tmp_path, files, SETTINGS.replace(*VARIANTS[variant]))
    text = ours(tree)
    assert text == theirs(tmp_path)
    assert "Zeros." in text


def test_a_template_called_markdown_gets_the_level_of_the_title(tmp_path: Path) -> None:
    leveled = TEMPLATE.replace("##", "{{ header_prefix }}")
    for title, prefix in (("### {version}", "###"), ("{version}", ""), ("", "#")):
        settings = SETTINGS.replace("md.jinja", "md").replace("filename", f'title_format = "{title}"\nfilename')
        tree = make(tmp_path, {**FRAGMENTS, "template.md": leveled}, settings)
        assert f"\n{prefix} One v1.2\n" in ours(tree)
        if has_levels():
            assert ours(tree) == theirs(tmp_path)


def has_levels() -> bool:
    """Tell whether the installed towncrier is one that knows levels of headings: 25.8 and later."""
    said = subprocess.run([sys.executable, "-m", "towncrier", "--version"], capture_output=True, text=True, check=True)
    return int(said.stdout.split()[-1].split(".")[0]) >= 25


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    more = {f"three/newsfragments/8.new.{count}": f"Entry {count}." for count in range(1, 13)}
    tree = make(tmp_path, {**FRAGMENTS, **more})
    text = ours(tree)
    files = list(tree.files)
    for shift in range(len(files)):
        turned = [*files[shift:], *files[:shift]]
        assert ours(SourceTree("other", tuple(turned))) == ours(SourceTree("other", tuple(reversed(turned)))) == text
    found = [line.split(".")[0].split()[-1] for line in text.splitlines() if line.startswith("- Entry")]
    assert found == [str(count) for count in range(1, 13)]
    assert text == theirs(tmp_path)


def test_a_pull_request_that_says_the_same_twice_is_linked_once(tmp_path: Path) -> None:
    twice = {"one/newsfragments/5.new.1": "Same.", "one/newsfragments/5.new.2": "Same.\n"}
    link = "[#5](https://host.example/5)"
    tree = make(tmp_path, twice)
    assert f"- Same. ({link})\n" in ours(tree)
    assert f"- Same. ({link}, {link})\n" in theirs(tmp_path)


def test_a_literal_block_of_another_markup_is_text(tmp_path: Path) -> None:
    tree = make(tmp_path, {"one/newsfragments/5.new": "Literal::\n\n    code"})
    assert "      code ([#5](" in ours(tree)


def test_two_files_of_one_meaning_are_both_drawn_and_told(tmp_path: Path) -> None:
    tree = make(tmp_path, {"one/newsfragments/5.new": "A.", "one/newsfragments/05.new.0": "B."})
    theirs(tmp_path, status=1)
    text = ours(tree)
    assert "- A. (" in text
    assert "- B. (" in text
    setup = read_setup(tree.files[2], ())
    assert isinstance(setup, Setup)
    _, wrong = collect(setup, tree)
    assert [(each.rule, each.location.path[-5:]) for each in wrong] == [("fragment-name-once", "new.0")]


def test_names_that_are_no_fragments_are_told(tmp_path: Path) -> None:
    tree = make(tmp_path, FRAGMENTS, SETTINGS.replace("filename", 'issue_pattern = "\\\\d+"\nfilename'))
    file = tree.find("changelogs/pyproject.toml")
    assert file is not None
    setup = read_setup(file, ())
    assert isinstance(setup, Setup)
    wrong = {each.location.path.rsplit("/", 1)[1]: each.rule for each in collect(setup, tree)[1]}
    assert wrong == {
        "5.clarifications": "fragment-type-known",
        "new": "fragment-type-known",
        "fix-1.2.3.new": "fragment-issue-matches",
        "gh-7.new": "fragment-issue-matches",
        "name.new": "fragment-issue-matches",
        "11.new.new": "fragment-issue-matches",
        "12.new.removal.3.md": "fragment-issue-matches",
    }


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "[tool]\ntowncrier = 5",
        "[tool.towncrier",
        "[tool.towncrier]\nsection = [{name = 'x'}]",
        "[tool.towncrier]\nsection = [{path = 5}]",
        "[tool.towncrier]\nsection = 5",
        "[tool.towncrier]\ntype = [{name = 'x'}]\nwrap = 'x'\nsinglefile = true",
        "[tool.towncrier]\nissue_pattern = '('",
        "[tool.towncrier]\nignore = 5",
        "[tool.towncrier]\nignore = [5]",
    ],
)
def test_wrong_settings_are_told(settings: str) -> None:
    assert isinstance(read_setup(SourceFile("changelogs/pyproject.toml", settings.encode()), ()), Diagnostic)


@pytest.mark.parametrize(
    "template",
    [
        "{% for %}",
        "{{ 1 / 0 }}",
        "{{ nothing.at.all }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ get_indent.__globals__['re'] }}",
        "{% for x in range(10 ** 9) %}{% endfor %}",
        "{{ '%d' | format('x') }}",
        "{% include 'other' %}",
    ],
)
def test_a_template_is_data_that_cannot_harm(tmp_path: Path, template: str) -> None:
    tree = make(tmp_path, FRAGMENTS, template=template)
    file = tree.find("changelogs/pyproject.toml")
    assert file is not None
    setup = read_setup(file, ())
    assert isinstance(setup, Setup)
    own = SourceFile("t", template.encode())
    drawn = draw(setup, collect(setup, tree)[0], Sheet(template=own, prefix="", version="", date=""))
    assert isinstance(drawn, Diagnostic)
    assert drawn.location.path == "t"


def test_natural_order() -> None:
    names = ["10.new", "9.new", "9.new.10", "9.new.9", "09.new", "a", "+b.new"]
    assert sorted(names, key=natural) == ["09.new", "9.new", "9.new.9", "9.new.10", "10.new", "+b.new", "a"]


def test_free_names() -> None:
    setup = read_setup(SourceFile("changelogs/pyproject.toml", SETTINGS.encode()), ())
    assert isinstance(setup, Setup)
    assert free_name(setup, [], 5, "new") == "5.new"
    assert free_name(setup, ["5.removal", "55.new", "README.md"], 5, "new") == "5.new"
    assert free_name(setup, ["5.new"], 5, "new") == "5.new.2"
    assert free_name(setup, ["5.new.1", "5.new.2.md", "005.new.9"], 5, "new") == "5.new.10"
