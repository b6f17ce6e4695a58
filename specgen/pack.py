"""What a build gives, as bytes: a header in JSON, then the contents of all files."""

import json
from dataclasses import dataclass

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
