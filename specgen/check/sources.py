"""The files that people write, as text."""

from collections.abc import Iterator

from specgen.model.subject import Subject

WRITTEN = (".yaml", ".yml", ".json", ".md", ".toml")


def texts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that people write."""
    for file in subject.tree.files:
        if file.path.endswith(WRITTEN):
            yield file.path, file.text()
