"""Diagnostics in every format."""

import json

import pytest
from sarif_pydantic import Sarif

from specgen.check.baseline import without_known, write_baseline
from specgen.check.fixes import apply_fixes
from specgen.diagnostic import Diagnostic, Fix, Severity
from specgen.errors import SpecgenError
from specgen.load.nodes import place_of
from specgen.location import Location
from specgen.report import github, sarif, text
from specgen.report import json as as_json

TEXTS = {"api/a b.yaml": "a: 1\nkey: [x, y]\n"}
FOUND = [
    Diagnostic(
        Location("api/a b.yaml", line=2, offset=7),
        "some-rule",
        Severity.ERROR,
        "`x`, 100% wrong: no",
        fix=Fix("", 0, 0, ""),
    ),
    Diagnostic(
        Location("site/b.md", line=9, offset=1),
        "other-rule",
        Severity.WARNING,
        "b",
        (Location("api/a b.yaml", line=1),),
    ),
    Diagnostic(Location("site/b.md", line=9), "third-rule", Severity.INFO, "c"),
]


def test_text_marks_the_place() -> None:
    assert text.write(FOUND[:1], TEXTS) == (
        "api/a b.yaml:2:7: error: `x`, 100% wrong: no [some-rule]\n    key: [x, y]\n          ^\n"
    )
    assert text.write(FOUND[1:2], TEXTS) == "site/b.md:9:1: warning: b [other-rule]\n    see api/a b.yaml:1\n"
    assert "\x1b[31merror" in text.write(FOUND, TEXTS, colour=True)


def test_the_summary_is_one_that_people_read() -> None:
    assert text.summary(FOUND) == "1 error, 1 warning, 1 info in 2 files; 1 fixable with --fix"
    assert text.summary([]) == "nothing found"


def test_json_holds_everything() -> None:
    first, second, _ = json.loads(as_json.write(FOUND, TEXTS))
    assert first == {
        "path": "api/a b.yaml",
        "line": 2,
        "column": 7,
        "rule": "some-rule",
        "severity": "error",
        "message": "`x`, 100% wrong: no",
        "related": [],
        "fixable": True,
    }
    assert second["related"] == [{"path": "api/a b.yaml", "line": 1, "column": 1}]


def test_github_escapes_what_would_end_a_command() -> None:
    lines = github.write(FOUND, TEXTS).splitlines()
    assert lines[0] == "::error file=api/a b.yaml,line=2,col=7,title=some-rule::`x`, 100%25 wrong: no"
    assert lines[2].startswith("::notice ")


def test_sarif_is_valid() -> None:
    log = json.loads(sarif.write(FOUND, TEXTS))
    parsed = Sarif.model_validate(log)
    assert parsed.version == "2.1.0"
    results = log["runs"][0]["results"]
    assert [each["level"] for each in results] == ["error", "warning", "note"]
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "api/a%20b.yaml"


def test_a_baseline_quiets_what_is_known_and_nothing_else() -> None:
    baseline = write_baseline(FOUND)
    assert without_known(FOUND, baseline) == []
    moved = [Diagnostic(Location("site/b.md", line=99), "third-rule", Severity.INFO, "c")]
    assert without_known(moved, baseline) == []
    assert without_known([*FOUND, FOUND[0]], baseline) == [FOUND[0]]
    with pytest.raises(SpecgenError):
        without_known(FOUND, "[]")


def test_fixes_are_made_from_the_left_and_overlaps_wait() -> None:
    fixes = [Fix("a", 4, 6, "X"), Fix("a", 0, 1, ""), Fix("a", 5, 7, "Y"), Fix("b", 0, 0, "z")]
    assert apply_fixes({"a": "0123456789", "c": ""}, fixes) == {"a": "123X6789"}


DOCUMENT = """\
# a comment
literal: |-
  First line.

    Indented word here.
folded: >
  Some words
  and more words.
quoted: "say \\"it\\" word"
plain: some words
  go on
"""


@pytest.mark.parametrize("inserted", ["", "# one more line\n\n"])
@pytest.mark.parametrize(
    ("pointer", "value", "word", "place"),
    [
        ("/literal", "First line.\n\n  Indented word here.", "word", (5, 14)),
        ("/literal", "First line.\n\n  Indented word here.", "line", (3, 9)),
        ("/folded", "Some words and more words.\n", "more", (8, 7)),
        ("/plain", "some words go on", "go", (11, 3)),
    ],
)
def test_a_word_in_a_scalar_is_found_where_it_stands_now(
    inserted: str, pointer: str, value: str, word: str, place: tuple[int, int]
) -> None:
    location = Location("x.yaml", pointer, None, value.index(word))
    line, column = place
    assert place_of((inserted + DOCUMENT).encode(), location) == (line + inserted.count("\n"), column)
