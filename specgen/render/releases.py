"""What a changelog page says of its release, its checklist, and the list of versions (INPUT 10, 11)."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from specgen.model.dates import long_date
from specgen.model.page import Page
from specgen.model.spec import Settings

VERSION = re.compile(r"v\d+\.\d+\Z")
ITEM = re.compile(r"\n- ")


@dataclass(frozen=True, slots=True)
class Release:
    """The release that a changelog page tells of. Either may be empty; `date` is as people write it."""

    commit_url: str
    date: str


def release_of(page: Page, settings: Settings) -> Release | None:
    """Return the release of a changelog page, or None for another page."""
    if page.layout != "changelog":
        return None
    unstable = not VERSION.match(page.link_title)
    ref = page.commit if unstable else page.link_title.lower()
    url = f"{settings.repository}/tree/{ref}" if settings.repository and ref else ""
    return Release(url, "" if unstable else long_date(page.date))


def checklist(page: Page, settings: Settings) -> str:
    """Return a changelog as a list of tasks, in Markdown."""
    release = release_of(page, settings) or Release("", "")
    rows = [("Git commit", release.commit_url), ("Release date", release.date)]
    table = "".join(f"| {name} | {value} |\n" for name, value in rows if value)
    head = f"\n|   |   | \n|---|---|\n{table}" if release.date else ""
    tasks = ITEM.sub("\n- [ ] ", page.body)
    return f"# {settings.title} {page.title}\n{head}{tasks}\n"


def versions_json(pages: Iterable[Page]) -> str:
    """Return the list of released versions, the newest first, as JSON."""
    released = [page for page in pages if VERSION.match(page.link_title) and page.date]
    released.sort(key=lambda page: page.date, reverse=True)
    return json.dumps([{"date": f"{page.date[:10]}T00:00:00Z", "name": page.link_title} for page in released]) + "\n"
