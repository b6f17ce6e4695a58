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
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
found = found_while_loading("file-encoding")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each data file that could not be read, and the first wrong byte of each text."""
    yield from found(subject)
    for file in subject.tree.files:
        if file.path.endswith((".md", ".html")):
            try:
                file.data.decode("utf-8")
            except UnicodeDecodeError as trouble:
                offset = len(file.data[: trouble.start].decode("utf-8-sig"))
                message = f"byte 0x{file.data[trouble.start]:02x} is not UTF-8"
                yield Finding(Location(file.path, offset=offset), message)
