"""Whether a JSON value fits a schema as authors write it: JSON Schema 2020-12, and what Swagger 2.0 shares with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import create

from specgen.check.documents.vocabulary import TYPES, fits, is_number
from specgen.model.node import dump

Path = tuple[str | int, ...]
Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]
# What is left to other rules, or needs more than the schema itself: references are resolved before.
# Division by what `multipleOf` says overflows for large numbers.
LEFT_OUT = ("$ref", "$dynamicRef", "format", "unevaluatedItems", "unevaluatedProperties", "multipleOf")
BRANCHES = ("oneOf", "anyOf")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where in a value something does not fit, and what; `keyword` is the one that says so."""

    path: Path
    message: str
    keyword: str


def misfits(value: Any, schema: Any) -> Iterator[Misfit]:
    """Yield what does not fit; `schema` has no references. Never raises for what an author wrote."""
    found = [misfit for error in CHECKER(schema).iter_errors(value) for misfit in explained(error)]
    absent: dict[Path, list[str]] = {}
    for each in found:
        if each.keyword == "required":
            absent.setdefault(each.path, []).append(each.message)
        else:
            yield each
    for path, names in absent.items():
        listed_names = " and ".join(f"`{name}`" for name in dict.fromkeys(names))
        noun, verb = ("property", "is") if len(names) == 1 else ("properties", "are")
        yield Misfit(path, f"required {noun} {listed_names} {verb} missing", "required")


def explained(error: ValidationError) -> Iterator[Misfit]:
    """Yield what an error says; where a branch should have fitted, what is wrong in the one that nearly does."""
    if error.validator in BRANCHES and error.context:
        near = nearest_branch(error)
        if near:
            for inner in near:
                yield from explained(inner)
            return
    yield Misfit(tuple(error.absolute_path), said(error), str(error.validator))


def nearest_branch(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the branch that was meant: the only one with the right type and the right constants."""
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    likely = [errors for errors in branches.values() if not any(map(excludes, errors))]
    return likely[0] if len(likely) == 1 else []


def excludes(error: ValidationError) -> bool:
    """Tell whether an error says that a branch is not the one that is meant."""
    depth = len(error.relative_path)
    return (depth == 0 and error.validator == "type") or (depth <= 1 and error.validator in ("enum", "const"))


def said(error: ValidationError) -> str:
    """Return a sentence for an error."""
    value, wanted = error.instance, error.validator_value
    sentence = SENTENCES.get(str(error.validator))
    if error.validator == "required":
        return missing(error)
    return sentence(short(value), wanted) if sentence else f"{short(value)} does not fit `{error.validator}`"


def missing(error: ValidationError) -> str:
    """Return the name that jsonschema's sentence about a missing property begins with."""
    return str(error.message).rpartition(" is a required")[0][1:-1]


def short(value: object) -> str:
    """Return a value for a sentence."""
    text = dump(value)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}…`"


def listed(values: object) -> str:
    """Return some values, or one, for a sentence."""
    items = values if isinstance(values, list) else [values]
    return " or ".join(f"`{item if isinstance(item, str) else dump(item)}`" for item in items[:12])


SENTENCES: Mapping[str, Callable[[str, Any], str]] = {
    "type": lambda value, wanted: f"{value} is not of type {listed(wanted)}",
    "enum": lambda value, wanted: f"{value} is none of {listed(wanted)}",
    "const": lambda value, wanted: f"{value} is not {short(wanted)}",
    "pattern": lambda value, wanted: f"{value} does not match the pattern `{wanted}`",
    "minimum": lambda value, wanted: f"{value} is less than the minimum of {wanted}",
    "maximum": lambda value, wanted: f"{value} is more than the maximum of {wanted}",
    "minLength": lambda value, wanted: f"{value} is shorter than {wanted} characters",
    "maxLength": lambda value, wanted: f"{value} is longer than {wanted} characters",
    "minItems": lambda value, wanted: f"{value} has less than {wanted} items",
    "maxItems": lambda value, wanted: f"{value} has more than {wanted} items",
    "uniqueItems": lambda value, _: f"the items of {value} are not unique",
    "additionalProperties": lambda value, _: f"{value} has properties that the schema does not allow",
    "oneOf": lambda value, _: f"{value} fits not exactly one of the alternatives of `oneOf`",
    "anyOf": lambda value, _: f"{value} fits none of the alternatives of `anyOf`",
    "not": lambda value, _: f"{value} is just what `not` excludes",
}


def compiles(pattern: str) -> bool:
    """Tell whether a pattern is a regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def is_placeholder(value: Any) -> bool:
    """Tell whether a value stands for something that the reader has to put there: `<content of the event>`."""
    return isinstance(value, str) and value.startswith("<") and value.endswith(">")


def are_schemas(value: Any) -> bool:
    """Tell whether a value is a mapping of names to schemas."""
    return isinstance(value, dict) and all(isinstance(item, dict | bool) for item in value.values())


def are_types(value: Any) -> bool:
    """Tell whether a value is the name of a type, or a list of such names."""
    names = value if isinstance(value, list) else [value]
    return all(isinstance(name, str) and name in TYPES for name in names)


# Where it needs more than `fits` to use a keyword's value: what is malformed, other rules report.
USABLE: Mapping[str, Callable[[Any], bool]] = {
    "type": are_types,
    "pattern": lambda value: isinstance(value, str) and compiles(value),
    "properties": are_schemas,
    "dependentSchemas": are_schemas,
    "patternProperties": lambda value: are_schemas(value) and all(map(compiles, value)),
    "dependentRequired": lambda value: (
        isinstance(value, dict) and all(fits("required", item) for item in value.values())
    ),
    "exclusiveMinimum": is_number,
    "exclusiveMaximum": is_number,
}


def understood(keyword: str, value: Any) -> bool:
    """Tell whether a keyword's value can be used at all."""
    usable = USABLE.get(keyword)
    return usable(value) if usable else fits(keyword, value)


def tolerant(keyword: str, original: Keyword) -> Keyword:
    """Return the function of a keyword made to say nothing about values that cannot be used."""

    def judge(validator: Validator, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        beside = ("properties", "patternProperties") if keyword == "additionalProperties" else ()
        usable = understood(keyword, value) and all(understood(each, schema.get(each, {})) for each in beside)
        if usable and not is_placeholder(instance):
            yield from original(validator, without_dialect(keyword, value), instance, schema) or ()

    return judge


def without_dialect(keyword: str, value: Any) -> Any:
    """Return a keyword's value whose schemas do not name a dialect: its own validator, not this one, would judge."""
    if keyword in ("const", "enum"):
        return value
    if isinstance(value, list):
        return [bare(item) for item in value]
    return {name: bare(item) for name, item in bare(value).items()} if isinstance(value, dict) else value


def bare(schema: Any) -> Any:
    """Return a schema that does not name its dialect."""
    if isinstance(schema, dict) and isinstance(schema.get("$schema"), str):
        return {name: item for name, item in schema.items() if name != "$schema"}
    return schema


CHECKER = create(
    meta_schema=Draft202012Validator.META_SCHEMA,
    validators={
        keyword: tolerant(keyword, original)
        for keyword, original in Draft202012Validator.VALIDATORS.items()
        if keyword not in LEFT_OUT
    },
    type_checker=Draft202012Validator.TYPE_CHECKER,
)
