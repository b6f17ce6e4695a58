"""The real Matrix specification written otherwise, in several ways: nothing that travels changes."""

from functools import cache
from pathlib import Path

import pytest
from rewriting import MOVES, Move, rewritten, words_change

from specgen.diff import diff
from specgen.load.refs import Documents
from specgen.load.spec import load_spec
from specgen.model.source import SourceTree
from specgen.model.spec import Spec
from specgen.source import read_tree

pytestmark = pytest.mark.corpus
VERSIONS = ("v1.5", "v1.11", "v1.19")


@cache
def loaded(place: str) -> tuple[SourceTree, Documents, Spec]:
    tree = read_tree(place)
    found = load_spec(tree)
    return tree, found.documents, found.spec


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_how_a_tree_is_written_is_no_change(repository: Path, version: str, move: Move) -> None:
    tree, documents, spec = loaded(f"{repository}@{version}")
    other = rewritten(tree, documents, move, int(version.partition(".")[2]))
    assert [file.data for file in other.files] != [file.data for file in tree.files], "the move did something"
    new = load_spec(other).spec
    assert diff(spec, new) == ()
    assert diff(new, spec) == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_other_words_are_documentation(repository: Path, version: str) -> None:
    tree, documents, spec = loaded(f"{repository}@{version}")
    new = load_spec(rewritten(tree, documents, words_change, 1)).spec
    for changes in (diff(spec, new), diff(new, spec)):
        assert len(changes) > 1000
        assert {each.area for each in changes} == {"documentation"}
