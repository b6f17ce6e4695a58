"""A file stands among documents and is not read, because of its extension.

Why:
    A slip in the name, or a copy that an editor left: what it says is not in the specification.
Bad:
    api/client-server/login.yml.orig
Good:
    api/client-server/login.yaml
"""

import posixpath
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
READ = (".yaml", ".yml", ".json")
OTHER = (".md", ".txt", ".gitignore", ".gitkeep", ".gitattributes", ".editorconfig", ".py", ".sh", ".js")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each file in a folder of documents that is neither one nor a known companion."""
    kinds = ("api", "definition", "event", "core-event", "example")
    folders = {posixpath.dirname(document.path) for document in subject.of_kind(*kinds)}
    for file in subject.tree.files:
        folder, name = posixpath.split(file.path)
        ending = posixpath.splitext(name)[1]
        known = ending.lower() in (*OTHER, ".rst") or name in OTHER or name.startswith(("LICENSE", "README"))
        if folder in folders and ending not in READ and not known:
            yield Finding(Location(file.path), f"file is not read{did_you_mean(ending, READ, 0.6)}")
