"""A project of handlers that people fill, and a newer specification: what is added to it, and what is told of it."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.codegen.emit.scaffold import together
from specgen.codegen.names import pascal
from specgen.codegen.python import import_of
from specgen.codegen.stamp import intact, stamped

BASE = "Unimplemented"
GATHERING = "__init__.py"


@dataclass(frozen=True, slots=True)
class Kept:
    """A handler's method: the file and the class that have it, and what it takes."""

    path: str
    owner: str
    node: ast.AsyncFunctionDef

    @property
    def takes(self) -> dict[str, str]:
        """Return the types of arguments by name; those that have a place only, by their number."""
        given = self.node.args
        placed = {f"argument {number}": typed(each) for number, each in enumerate(given.posonlyargs[2:], 1)}
        named = (each for each in (*given.args, *given.kwonlyargs) if each.arg != "self")
        return placed | {f"`{each.arg}`": typed(each) for each in named}


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to write, none of which is anybody's, and sentences about the rest."""

    files: Mapping[str, bytes]
    report: tuple[str, ...]


def plan(there: Mapping[str, str], wanted: Mapping[str, str], origin: str) -> Plan:
    """Return what a project lacks. `there` and `wanted` map paths to texts; `origin` names the specification."""
    files = {path: text for path, text in wanted.items() if "/" not in path and path not in there}
    report: list[str] = []
    result = {path: text.encode() for path, text in files.items()}
    for api in sorted({path.split("/")[0] for path in wanted if "/" in path}):
        mine = {path: text for path, text in there.items() if path.startswith(f"{api}/")}
        asked = {path: text for path, text in wanted.items() if path.startswith(f"{api}/")}
        have, need = methods(mine), methods(asked)
        added = dict(additions(mine, asked, set(need) - set(have), origin))
        result |= {path: text.encode() for path, text in added.items()}
        gathering = f"{api}/{GATHERING}"
        text = gathered(api, {path: each for path, each in {**mine, **added}.items() if answers(each, need)})
        if gathering not in mine or intact(mine[gathering].encode()):
            result[gathering] = stamped(gathering, text, origin)
        elif added:
            report.append(f"`{gathering}` is yours: let it have the classes of {', '.join(sorted(added))}")
        report.extend(told(api, have, need, added))
        report.extend(parting(mine, need))
    return Plan({path: data for path, data in result.items() if there.get(path, "").encode() != data}, tuple(report))


def methods(files: Mapping[str, str]) -> dict[str, Kept]:
    """Return the handlers' methods of some modules by name. A module that is not Python has none."""
    return {node.name: Kept(path, owner.name, node) for path, text in files.items() for owner, node in handlers(text)}


def handlers(text: str) -> Iterator[tuple[ast.ClassDef, ast.AsyncFunctionDef]]:
    """Yield the classes and methods of a module that answer requests: those that take `ctx`."""
    for owner in classes(text):
        for node in owner.body:
            if isinstance(node, ast.AsyncFunctionDef):
                placed = [*node.args.posonlyargs, *node.args.args]
                if len(placed) > 1 and placed[1].arg == "ctx":
                    yield owner, node


