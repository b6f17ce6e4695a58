"""A file of text is not UTF-8.

Why:
    YAML and JSON files are UTF-8, and other bytes stop the reading of the whole file; in Markdown they
    are shown as marks of replacement.
Bad:
    description: caf�
Good:
    description: café
"""

from collections.abc import Iterator

from specgen.check.loading import found_while_loading
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.load.pages import wrong_bytes
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
found = found_while_loading("file-encoding")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each file that could not be read, and the first wrong byte of other texts."""
    loaded = list(found(subject))
    yield from loaded
    known = {each.location.path for each in loaded}
    for file in subject.tree.files:
        if file.path.endswith((".md", ".html")) and file.path not in known:
            yield from (Finding(each.location, each.message) for each in wrong_bytes(file))
