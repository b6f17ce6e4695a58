"""The budgets of the house, counted on its own sources."""

import ast
import re
import statistics
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "specgen"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions() -> list[tuple[str, int]]:
    trees = [(path, ast.parse(path.read_text())) for path in MODULES]
    found = [(path, node) for path, tree in trees for node in ast.walk(tree) if isinstance(node, FUNCTION)]
    return [(f"{path.relative_to(PACKAGE)}:{node.name}", lines(node)) for path, node in found]


def test_modules_are_small() -> None:
    sizes = {str(path.relative_to(PACKAGE)): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > 500} == {}
    assert statistics.median(sizes.values()) <= 100


def test_functions_are_small() -> None:
    sizes = functions()
    assert [(name, size) for name, size in sizes if size > 60] == []
    assert statistics.quantiles([size for _, size in sizes], n=10)[-1] <= 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_classes_and_imports(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = [item.name for item in node.body if isinstance(item, FUNCTION)]
            assert len(methods) <= 16 if node.name == "SchemaReader" else len(methods) <= 12, node.name
        if isinstance(node, FUNCTION):
            inner = [item for item in ast.walk(node) if isinstance(item, ast.Import | ast.ImportFrom)]
            assert not inner, f"{node.name} imports inside"
    assert not re.search(r"^if TYPE_CHECKING", path.read_text(), re.MULTILINE)
