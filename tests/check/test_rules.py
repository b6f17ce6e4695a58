"""Each rule against small trees that say where they are wrong.

`<rule>.txt` holds cases: `=== title` starts one, `--- path` a file (`--- previous:path` one of the earlier tree). A
line that is only a caret and the rule's name says: here, in the line above, at this column, something must be found.
A case without such a line must stay quiet. `--- log` holds the subjects of commits, `--- latin-1:path` is a file in
another encoding, `--- bare:path` one without a line break at its end.
`--- crlf:path` is one whose lines end as on another system.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import ROOT

from specgen.check.engine import Choice
from specgen.check.registry import RULES
from specgen.check.rule import Rule, name_of
from specgen.examine import examine
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile, SourceTree
from specgen.source.directory import read_files

FOLDER = Path(__file__).parent
THEME = read_files(ROOT / "templates/site")
EXPECTED = re.compile(r"( *)\^ ([a-z0-9-]+)\Z")
DEFAULTS = {"site/_index.md": "---\ntitle: Home\n---\n", "api/string-formats.yaml": "{}\n"}


@dataclass(slots=True)
class Case:
    title: str
    files: dict[str, list[str]] = field(default_factory=dict)
    expected: set[tuple[str, int, int, str]] = field(default_factory=set)


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    lines: list[str] = []
    name = ""
    for line in path.read_text().splitlines():
        if line.startswith("=== "):
            cases.append(Case(line[4:]))
        elif line.startswith("--- ") and cases:
            lines = cases[-1].files[line[4:]] = []
            name = line[4:].removeprefix("latin-1:").removeprefix("bare:").removeprefix("crlf:")
        elif match := EXPECTED.fullmatch(line):
            cases[-1].expected.add((name, len(lines), len(match[1]) + 1, match[2]))
        else:
            lines.append(line)
    return cases


def tree_of(case: Case, prefix: str) -> SourceTree:
    texts = dict(DEFAULTS)
    for name, lines in case.files.items():
        if name.startswith("previous:") == bool(prefix):
            texts[name.removeprefix(prefix)] = "\n".join(lines) + "\n"
    return SourceTree("test", tuple(map(file_of, sorted(texts), (texts[name] for name in sorted(texts)))))


def file_of(name: str, text: str) -> SourceFile:
    if name.startswith("bare:"):
        return SourceFile(name.removeprefix("bare:"), text.removesuffix("\n").encode())
    if name.startswith("crlf:"):
        return SourceFile(name.removeprefix("crlf:"), text.replace("\n", "\r\n").encode())
    path = name.removeprefix("latin-1:")
    return SourceFile(path, text.encode("utf-8" if path == name else "latin-1"))


CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value.title)
def test_case(name: str, case: Case) -> None:
    earlier = any(path.startswith("previous:") for path in case.files)
    previous = tree_of(case, "previous:") if earlier else None
    alone = not name.startswith("suppression-")
    commits = tuple(Commit("", "", "", line) for line in case.files.pop("log", []))
    found = examine(tree_of(case, ""), THEME, Choice(select=(name,) if alone else ()), previous, commits)
    mine = [each for each in found if each.rule == name]
    places = {(each.location.path, each.location.line, each.location.offset, each.rule) for each in mine}
    assert places == case.expected


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_every_rule_has_a_page_and_cases(rule: Rule) -> None:
    page = rule.__doc__ or ""
    assert page.splitlines()[0].endswith(".")
    assert all(f"\n{part}:\n" in page for part in ("Why", "Bad", "Good"))
    cases = [case for name, case in CASES if name == name_of(rule)]
    assert any(case.expected for case in cases), "no case that finds"
    assert any(not case.expected for case in cases), "no case that stays quiet"


def test_names_are_unique_and_every_file_has_its_rule() -> None:
    names = [name_of(rule) for rule in RULES]
    assert len(names) == len(set(names))
    assert {path.stem for path in FOLDER.glob("*.txt")} <= set(names)
    modules = {path.stem for path in (ROOT / "specgen/check/rules").glob("*.py")} - {"__init__"}
    assert modules == {name.replace("-", "_") for name in names}
