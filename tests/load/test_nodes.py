"""YAML as JSON has it: no surprises, everything located."""

import pytest

from specgen.load.nodes import parse, place_of
from specgen.location import Location
from specgen.model.source import SourceFile


def read(text: str) -> object:
    value, found = parse(SourceFile("x.yaml", text.encode()))
    assert found == ()
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("2020-01-01", "2020-01-01"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0x1F", 31),
        ("0o17", 15),
        ("1e3", 1000.0),
        ("1.10", 1.1),
        ("'1.10'", "1.10"),
        ("12:30", "12:30"),
        ("~", None),
        ("", None),
        ("true", True),
        ("True", True),
        ('"true"', "true"),
        ("-3", -3),
        (".5", 0.5),
        ("-", [None]),
        ("a: 1\nb: [x, 2]", {"a": 1, "b": ["x", 2]}),
        ("200: ok", {"200": "ok"}),
        ('{"a": {"b": [1, null]}}', {"a": {"b": [1, None]}}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
    ],
)
def test_scalars_mean_what_json_means(text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3),
        ("a: [1\nb: 2\n", "yaml-syntax", 2),
        ("a: 1\n\tb: 2\n", "yaml-syntax", 2),
        ("? {a: 1}\n: 2\n", "yaml-key-scalar", 1),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2),
        ("a: *nowhere\n", "yaml-syntax", 1),
        ("a: &a [*a]\n", "yaml-too-large", 1),
        ("x: \x01\n", "yaml-syntax", 1),
    ],
)
def test_what_is_wrong_has_a_line(text: str, rule: str, line: int) -> None:
    _, found = parse(SourceFile("x.yaml", text.encode()))
    assert [(each.rule, each.location.line) for each in found] == [(rule, line)]


def test_bytes_that_are_no_text() -> None:
    value, found = parse(SourceFile("x.yaml", b"a: 1\nb: \xff\n"))
    assert value is None
    assert [(each.rule, each.location.line) for each in found] == [("file-encoding", 2)]


def test_a_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    _, found = parse(SourceFile("x.yaml", "\n".join(lines).encode()))
    assert [each.rule for each in found] == ["yaml-too-large"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_does_not_crash(opening: str) -> None:
    _, found = parse(SourceFile("x.yaml", (opening * 50_000).encode()))
    assert found


@pytest.mark.parametrize(
    ("pointer", "place"),
    [("", (1, 1)), ("/a", (2, 1)), ("/a/b", (3, 3)), ("/a/b/1", (3, 10)), ("/a/c~1d", (4, 3)), ("/a/gone", (2, 1))],
)
def test_pointers_become_lines(pointer: str, place: tuple[int, int]) -> None:
    data = b"# comment\na:\n  b: [1, 2]\n  c/d: 3\n"
    assert place_of(data, Location("x.yaml", pointer)) == place
