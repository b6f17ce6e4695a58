"""The files that people write, as text."""

from specgen.check.once import once
from specgen.model.subject import Subject

WRITTEN = (".yaml", ".yml", ".json", ".md", ".toml")


@once
def texts(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return path and text of each file that people write."""
    return tuple((file.path, file.text()) for file in subject.tree.files if file.path.endswith(WRITTEN))
