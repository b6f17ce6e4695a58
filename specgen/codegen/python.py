"""Python source as `ruff format` would leave it: literals, brackets that break, docstrings, imports."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH = 88
STEP = "    "


@dataclass(frozen=True, slots=True)
class Group:
    """Something in brackets: on one line where it fits, else one item a line, each with a comma.

    The only item of a `tuple` has a comma on one line too.
    """

    head: str
    items: tuple["Node", ...]
    tail: str
    tuple: bool = False


Node = str | Group


def flat(node: Node) -> str:
    """Return a node on one line."""
    if isinstance(node, str):
        return node
    comma = "," if node.tuple and len(node.items) == 1 else ""
    return node.head + ", ".join(map(flat, node.items)) + comma + node.tail


def laid(node: Node, depth: int = 0, after: str = "") -> list[str]:
    """Return the lines of a node, without their indent; `after` follows it on its last line."""
    one = flat(node) + after
    if isinstance(node, str) or len(STEP) * depth + len(one) <= WIDTH or not node.items:
        return [one]
    lines = [node.head]
    for item in node.items:
        lines.extend(STEP + line for line in laid(item, depth + 1, ","))
    return [*lines, node.tail + after]


def indented(lines: Iterable[str], depth: int = 1) -> list[str]:
    """Return lines with an indent; empty ones stay empty."""
    return [STEP * depth + line if line else "" for line in lines]


def literal(value: str) -> str:
    """Return a string as Python writes it: in double quotes, or in single ones where that escapes less."""
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f")
    text = re.sub("[\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)
    if value.count('"') <= value.count("'"):
        return text
    inner = text[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inner}'"


def value_of(text: str) -> str:
    """Return a JSON value as Python writes it. `text` is JSON."""
    return python_value(json.loads(text))


def python_value(value: object) -> str:
    """Return a value as Python writes it."""
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, list):
        return f"[{', '.join(map(python_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {python_value(each)}" for key, each in value.items()) + "}"
    return repr(value)


def docstring(text: str) -> list[str]:
    """Return a docstring's lines, without their indent. `text` is wrapped already."""
    lines = escaped(text.strip()).split("\n")
    end = " " if lines[-1].endswith('"') else ""
    if len(lines) == 1:
        return [f'"""{lines[0]}{end}"""']
    return [f'"""{lines[0]}'.rstrip(), *(line.rstrip() for line in lines[1:]), '"""']


def escaped(text: str) -> str:
    """Return text that means itself between triple quotes."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"'))


def imports(wanted: Mapping[str, Iterable[str]], depth: int = 0) -> list[str]:
    """Return import lines by module, as isort sorts them: standard library, others, the package from far to near."""
    sections: dict[int, list[str]] = {}
    for module in sorted(wanted, key=module_rank):
        lines = import_of(module, sorted(set(wanted[module]), key=name_rank), depth)
        sections.setdefault(section(module), []).extend(lines)
    result: list[str] = []
    for _, lines in sorted(sections.items()):
        result.extend(["", *lines] if result else lines)
    return result


def import_of(module: str, names: Sequence[str], depth: int) -> list[str]:
    """Return the lines that import names from a module; a name that is changed has a line of its own."""
    kept = [name for name in names if " as " not in name]
    statements = [*([kept] if kept else []), *([name] for name in names if name not in kept)]
    statements.sort(key=lambda each: name_rank(each[0]))
    return [line for each in statements for line in import_statement(module, each, depth)]


def import_statement(module: str, names: Sequence[str], depth: int) -> list[str]:
    """Return the lines of one import statement."""
    one = f"from {module} import {', '.join(names)}"
    fits = len(one) + len(STEP) * depth <= WIDTH
    return [one] if fits else [f"from {module} import (", *(f"{STEP}{name}," for name in names), ")"]


def section(module: str) -> int:
    """Return where imports of a module stand: `__future__`, standard library, others, the package."""
    if module == "__future__":
        return 0
    return 3 if module.startswith(".") else 2 if module.partition(".")[0] in ("msgspec",) else 1


def module_rank(module: str) -> tuple[int, str]:
    """Return what modules are sorted by: the package's from far to near."""
    bare = module.lstrip(".")
    return -(len(module) - len(bare)), bare


def name_rank(name: str) -> tuple[int, list[tuple[int, int, str]], str]:
    """Return what imported names are sorted by: constants, classes, others."""
    bare = name.partition(" ")[0]
    kind = 0 if bare.isupper() and len(bare) > 1 else 1 if bare[:1].isupper() else 2
    parts = re.findall(r"\d+|\D+", bare.lower())
    return kind, [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts], bare


def joined(head: str, members: Sequence[str], depth: int = 0) -> list[str]:
    """Return `head` and members joined by `|`, in brackets where they need more than a line."""
    one = f"{head}{' | '.join(members)}"
    if len(STEP) * depth + len(one) <= WIDTH:
        return [one]
    inner = f"{STEP}{' | '.join(members)}"
    if len(STEP) * depth + len(inner) <= WIDTH:
        return [f"{head}(", inner, ")"]
    rest = [f"{STEP}| {member}" for member in members[1:]]
    return [f"{head}(", f"{STEP}{members[0]}", *rest, ")"]
