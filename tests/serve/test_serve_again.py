"""What builds remember never shows: after any edit, the site is the one that is built from nothing."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.build import Memory, Wish, site
from specgen.cli.trees import bundled_tree, theme_files
from specgen.diagnostic import Diagnostic
from specgen.model.source import SourceFile, SourceTree

EDITS: dict[str, Callable[[bytes], bytes]] = {
    "another word": lambda data: data.replace(b" the ", b" THE ", 1),
    "another heading": lambda data: data.replace(b"\n## ", b"\n## Introduction\n\n## ", 1),
    "another title": lambda data: data.replace(b"title: ", b"title: New ", 1),
    "a comment": lambda data: data + b"\n# more\n",
    "no YAML any more": lambda data: data[: len(data) // 2] + b"\n  : [\n" + data[len(data) // 2 :],
    "a link definition": lambda data: data + b"\n\n[the]: https://x.example\n\nSee [the].\n",
    "an open fence": lambda data: data.replace(b"\n\n", b"\n\n```\n", 1),
    "an open comment": lambda data: data.replace(b"\n\n", b"\n\n<!-- \n", 1),
    "nothing left": lambda data: b"",
}
INPUT = (".md", ".yaml", ".json")


def nothing_new(tree: SourceTree) -> tuple[str | None, tuple[Diagnostic, ...]]:
    return None, ()


@pytest.mark.parametrize("seed", range(2))
def test_any_edits(seed: int) -> None:
    chance, memory, theme = random.Random(seed), Memory(), theme_files()  # noqa: S311
    tree = first = bundled_tree()
    site(tree, theme, nothing_new, Wish(), memory)
    for _ in range(5):
        files = [
            file for file in tree.files if file.path.endswith(INPUT) and file.path.startswith(("api", "event", "site"))
        ]
        chosen, name = chance.choice(files), chance.choice([*EDITS, "gone", "as it was"])
        edited = SourceFile(chosen.path, EDITS.get(name, bytes)(chosen.data))
        others = tuple(
            edited if file is chosen else file for file in tree.files if file is not chosen or name != "gone"
        )
        tree = first if name == "as it was" else replace(tree, files=others)
        again = site(tree, theme, nothing_new, Wish(), memory)
        assert again == site(tree, theme, nothing_new, Wish()), (name, chosen.path)
