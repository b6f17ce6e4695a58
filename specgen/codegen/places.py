"""Where declarations go: the module of each file of a spec."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, splitext

from specgen.codegen.names import event_module, snake

MODULES_OF_OURS = frozenset({"client", "async_client", "server", "models", "errors"})


@dataclass(frozen=True, slots=True)
class Places:
    """A tree's folders: `api` holds a folder for each API, whose `documents` describe operations; `events` events.

    `formats` are the string formats that are types of their own, `sigils` the format that a first character implies.
    """

    api: str
    events: str
    documents: frozenset[str]
    formats: frozenset[str]
    sigils: Mapping[str, str]

    def home(self, path: str) -> str:
        """Return the module, below the package, for what a file declares."""
        if path.startswith(self.events) and "/" not in path[len(self.events) :]:
            return f"events.{event_module(splitext(path[len(self.events) :])[0].partition('$')[0])}"
        if not path.startswith(self.api):
            return "events.models" if "event-schemas/" in path else "schemas"
        folder, _, rest = path[len(self.api) :].partition("/")
        if "/errors/" in f"/{rest}":
            return "errors"
        return f"{snake(folder)}.{self.module(rest) if path in self.documents else 'models'}"

    def module(self, path: str) -> str:
        """Return the module of an API document."""
        name = snake(splitext(basename(path))[0])
        return f"{name}_api" if name in MODULES_OF_OURS else name

    def stem(self, reference: str) -> str:
        """Return the name that a reference gives: the last part of its pointer, or its file's stem."""
        path, _, pointer = reference.partition("#")
        return pointer.rpartition("/")[2] or splitext(basename(path))[0]
