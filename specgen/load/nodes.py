"""YAML and JSON documents as located values, read by the rules of YAML 1.2's JSON-like core schema."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml
from yaml._yaml import CParser

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location, unescape
from specgen.model.source import SourceFile

NEWLINE = re.compile("\n")
INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
WORDS: Mapping[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
MOST_NODES = 2_000_000
DEEPEST = 400
SUSPICIOUS = re.compile(r"(?:[-?:][ \t]+){100}|^ {200}", re.M)
TOO_LARGE = "document is nested too deeply or repeats itself too often"


class UnreadableError(Exception):
    """What stops the reading of one document, and on which line (from 1)."""

    def __init__(self, rule: str, line: int, message: str) -> None:
        """Keep what is needed for a diagnostic."""
        super().__init__(message)
        self.rule, self.line, self.message = rule, line, message


class Composer(CParser):
    """PyYAML's C parser, whose scalars say only whether they were plain."""

    def resolve(self, kind: type, value: str, implicit: Any) -> str:
        """Return a tag: `plain` for a scalar without quotes."""
        return "plain" if kind is yaml.ScalarNode and implicit[0] else "quoted"

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Do nothing: there are no path resolvers."""

    def ascend_resolver(self) -> None:
        """Do nothing: there are no path resolvers."""


def scalar(node: Any) -> object:
    """Return what a scalar node means: a string unless it is plain and looks like JSON."""
    text: str = node.value
    if node.tag == "plain":
        if text in WORDS:
            return WORDS[text]
        if text[0] in "-+.0123456789":
            if INTEGER.match(text):
                return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
            if FLOAT.match(text):
                return float(text)
    elif node.tag == "tag:yaml.org,2002:int" and INTEGER.match(text):
        return int(text)
    return text


class Builder:
    """Builds one document's value; a class because it collects diagnostics and counts what it builds."""

    def __init__(self, path: str) -> None:
        """Start with nothing found."""
        self.path = path
        self.found: list[Diagnostic] = []
        self.size = 0

    def build(self, node: Any, depth: int = 0) -> object:
        """Return the value of a node. Raises `UnreadableError` where aliases blow the document up."""
        self.size += 1
        if depth > DEEPEST or self.size > MOST_NODES:
            raise UnreadableError("yaml-too-large", node.start_mark.line + 1, TOO_LARGE)
        if isinstance(node, yaml.ScalarNode):
            return scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self.mapping(node, depth)

    def mapping(self, node: Any, depth: int) -> dict[str, object]:
        """Return a mapping's value; its keys are strings always, as JSON has them."""
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report("yaml-key-scalar", key_node, "a mapping or list is used as a key")
                continue
            key = key_node.value
            if key in result:
                self.report("yaml-duplicate-key", key_node, f"key `{key}` is already in this mapping")
            result[key] = self.build(value_node, depth + 1)
        return result

    def report(self, rule: str, node: Any, message: str) -> None:
        """Remember a diagnostic on the node's line."""
        self.found.append(Diagnostic(Location(self.path, line=node.start_mark.line + 1), rule, Severity.ERROR, message))


def measure(composer: Composer) -> None:
    """Raise `UnreadableError` for a document so deep that composing it would exhaust the C stack."""
    depth = 0
    while composer.check_event():
        event: Any = composer.get_event()
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise UnreadableError("yaml-too-large", event.start_mark.line + 1, TOO_LARGE)


def compose(text: str) -> Any:
    """Return the YAML node tree of a document. Raises `UnreadableError` for what is not YAML."""
    composer = Composer(text)
    try:
        if text.count("[") + text.count("{") > DEEPEST or SUSPICIOUS.search(text):
            measure(Composer(text))
        return composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        quoted = "quoted scalar" in (error.context or "")  # the quote that nothing closes, not the file's end
        mark = (error.context_mark if quoted else None) or error.problem_mark or error.context_mark
        raise UnreadableError(
            "yaml-syntax", mark.line + 1 if mark else 1, str(error.problem or error.context)
        ) from error
    except yaml.YAMLError as error:
        raise UnreadableError("yaml-syntax", 1, str(error).splitlines()[0]) from error
    finally:
        composer.dispose()


def parse(file: SourceFile) -> tuple[object, tuple[Diagnostic, ...]]:
    """Read a YAML or JSON document. Never raises for what an author wrote: the value is then None."""
    builder = Builder(file.path)
    try:
        root = compose(file.data.decode("utf-8-sig"))
        value = None if root is None else builder.build(root)
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        return None, (Diagnostic(Location(file.path, line=line), "file-encoding", Severity.ERROR, "file is not UTF-8"),)
    except UnreadableError as trouble:
        where = Location(file.path, line=trouble.line)
        return None, (*builder.found, Diagnostic(where, trouble.rule, Severity.ERROR, trouble.message))
    return value, tuple(builder.found)


def node_of(text: str, pointer: str) -> tuple[Any, Any]:
    """Return the mark of what `pointer` names (a key, or a list's item) and its node, or those of an ancestor."""
    node = composed(text)
    mark = node.start_mark
    for token in map(unescape, pointer.split("/")[1:]):
        step = member(node, token)
        if step is None:
            break
        mark, node = step
    return mark, node


@lru_cache(maxsize=16)
def composed(text: str) -> Any:
    """Return the YAML node tree of a document; many places in one file are looked up one after the other."""
    return compose(text)


def member(node: Any, token: str) -> tuple[Any, Any] | None:
    """Return the mark of a member's key (or of a list's item) and the member's node."""
    if isinstance(node, yaml.MappingNode):
        pairs: Sequence[tuple[Any, Any]] = node.value
        found = [pair for pair in pairs if pair[0].value == token]
        return (found[-1][0].start_mark, found[-1][1]) if found else None
    if isinstance(node, yaml.SequenceNode) and token.isdigit() and int(token) < len(node.value):
        item = node.value[int(token)]
        return item.start_mark, item
    return None


def place_of(data: bytes, location: Location) -> tuple[int, int]:
    """Return line and column (both from 1) of a location in a file's content."""
    if location.line is not None:
        return location.line, location.offset or 1
    text, starts = lines_of(data)
    if not location.pointer:
        return line_and_column(starts, location.offset or 0)
    try:
        mark, node = node_of(text, location.pointer)
    except UnreadableError as trouble:
        return trouble.line, 1
    if location.offset is not None and isinstance(node, yaml.ScalarNode):
        return line_and_column(starts, inside(text, node, location.offset))
    return mark.line + 1, mark.column + 1


@lru_cache(maxsize=16)
def lines_of(data: bytes) -> tuple[str, Sequence[int]]:
    """Return a file's text and where its lines start; many places in one file are looked up one after the other."""
    text = data.decode("utf-8-sig", "replace")
    return text, [0, *(match.end() for match in NEWLINE.finditer(text))]


def line_and_column(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Return line and column (both from 1) of a character of a text whose lines start there."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def inside(text: str, node: Any, offset: int) -> int:
    """Return where in the file a scalar's character stands: what is not blank comes in the same order in both."""
    start: int = node.start_mark.index
    raw = text[start : node.end_mark.index]
    if raw[:1] in ("|", ">"):
        start += raw.find("\n") + 1
    elif raw[:1] in ("'", '"'):
        start += 1
    wanted = len("".join(node.value[:offset].split()))
    for place in range(start, len(text)):
        if not text[place].isspace():
            if wanted == 0:
                return place
            wanted -= 1
    return start
