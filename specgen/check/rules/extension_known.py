"""An extension (`x-…`) is written almost as one that is in use, but not quite.

Why:
    Nobody reads a misspelt extension: the version in which something was added is not shown.
Bad:
    x-addedInMatrixVerison: "1.3"
Good:
    x-addedInMatrixVersion: "1.3"
"""

from collections import Counter
from collections.abc import Iterator

from specgen.check.documents.keys import keys
from specgen.check.rule import Finding
from specgen.check.texts.near import nearest
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"
KNOWN = ("x-addedInMatrixVersion", "x-changedInMatrixVersion", "x-pattern-format", "x-weight")
PREFIXES = ("x-", "x_", "X-")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each extension that is rarer than one that it looks like."""
    found = [key for key in keys(subject) if not key.is_name and is_extension(key.name)]
    counts = Counter(key.name for key in found)
    wrong = {name: near for name in counts if name not in KNOWN and (near := likely(name, counts))}
    for key in found:
        if key.name in wrong:
            yield Finding(key.node.location, f"no extension is called `{key.name}` (did you mean `{wrong[key.name]}`?)")


def is_extension(name: str) -> bool:
    """Tell whether a key is an extension, or one that lost its `x-`."""
    return name.startswith(PREFIXES) or f"x-{name}" in KNOWN


def likely(name: str, counts: Counter[str]) -> str | None:
    """Return the extension that a name was probably meant to be."""
    usual = {other for other in counts if counts[other] > 3 * counts[name]}
    return nearest(name, {*KNOWN, *usual}, 0.75)
