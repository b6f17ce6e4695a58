"""A specification with a proposal's new names as they are called until it is accepted, for code that tries it out."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specgen.layouts import Layout, recognise
from specgen.load.nodes import parse
from specgen.load.openapi import base_path_of
from specgen.model.node import Node
from specgen.model.source import SourceFile, SourceTree
from specgen.msc.inventory import Entry, same_path
from specgen.msc.names import SEGMENT

ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Renames:
    """What is called otherwise for the time being: endpoints, and other names."""

    endpoints: tuple[tuple[str, str], ...]
    names: Mapping[str, str]


def renames_of(entries: Iterable[Entry]) -> Renames:
    """Return the unstable forms of what a proposal adds: those it gives, else those that the process would have."""
    new = [each for each in entries if each.name and each.known is False and (each.unstable or each.suggested)]
    return Renames(
        tuple((each.name, each.unstable or each.suggested) for each in new if each.kind == "endpoint"),
        {each.name: each.unstable or each.suggested for each in new if each.kind != "endpoint"},
    )


def unstable_tree(tree: SourceTree, renames: Renames) -> SourceTree:
    """Return a tree whose data has the unstable names."""
    layout = recognise(tree)
    data = tuple(f"{folder}/" for folder in layout.documents)
    files = (renamed(file, renames, layout) if file.path.startswith(data) else file for file in tree.files)
    return SourceTree(tree.name, tuple(sorted(files, key=lambda file: file.path)))


def renamed(file: SourceFile, renames: Renames, layout: Layout) -> SourceFile:
    """Return a file with the unstable names in it; a file that is called by such a name gets the other one."""
    if not file.path.endswith(ENDINGS):
        return file
    text = with_names(file.text(), renames.names)
    folder, _, name = file.path.rpartition("/")
    path = f"{folder}/{with_names(name, renames.names)}"
    result = SourceFile(path, text.encode()) if (path, text) != (file.path, file.text()) else file
    return with_endpoints(result, renames.endpoints) if path.startswith(f"{layout.apis}/") else result


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Return a text with whole names replaced, the longest first."""
    if not names:
        return text
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<![\w.])(?:{known})(?!\w|\.(?!ya?ml|json)\w)", lambda found: names[found[0]], text)


def with_endpoints(file: SourceFile, endpoints: Sequence[tuple[str, str]]) -> SourceFile:
    """Return an API document with whole paths, those of new endpoints unstable; as it is, if it has none of them."""
    root: Any = parse(file)[0] if endpoints else None
    paths = root.get("paths") if isinstance(root, dict) and "openapi" in root else None
    if not isinstance(paths, dict):
        return file
    base = base_path_of(Node(root, file.path))
    forms = {path: unstable_form(base + path, endpoints) for path in paths}
    if not any(forms.values()):
        return file
    root["paths"] = {forms[path] or base + path: item for path, item in paths.items()}
    root["servers"] = [{"url": "https://localhost"}]
    return SourceFile(file.path, json.dumps(root, ensure_ascii=False).encode())


def unstable_form(path: str, endpoints: Sequence[tuple[str, str]]) -> str:
    """Return what an endpoint is called for the time being, with its own placeholders; nothing for another one."""
    for stable, unstable in endpoints:
        if same_path(stable, path):
            return with_placeholders(unstable, SEGMENT.findall(path))
    return ""


def with_placeholders(path: str, own: Sequence[str]) -> str:
    """Return a path with other placeholders, in their order."""
    left = iter(own)
    return SEGMENT.sub(lambda found: next(left, found[0]), path)
