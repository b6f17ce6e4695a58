"""Values against schemas: what is said, where, and that nothing that an author writes makes it raise."""

import itertools

import pytest

from specgen.check.documents.validation import Misfit, misfits

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "tags": {"type": "array", "items": {"enum": ["a", "b"]}}},
    "required": ["name", "age"],
}
JUNK: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    "(",
    [],
    {},
    [None],
    [[1]],
    [{}],
    {"a": None},
    {"(": 1},
    10**400,
)
KEYWORDS = (
    *("type", "enum", "const", "properties", "patternProperties", "additionalProperties", "required", "items"),
    *("prefixItems", "contains", "minItems", "uniqueItems", "minimum", "exclusiveMinimum", "multipleOf", "pattern"),
    *("minLength", "allOf", "anyOf", "oneOf", "not", "if", "dependentRequired", "dependentSchemas", "propertyNames"),
    *("$ref", "$dynamicRef", "unevaluatedProperties", "format", "maxContains", "minProperties"),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"name": "x", "age": 1}, []),
        ({}, [Misfit((), "required properties `name` and `age` are missing", "required")]),
        ({"name": 5, "age": 1}, [Misfit(("name",), "`5` is not of type `string`", "type")]),
        ({"name": "x", "age": 1, "tags": ["a", "c"]}, [Misfit(("tags", 1), '`"c"` is none of `a` or `b`', "enum")]),
        ({"name": "<the name>", "age": 1, "tags": "<some tags>"}, []),
    ],
)
def test_what_is_said_and_where(value: object, expected: list[Misfit]) -> None:
    assert list(misfits(value, PERSON)) == expected


def test_of_several_branches_the_one_that_is_meant_is_explained() -> None:
    one = {"type": "object", "properties": {"kind": {"const": "one"}, "a": {"type": "integer"}}}
    two = {"type": "object", "properties": {"kind": {"const": "two"}, "b": {"type": "integer"}}}
    found = list(misfits({"kind": "two", "b": "x"}, {"oneOf": [one, two]}))
    assert found == [Misfit(("b",), '`"x"` is not of type `integer`', "type")]


def test_where_no_branch_is_meant_all_are_named() -> None:
    found = list(misfits(True, {"anyOf": [{"type": "string"}, {"type": "integer"}]}))
    assert [each.message for each in found] == ["`true` fits none of the alternatives of `anyOf`"]


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_no_schema_makes_it_raise(keyword: str) -> None:
    beside = {"properties": 5, "patternProperties": {"(": {}}, "additionalProperties": False}
    for junk, value in itertools.product(JUNK, JUNK):
        list(misfits(value, {keyword: junk}))
        list(misfits(value, {**beside, keyword: junk}))
        list(misfits({"a": value}, {"properties": {"a": {keyword: junk}}}))


def test_a_dialect_inside_does_not_hand_over_to_another_validator() -> None:
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"description": "no schema"}}
    assert list(misfits({"a": {"description": 1}}, {"properties": {"a": content}})) == []
    assert list(misfits({"$schema": "x"}, {"const": {"$schema": "x"}})) == []
