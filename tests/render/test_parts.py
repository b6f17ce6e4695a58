"""Small laws of the rooms below the pages."""

import pytest

from specgen.errors import SpecgenError
from specgen.layouts import MATRIX, OWN, recognise
from specgen.model.resolve import Resolver, merge_values
from specgen.model.schema import Property, Schema
from specgen.model.source import SourceFile, SourceTree
from specgen.render.calls import CALL, expand_description, read_call
from specgen.render.examples import derived
from specgen.render.lean import lean
from specgen.render.links import Links
from specgen.render.slug import slug, unused


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Homeserver -> X", "homeserver---x"),
        ("/_matrix/client/v3/login", "_matrixclientv3login"),
        ("m.room.message$m.text", "mroommessagemtext"),
        ("m.push_rules", "mpush_rules"),
        ("Olm & Megolm", "olm--megolm"),
        (" Größe\n2 ", "größe2"),
        ("…", ""),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


def test_the_first_free_number_is_taken() -> None:
    used = {"a-1"}
    assert [unused("a", used) for _ in range(3)] == ["a", "a-2", "a-3"]


LINKS = Links(frozenset({"/", "/appendices/", "/rooms/", "/rooms/v1/"}), "https://spec.example/v1")


@pytest.mark.parametrize(
    ("target", "section", "url"),
    [
        ("/appendices#x", "/", "/v1/appendices/#x"),
        ("appendices/#x", "/rooms/", "/v1/appendices/#x"),
        ("v1", "/rooms/", "/v1/rooms/v1/"),
        ("../#x", "/rooms/", "/v1/#x"),
        ("#x", "/", "#x"),
        ("/", "/", "/v1/"),
        ("/gone.png", "/", "/v1/gone.png"),
        ("gone/", "/", "gone/"),
        ("https://m.example/#/#a:b", "/", "https://m.example/#/%23a:b"),
        ("mailto:a@b.example", "/", "mailto:a@b.example"),
        ("//x.example/y", "/", "//x.example/y"),
    ],
)
def test_links(target: str, section: str, url: str) -> None:
    assert LINKS.resolve(target, section) == url


def obj(**properties: Schema) -> tuple[Property, ...]:
    return tuple(Property(name, schema) for name, schema in properties.items())


def test_siblings_of_a_reference_win_and_bases_merge() -> None:
    named = {
        "base": Schema(types=("object",), required=("a",), properties=obj(a=Schema(title="A", description="base"))),
        "leaf": Schema(all_of=(Schema(ref="base"),), required=("b",), properties=obj(A=Schema(description="own"))),
    }
    resolved = Resolver(named).resolve(Schema(ref="leaf", title="Here"))
    assert resolved.title == "Here"
    assert resolved.required == ("b", "a")
    assert resolved.properties == obj(a=Schema(title="A", description="own"))


def test_a_schema_that_contains_itself_is_cut() -> None:
    named = {"tree": Schema(types=("object",), title="Tree", properties=obj(left=Schema(ref="tree")))}
    resolver = Resolver(named)
    resolved = resolver.resolve(Schema(ref="tree"))
    assert resolved.properties == obj(left=Schema(types=("object",), title="Tree"))
    assert resolver.resolve(Schema(ref="tree")) == resolved


def test_values_merge_without_regard_to_case() -> None:
    assert merge_values({"A": {"x": 1}, "b": [1]}, {"a": {"y": 2}, "b": [2]}) == {"A": {"x": 1, "y": 2}, "b": [2]}


@pytest.mark.parametrize(
    ("schema", "examples"),
    [
        (Schema(types=("integer",), example="0"), []),
        (Schema(types=("object",)), [{}]),
        (Schema(types=("object",), properties=obj(a=Schema(example="false"))), []),
        (Schema(types=("object",), properties=obj(a=Schema(example='"x"'), b=Schema(example="0"))), [{"a": "x"}]),
        (Schema(types=("array",), items=Schema(example='"x"')), [["x"]]),
        (Schema(types=("array",), items=Schema(example='""')), []),
        (Schema(examples=("1", "2"), example="3"), [1, 2]),
        (Schema(types=("object",), example='{"a": 0}'), [{"a": 0}]),
    ],
)
def test_derived_examples(schema: Schema, examples: list[object]) -> None:
    assert derived(schema) == examples


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ('{{% event event="m.x" title="a b" %}}', {"event": "m.x", "title": "a b"}),
        ("{{% added-in v=6 %}}", {"v": "6"}),
        ('{{% added-in v="1.18"%}}', {"v": "1.18"}),
        ('{{< relref path="a" outputFormat="x" >}}', {"path": "a", "outputFormat": "x"}),
        ('{{% x "one" two %}}', {"0": "one", "1": "two"}),
        ('{{% x a="100% sure" %}}', {"a": "100% sure"}),
    ],
)
def test_calls(text: str, arguments: dict[str, str]) -> None:
    match = CALL.fullmatch(text)
    assert match is not None
    assert read_call(match).arguments == arguments


def test_shortcodes_in_descriptions() -> None:
    assert "[Added in <code>v1.2</code>]" in expand_description('{{% added-in v="1.2" %}} x')
    assert expand_description('{{% event event="m.x" %}}{{% added-in %}}') == ""


def test_lean_html_keeps_code_as_it_is() -> None:
    code = '<pre>\n\n\n<b class="x">&gt;</b></p>\n<p></pre>'
    html = f'<p class="a">x</p>\n\n{code}\n<ul><li>1</li>\n<li>2</li></ul>'
    assert lean(html) == f"<p class=a>x</p>\n{code}<ul><li>1<li>2</ul>"


def tree(*paths: str) -> SourceTree:
    return SourceTree("here", tuple(SourceFile(path, b"") for path in paths))


def test_layouts_are_recognised() -> None:
    assert recognise(tree("api/a/b.yaml", "site/_index.md")) is OWN
    assert recognise(tree("content/_index.md", "data/api/a/b.yaml")) is MATRIX
    with pytest.raises(SpecgenError, match="data/api/"):
        recognise(tree("api/a.yaml", "content/_index.md"))
