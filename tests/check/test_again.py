"""Examined again after an edit, a tree gives what it gives from nothing: remembering changes how long it takes only."""

import random
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT

from specgen.check.engine import Choice
from specgen.check.registry import RULES
from specgen.check.rule import Rule, grain_of, name_of
from specgen.cli import examination
from specgen.diagnostic import Diagnostic
from specgen.examine import examine, examine_again
from specgen.examine.memory import Memory, pack_memory, unpack_memory
from specgen.examine.subject import Since
from specgen.model.source import SourceFile, SourceTree
from specgen.source import read_tree
from specgen.source.directory import read_directory, read_files

THEME = read_files(ROOT / "templates/site")
ALL = Choice(select=("ALL",))
Edit = Callable[[str], str]


def with_files(tree: SourceTree, changed: Mapping[str, str | None]) -> SourceTree:
    files = {file.path: file.data for file in tree.files}
    for path, text in changed.items():
        if text is None:
            del files[path]
        else:
            files[path] = text.encode()
    return SourceTree(tree.name, tuple(SourceFile(path, files[path]) for path in sorted(files)))


def edited(tree: SourceTree, path: str, edit: Edit) -> SourceTree:
    file = tree.find(path)
    assert file is not None
    text = edit(file.text())
    assert text != file.text(), f"the edit does nothing to {path}"
    return with_files(tree, {path: text})


def first(tree: SourceTree, pattern: str) -> str:
    return next(file.path for file in tree.files if re.fullmatch(pattern, file.path))


def again(tree: SourceTree, memory: Memory) -> tuple[tuple[Diagnostic, ...], Memory]:
    """Examine with a memory, and insist that it was right; the memory goes through bytes as on the disk."""
    result = examine_again(tree, THEME, ALL, Since(), unpack_memory(pack_memory(memory)))
    assert result.diagnostics == tuple(examine(tree, THEME, ALL))
    return result.diagnostics, result.memory


def described(text: str) -> str:
    return re.sub(r"description: (\w)", r"description: the the \1", text, count=1)


def test_edits_of_the_bundled_specification() -> None:
    tree = read_directory(ROOT, "bundled")
    api = first(tree, r"api/.*/[^/]+\.yaml")
    page = first(tree, r"site/.*-api/_index\.md|site/.*\.md")
    shared = first(tree, r"api/.*/definitions/.*\.yaml|event-schemas/schema/core-event-schema/.*\.yaml")
    found, memory = again(tree, Memory())
    before = len(found)
    wrong = edited(tree, page, lambda text: text + "\nThe the [way](#nowhere) to `m.room.membr`.\n")
    wrong = edited(wrong, api, lambda text: "# One\n# Two\n" + described(text))
    wrong = edited(wrong, shared, lambda text: re.sub(r"type: \w+", "type: strng", text))
    for changed in (wrong, with_files(tree, {shared: None, page: None})):
        found, memory = again(changed, memory)
        assert len(found) > before
    assert len(again(tree, memory)[0]) == before


def test_an_unchanged_tree_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"site/_index.md": "The the end.", "api/string-formats.yaml": "{}", "api/a/b.yaml": "paths: {}"}
    tree = with_files(SourceTree("small", ()), files)
    memory = examine_again(tree, THEME, ALL, Since(), Memory()).memory
    ran: list[str] = []

    def seen(rules: tuple[Rule, ...], *_: object) -> list[Diagnostic]:
        ran.extend(map(grain_of, rules))
        return []

    monkeypatch.setattr(sys.modules["specgen.examine.findings"], "run", seen)
    examine_again(tree, THEME, ALL, Since(), memory)
    assert set(ran) <= {"all"}


def test_other_sources_of_specgen_remember_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = SourceTree("here", ())
    before = examination.memory_key(tree, ALL)
    assert before == examination.memory_key(tree, ALL)
    assert before != examination.memory_key(SourceTree("there", ()), ALL)
    assert before != examination.memory_key(tree, Choice(ignore=("yaml-*",)))
    monkeypatch.setattr(examination, "code_digest", lambda: "another")
    assert before != examination.memory_key(tree, ALL)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_every_grain_is_known(rule: Rule) -> None:
    assert grain_of(rule) in ("file", "documents", "all")


@pytest.mark.corpus
@pytest.mark.parametrize("ref", ["v1.19", "v1.5"])
def test_a_rule_finds_the_same_when_it_sees_only_its_part(
    repository: Path, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = read_tree(f"{repository}@{ref}")
    parts = examine(tree, THEME, ALL)
    monkeypatch.setattr(sys.modules["specgen.examine.findings"], "grain_of", lambda rule: "all")
    assert parts == examine(tree, THEME, ALL)


@pytest.mark.corpus
def test_edits_of_a_real_specification(repository: Path) -> None:
    tree = read_tree(f"{repository}@v1.19")
    chance = random.Random(19)  # noqa: S311
    memory = examine_again(tree, THEME, ALL, Since(), Memory()).memory
    for patterns in ((r"content/.*/modules/.*\.md", r"data/api/.*/[a-z_-]+\.yaml"), (r"data/event-schemas/.*\.yaml",)):
        for pattern in patterns:
            path = chance.choice([file.path for file in tree.files if re.fullmatch(pattern, file.path)])
            tree = edited(tree, path, lambda text: mutilated(text, chance))
        _, memory = again(tree, memory)


def mutilated(text: str, chance: random.Random) -> str:
    """Return a text without some of its lines, and with some of them twice."""
    lines = text.splitlines(keepends=True)
    for _ in range(3):
        index = chance.randrange(len(lines))
        lines[index : index + 1] = chance.choice(([], [lines[index]] * 2))
    return "".join(lines) + "\n"