def classes(text: str) -> list[ast.ClassDef]:
    """Return the classes of a module; none of what is not Python."""
    try:
        return [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    except SyntaxError:
        return []


def additions(
    mine: Mapping[str, str], asked: Mapping[str, str], missing: set[str], origin: str
) -> Iterator[tuple[str, str]]:
    """Yield the modules that a project lacks: of new areas, and of what is new in areas that it has."""
    label = re.sub(r"\W+", "_", origin.rsplit(maxsplit=1)[-1]).strip("_").lower()
    for path, text in sorted(asked.items()):
        names = [node.name for _, node in handlers(text)]
        lacking = [name for name in names if name in missing]
        if not lacking:
            continue
        if len(lacking) == len(names) and path not in mine:
            yield path, text
            continue
        place = f"{path.removesuffix('.py')}_{label}.py"
        while place in mine:
            place = f"{place.removesuffix('.py')}_more.py"
        yield place, only(text, set(lacking), pascal(label))


def only(text: str, names: set[str], suffix: str) -> str:
    """Return a module with some of its methods; its class has a name of its own."""
    lines = text.split("\n")
    dropped: set[int] = set()
    for owner, node in handlers(text):
        lines[owner.lineno - 1] = f"class {owner.name.removesuffix('Handlers')}{suffix}Handlers({BASE}):"
        if node.name not in names:
            dropped |= set(range(node.lineno - 2, node.end_lineno or node.lineno))
    return needed_imports("\n".join(line for number, line in enumerate(lines) if number not in dropped))


def needed_imports(text: str) -> str:
    """Return a module without the imports that it has no use for."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {"annotations"}
    lines = text.split("\n")
    for node in reversed(tree.body):
        if isinstance(node, ast.ImportFrom):
            names = [each.name for each in node.names if (each.asname or each.name) in used and not each.asname]
            names += [f"{each.name} as {each.asname}" for each in node.names if each.asname in used]
            kept = import_of(node.module or "", names, 0) if names else []
            lines[node.lineno - 1 : node.end_lineno] = kept
    return "\n".join(lines)


def answers(text: str, need: Mapping[str, Kept]) -> bool:
    """Tell whether a module answers something that is still asked for, or never answered anything."""
    names = {node.name for _, node in handlers(text)}
    return not names or not names.isdisjoint(need)


def parting(mine: Mapping[str, str], need: Mapping[str, Kept]) -> Iterator[str]:
    """Yield what is left of operations that are gone: modules that answer nothing, imports that lead nowhere."""
    for path, text in sorted(mine.items()):
        gone = [node for _, node in handlers(text) if node.name not in need]
        if not answers(text, need):
            yield f"`{path}` has nothing left to answer: `Handlers` goes without it"
        elif gone:
            names = only_used_by(gone, ast.parse(text))
            if names:
                yield f"`{path}` may import what is gone: {', '.join(f'`{name}`' for name in names)}"


def only_used_by(nodes: list[ast.AsyncFunctionDef], tree: ast.Module) -> list[str]:
    """Return the names that a module imports for some of its methods alone."""
    imported = {
        each.asname or each.name for node in tree.body if isinstance(node, ast.ImportFrom) for each in node.names
    }
    uses = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    theirs = [node.id for each in nodes for node in ast.walk(each) if isinstance(node, ast.Name)]
    return sorted(name for name in imported.intersection(theirs) if uses.count(name) == theirs.count(name))


def gathered(api: str, files: Mapping[str, str]) -> str:
    """Return the module that makes one handler of the classes of an API's modules."""
    found = [
        (path.rpartition("/")[2].removesuffix(".py"), owner.name)
        for path, text in sorted(files.items())
        if path.count("/") == 1 and not path.endswith(GATHERING)
        for owner in classes(text)
        if any(isinstance(base, ast.Name) and base.id == BASE for base in owner.bases)
    ]
    return together(api, found)


def told(api: str, have: Mapping[str, Kept], need: Mapping[str, Kept], added: Mapping[str, str]) -> Iterator[str]:
    """Yield what is new, gone and changed for what people wrote."""
    places = methods(added)
    for name, kept in sorted(places.items()) if have else ():
        yield f"new: {api}.{name} in {kept.path}"
    for name, kept in sorted(have.items()):
        if name not in need:
            yield f"gone: {api}.{name} in {kept.path}: the specification has it no longer"
        elif kept.node.args.kwarg is None:
            changes = ", ".join(changed(kept.takes, need[name].takes))
            if changes:
                yield f"changed: {api}.{name} in {kept.path}: {changes}"


def changed(have: Mapping[str, str], need: Mapping[str, str]) -> Iterator[str]:
    """Yield how arguments differ."""
    for name in dict.fromkeys((*have, *need)):
        if name not in need:
            yield f"{name} is no longer given"
        elif name not in have:
            yield f"{name} is new: `{need[name]}`"
        elif have[name] != need[name]:
            yield f"{name} is `{need[name]}`, not `{have[name]}`"


def typed(argument: ast.arg) -> str:
    """Return the type of an argument as it is written."""
    return ast.unparse(argument.annotation) if argument.annotation else "Any"
