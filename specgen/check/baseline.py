"""A baseline: findings that are known and quiet, so that new ones are loud."""

import json
from collections import Counter
from collections.abc import Iterable

from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError


def fingerprint(diagnostic: Diagnostic) -> str:
    """Return what a finding is known by: rule, file and sentence, so that lines may move."""
    return f"{diagnostic.rule}\t{diagnostic.location.path}\t{diagnostic.message}"


def write_baseline(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the baseline of some findings as JSON: how often each is known."""
    return json.dumps(dict(sorted(Counter(map(fingerprint, diagnostics)).items())), indent=1, ensure_ascii=False) + "\n"


def without_known(diagnostics: Iterable[Diagnostic], text: str) -> list[Diagnostic]:
    """Return the findings that a baseline does not know. Raises `SpecgenError` for what is no baseline."""
    try:
        known = json.loads(text)
    except ValueError as error:
        raise SpecgenError(f"the baseline is not JSON: {error}") from error
    if not isinstance(known, dict) or not all(isinstance(count, int) for count in known.values()):
        raise SpecgenError("the baseline is not one: make it with `specgen check --write-baseline FILE`")
    left = Counter(known)
    result = []
    for diagnostic in diagnostics:
        name = fingerprint(diagnostic)
        if left[name] > 0:
            left[name] -= 1
        else:
            result.append(diagnostic)
    return result
