"""A `$ref` leads nowhere, or back to itself.

Why:
    What it stands for is missing from the site, from the bundles and from generated code.
Bad:
    $ref: definitions/eror.yaml
Good:
    $ref: definitions/error.yaml
"""

import difflib
import posixpath
from collections.abc import Iterator

from specgen.check.documents.references import Reference, inside, is_elsewhere, references, roots
from specgen.check.loading import found_while_loading
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
found = found_while_loading("reference-resolves")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each, with the file or the name that was probably meant."""
    written = {each.node.location: each for each in references(subject)}
    for finding in found(subject):
        reference = written.get(finding.location)
        hint = meant(subject, reference) if reference and "nowhere" in finding.message else ""
        if not (reference and is_elsewhere(reference)):
            yield Finding(finding.location, finding.message + hint, finding.related)


def meant(subject: Subject, reference: Reference) -> str:
    """Return words that suggest what a reference was probably meant to be, or nothing."""
    known = roots(subject)
    root = known.get(reference.path) or known.get(posixpath.splitext(reference.path)[0])
    file, mark, fragment = reference.text.partition("#")
    if root is not None:
        above, _, last = fragment.rpartition("/")
        parent = inside(root, above)
        names = parent.value if parent is not None and isinstance(parent.value, dict) else {}
        return did_you_mean(last, names, 0.6)
    paths = [path for path in known if posixpath.splitext(path)[1]]
    name = posixpath.basename(reference.path)
    same = [path for path in paths if posixpath.basename(path) == name]
    near = difflib.get_close_matches(reference.path, same or paths, 1, 0.0 if same else 0.8)
    if not near or not file:
        return ""
    here = posixpath.relpath(near[0], posixpath.dirname(reference.holder.path))
    return f" (did you mean `{here}{mark}{fragment}`?)"
