"""Tells that something in a folder may have changed; what it was, the contents tell."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from specgen.layouts import ROOTS

# Folders and files at the top that input stands in.
TOPS = frozenset(root.partition("/")[0] for root in ROOTS)
# What editors leave beside a file for a moment.
FLEETING = re.compile(r".*~|\.#.*|\.?.*\.sw[a-z]|4913|.*\.tmp|#.*#|\..*\.specgen")
# Milliseconds: how long it must be quiet after a change, how long one waits for that at most, and when one looks anyway
# whether folders have come or gone.
QUIET, LONGEST, ANYWAY = 15, 200, 500


def matters(change: Change, path: str) -> bool:
    """Tell whether a change can be one of the input."""
    return not FLEETING.fullmatch(Path(path).name) and "/.git/" not in path


class Watcher:
    """Watches a folder's input, in threads; a class because it begins anew where folders come and go."""

    def __init__(self, folder: Path, tell: Callable[[], None]) -> None:
        """Begin to watch. `tell` is called in another thread, and once more than needed when it begins."""
        self.folder, self.tell = folder.resolve(), tell
        self.again = threading.Event()
        self.polls = False
        for target in (self.watch_top, self.watch_inside):
            threading.Thread(target=target, daemon=True).start()

    def changes(self, *folders: Path, recursive: bool) -> Iterator[set[tuple[Change, str]]]:
        """Yield the changes in folders, and nothing now and then."""
        return watch(
            *folders,
            watch_filter=matters,
            step=QUIET,
            debounce=LONGEST,
            rust_timeout=ANYWAY,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
            stop_event=self.again if recursive else None,
            force_polling=self.polls or None,
        )

    def watch_top(self) -> None:
        """Watch the folder itself: files of settings, and the folders of the input as they come and go."""
        for changes in self.changes(self.folder, recursive=False):
            names = {Path(path).name: change for change, path in changes}
            if any(change != Change.modified for name, change in names.items() if name in TOPS):
                self.again.set()
            if TOPS & names.keys():
                self.tell()

    def watch_inside(self) -> None:
        """Watch the folders of the input; one that is made anew is watched anew."""
        while True:
            self.again.clear()
            folders = [self.folder / name for name in sorted(TOPS) if (self.folder / name).is_dir()]
            if not folders:
                self.again.wait()
                continue
            try:
                self.listen(folders)
            except FileNotFoundError:  # one went away just now
                continue
            except OSError:  # the system watches too much already: look now and then instead
                self.polls = True

    def listen(self, folders: list[Path]) -> None:
        """Tell of changes in folders until one comes or goes; the first time, of what came before one listened."""
        first = True
        for changes in self.changes(*folders, recursive=True):
            if changes or first:
                self.tell()
            first = False
