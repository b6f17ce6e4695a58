"""The names that a specification defines: in its data, and where its texts introduce them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specgen.check.once import once
from specgen.check.texts.markdown import code_blocks
from specgen.check.texts.mentions import living, spans
from specgen.model.subject import Subject

# A text defines what a heading, a row, an item or a term starts with, and what it puts in bold.
INTRODUCED = re.compile(r"^(?:#+ |\||[-*] ?|\d+\. |<[^>\n]*>)? *(?:<[^>\n]*>)*[*_]{0,2}`([^`\n]+)`", re.M)
BOLD = re.compile(r"\*\*`?([\w.\[\] -]+?)`?\*\*")
NAMING = re.compile(r"`([^`\n]+)`")
LINE = r"(?:[^.\n]|\.(?=\S))*"
CALLED = re.compile(rf"\b(?:named?|names|called|namespaced?|identified|prefix(?:ed)?)\b{LINE}(?:\n{LINE})?")
CELL = re.compile(r"\| *`([^`|\n]+)`")
TYPE = re.compile(r"\"(?:edu_|event_)?type\": *\"(m\.[^\"]+)\"")
PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Inventory:
    """`defined` are names that something defines; `shown` are those that only examples hold.

    `event_types` are the types that schemas of events, here or in federation, or values of `type` have; `open` are
    the beginnings of names that anything may end. `lonely` are those that a text seems to introduce and nothing else
    ever mentions.
    """

    defined: frozenset[str]
    shown: frozenset[str]
    event_types: frozenset[str]
    open: tuple[str, ...]
    lonely: frozenset[str]

    def knows(self, name: str) -> bool:
        """Tell whether a name occurs anywhere but in running text."""
        return name in self.defined or name in self.shown or name.startswith(self.open)


@once
def inventory(subject: Subject) -> Inventory:
    """Return the names that a specification defines."""
    defined = {event.name.partition("$")[0] for event in subject.spec.event_types}
    shown: set[str] = set()
    for document in subject.documents:
        collect(document.root.value, document.kind == "example", defined, shown)
    told: set[str] = set()
    for prose in living(subject):
        told.update(match[1] for match in INTRODUCED.finditer(prose.text))
        told.update(match[1] for match in BOLD.finditer(prose.text))
        told.update(CELL.findall(prose.text) if "|" in prose.text else ())
        told.update(introduced_by_verb(prose.text))
        for block in code_blocks(prose.text):
            shown.update(re.findall(r"[\w.-]+", block.content))
    often = Counter(mention.text for mention in spans(subject))
    lonely = frozenset(name for name in told - defined - shown if often[name] == 1)
    defined |= told
    defined.update(prefixes(defined))
    defined.update(event.name.partition("$")[0].rpartition(".")[2] for event in subject.spec.event_types)
    # `m.secret_storage.key.[key ID]`: anything may follow.
    begun = {name.partition("[")[0] for name in defined if name.startswith("m.") and ".[" in name}
    return Inventory(frozenset(defined), frozenset(shown), event_types(subject), tuple(sorted(begun)), lonely)


def event_types(subject: Subject) -> frozenset[str]:
    """Return the names of event schemas, and what schemas and examples give as `type`."""
    types = {event.name.partition("$")[0] for event in subject.spec.event_types}
    for document in subject.documents:
        types.update(types_in(document.root.value))
    for prose in living(subject):
        types.update(match[1] for match in TYPE.finditer(prose.text))
    return frozenset(types)


def types_in(value: object) -> Iterator[str]:
    """Yield what a JSON value gives as the type of an event."""
    if isinstance(value, list):
        for item in value:
            yield from types_in(item)
    elif isinstance(value, dict):
        for key, member in value.items():
            if key in ("type", "edu_type", "event_type"):
                yield from names_of_type(member)
            yield from types_in(member)


def names_of_type(value: object) -> Iterator[str]:
    """Yield the names in the value of `type`, or in the schema of a property of that name."""
    if isinstance(value, str) and value.startswith("m."):
        yield value
    elif isinstance(value, dict):
        listed = value.get("enum")
        values = [value.get("const"), value.get("example"), *(listed if isinstance(listed, list) else ())]
        yield from (each for each in values if isinstance(each, str))


def introduced_by_verb(text: str) -> Iterator[str]:
    """Yield the code spans of sentences that say how a thing is called."""
    for match in CALLED.finditer(text):
        yield from (span[1] for span in NAMING.finditer(match[0]))


def prefixes(names: Iterable[str]) -> set[str]:
    """Return the namespaces of dotted names."""
    dotted = [name.split(".") for name in names if name.startswith("m.")]
    return {".".join(parts[:count]) for parts in dotted for count in range(2, len(parts))}


def collect(value: object, example: bool, defined: set[str], shown: set[str]) -> None:
    """Add the names in a JSON value: what is defined, and what is only shown."""
    if isinstance(value, list):
        for item in value:
            collect(item, example, defined, shown)
    elif isinstance(value, str):
        shown.add(value)
    elif isinstance(value, dict):
        for key, member in value.items():
            shown.add(str(key))
            if example or key in ("example", "examples", "x-example"):
                collect(member, True, defined, shown)
            else:
                defined.update(names_in(str(key), member))
                collect(member, False, defined, shown)


def names_in(key: str, member: object) -> Iterator[str]:
    """Yield what a keyword of a schema or an operation defines."""
    if key in ("properties", "patternProperties") and isinstance(member, dict):
        yield from map(str, member)
    elif key == "enum" and isinstance(member, list):
        yield from (item for item in member if isinstance(item, str))
    elif key in ("const", "name", "default", "operationId", "pattern") and isinstance(member, str):
        yield member
    elif key.startswith("/"):
        yield from PARAMETER.findall(key)
