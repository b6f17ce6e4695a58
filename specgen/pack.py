"""Results as bytes: what a build gives (a header in JSON, then the contents of all files), and diagnostics."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from specgen.diagnostic import Diagnostic, Fix, Severity
from specgen.location import Location
from specgen.model.artifact import Artifact


@dataclass(frozen=True, slots=True)
class Product:
    """Files to write, what is wrong with the input (one line each), and what there was (name and count)."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def pack(product: Product) -> bytes:
    """Return a product as bytes."""
    header = {
        "files": [(artifact.path, len(artifact.content)) for artifact in product.artifacts],
        "problems": product.problems,
        "counts": product.counts,
    }
    text = json.dumps(header).encode()
    return b"".join((len(text).to_bytes(8, "big"), text, *(artifact.content for artifact in product.artifacts)))


def unpack(data: bytes) -> Product:
    """Return the product that `pack` made bytes of."""
    start = 8 + int.from_bytes(data[:8], "big")
    header = json.loads(data[8:start])
    artifacts = []
    for path, size in header["files"]:
        artifacts.append(Artifact(path, data[start : start + size]))
        start += size
    counts = tuple((name, count) for name, count in header["counts"])
    return Product(tuple(artifacts), tuple(header["problems"]), counts)


def pack_diagnostics(diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return diagnostics as bytes."""
    return json.dumps([plain(each) for each in diagnostics]).encode()


def plain(diagnostic: Diagnostic) -> list[object]:
    """Return a diagnostic as a list of JSON values."""
    related = [astuple(each) for each in diagnostic.related]
    fix = astuple(diagnostic.fix) if diagnostic.fix else None
    return [astuple(diagnostic.location), diagnostic.rule, int(diagnostic.severity), diagnostic.message, related, fix]


def unplain(values: list[Any]) -> Diagnostic:
    """Return the diagnostic that `plain` made a list of."""
    location, rule, severity, message, related, fix = values
    places = tuple(Location(*each) for each in related)
    return Diagnostic(Location(*location), rule, Severity(severity), message, places, Fix(*fix) if fix else None)


def unpack_diagnostics(data: bytes) -> list[Diagnostic]:
    """Return the diagnostics that `pack_diagnostics` made bytes of."""
    return [unplain(values) for values in json.loads(data)]
