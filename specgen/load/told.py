"""What a load tells people: problems as lines, and how many of each thing there are."""

from collections.abc import Mapping, Sequence

from specgen.diagnostic import Diagnostic
from specgen.load.nodes import place_of
from specgen.load.spec import Loaded
from specgen.model.source import SourceFile, SourceTree


def describe(diagnostics: Sequence[Diagnostic], tree: SourceTree) -> tuple[str, ...]:
    """Return diagnostics as `file:line: severity: message [rule]`, sorted, each once."""
    files: Mapping[str, SourceFile] = {file.path: file for file in tree.files}
    lines = {one_line(diagnostic, files): None for diagnostic in diagnostics}
    return tuple(text for _, text in sorted(lines))


def one_line(diagnostic: Diagnostic, files: Mapping[str, SourceFile]) -> tuple[tuple[str, int], str]:
    """Return a diagnostic's place, for sorting, and its line."""
    where = diagnostic.location
    file = files.get(where.path)
    line = place_of(file.data, where)[0] if file else 1
    return (
        where.path,
        line,
    ), f"{where.path}:{line}: {diagnostic.severity.name.lower()}: {diagnostic.message} [{diagnostic.rule}]"


def counts(loaded: Loaded) -> tuple[tuple[str, int], ...]:
    """Return what there is in a spec, by name."""
    spec = loaded.spec
    return (
        ("pages", len(spec.pages)),
        ("operations", sum(len(api.operations) for api in spec.apis)),
        ("event types", len(spec.event_types)),
        ("schemas", len(spec.schemas)),
        ("examples", len(spec.event_examples)),
    )
