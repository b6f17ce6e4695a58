"""An example's file is named after an event type that no schema describes.

Why:
    Nothing finds the example, so nothing shows it and nothing checks it.
Bad:
    examples/m.room.topics.yaml
Good:
    examples/m.room.topic.yaml
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files, stem
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each example whose name begins as an event type does and is none; what others refer to stays quiet."""
    files = event_files(subject)
    types = {name.partition("$")[0] for name in files}
    folders = example_folders(subject)
    for document in subject.of_kind("example"):
        name = stem(document)
        kind = name.partition("$")[0]
        beside = any(document.path.startswith(f"{folder}/") for folder in folders)
        if beside and name.startswith("m.") and kind not in types and document.path not in subject.referenced:
            message = f"no schema describes the event type `{kind}`{did_you_mean(kind, types)}"
            yield Finding(document.root.location, message)


def example_folders(subject: Subject) -> set[str]:
    """Return the folders that examples of events stand in: beside that of the schemas."""
    schemas = {file.node.path.rpartition("/")[0] for file in event_files(subject).values()}
    return {f"{folder.rpartition('/')[0]}/examples" for folder in schemas}
