"""From a node with `$ref` to the node that it means, and through everything that applies beside it."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from specgen.check.documents.references import inside, roots
from specgen.model.node import Node
from specgen.model.subject import Subject

# Keywords whose schemas look at the same value as the schema that has them.
BRANCHES = ("allOf", "oneOf", "anyOf", "if", "then", "else")
NOTHING = Node(None, "")


def target(subject: Subject, node: Node) -> Node:
    """Return what the `$ref` of a mapping leads to, in one step; without a value where it leads nowhere."""
    reference = node.value.get("$ref") if isinstance(node.value, dict) else None
    if not isinstance(reference, str):
        return NOTHING
    file, _, fragment = reference.partition("#")
    origin = node.get("$ref").path
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(file))) if file else origin
    known = roots(subject)
    root = known.get(path) or known.get(posixpath.splitext(path)[0]) or NOTHING
    return inside(root, unquote(fragment)) or NOTHING


def child(node: Node, token: str | int) -> Node:
    """Return the member or the item that one token of a pointer names."""
    if isinstance(node.value, list):
        index = int(token) if str(token).isdigit() else len(node.value)
        inside = node.value[index] if index < len(node.value) else None
        return Node(inside, node.path, f"{node.pointer}/{token}")
    return node.get(str(token))


def follow(subject: Subject, node: Node) -> Node:
    """Return the node at the end of a chain of references; what stands beside `$ref` is left aside."""
    for _ in range(20):
        if not (isinstance(node.value, dict) and "$ref" in node.value):
            return node
        node = target(subject, node)
    return NOTHING


def group(subject: Subject, nodes: Iterable[Node], keywords: tuple[str, ...] = BRANCHES) -> list[Node]:
    """Return the schemas that look at the same value: the given ones, what they refer to, and their branches."""
    result: dict[tuple[str, str], Node] = {}
    queue = list(nodes)
    if len(queue) == 1 and isinstance(queue[0].value, dict) and queue[0].value.keys().isdisjoint(("$ref", *keywords)):
        return queue  # as it is for most
    while queue:
        node = queue.pop(0)
        place = (node.path, node.pointer)
        if place in result or not isinstance(node.value, dict):
            continue
        result[place] = node
        if "$ref" in node.value:
            queue.append(target(subject, node))
        for keyword in keywords:
            if keyword in node.value:
                branch = node.get(keyword)
                queue.extend(branch.elements() if isinstance(branch.value, list) else (branch,))
    return list(result.values())


def members(nodes: Iterable[Node], keyword: str) -> dict[str, list[Node]]:
    """Return the entries of `properties` (or another mapping) of several schemas by name."""
    result: dict[str, list[Node]] = {}
    for node in nodes:
        mapping = node.get(keyword)
        for name in mapping.value if isinstance(mapping.value, dict) else ():
            result.setdefault(name, []).append(mapping.get(name))
    return result


def names_of(nodes: Iterable[Node], keyword: str) -> set[str]:
    """Return the names in `properties` (or another mapping) of several schemas."""
    mappings = (node.value.get(keyword) for node in nodes if isinstance(node.value, dict))
    return {name for mapping in mappings if isinstance(mapping, dict) for name in mapping}


def entries_of(nodes: Iterable[Node], keyword: str, name: str) -> list[Node]:
    """Return the entries of one name in `properties` (or another mapping) of several schemas."""
    mappings = (node.get(keyword) for node in nodes if isinstance(node.value, dict) and keyword in node.value)
    return [mapping.get(name) for mapping in mappings if isinstance(mapping.value, dict) and name in mapping.value]


def having(nodes: Iterable[Node], keyword: str) -> Iterator[Node]:
    """Yield the values of a keyword in several schemas."""
    return (node.get(keyword) for node in nodes if isinstance(node.value, dict) and keyword in node.value)


def at(subject: Subject, node: Node, path: Iterable[str | int]) -> Node:
    """Return the place in an example that a path leads to, through `$ref` and `allOf`; the deepest that is there."""
    for token in path:
        step = step_into(subject, node, token)
        if step is None:
            return node
        node = step
    return node


def step_into(subject: Subject, node: Node, token: str | int) -> Node | None:
    """Return the member of an example that a token names, wherever it comes from."""
    if isinstance(node.value, list):
        return child(node, token) if isinstance(token, int) and token < len(node.value) else None
    for part in group(subject, [node], ("allOf",)):
        if str(token) in part.value:
            return part.get(str(token))
    plain = follow(subject, node)
    return step_into(subject, plain, token) if isinstance(plain.value, list) else None


def matches_pattern(pattern: str, name: str) -> bool:
    """Tell whether a name matches a pattern of `patternProperties`; one that is no pattern matches everything."""
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return True
