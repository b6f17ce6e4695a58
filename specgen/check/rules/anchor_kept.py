"""An anchor of the earlier tree no longer leads anywhere on its page (with `--against`).

Why:
    Links from issues, code and other sites to the published specification break silently. A heading can change and
    keep its old anchor: `<a id="old"></a>`.
Bad:
    ## Sending messages   (was: ## Send messages)
Good:
    ## Sending messages {id="send-messages"}
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids", "previous", "previous-ids")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each anchor that is gone from a page that is still there, at the heading that took its place."""
    places = {page.url: page.location for page in subject.spec.pages}
    found: dict[tuple[Location, str], list[Location]] = defaultdict(list)
    for url in sorted(subject.previous_ids.keys() & subject.ids.keys() & places.keys()):
        if "/changelog" in url:
            continue
        gone = subject.previous_ids[url] - subject.ids[url] - subject.numbered.get(url, frozenset())
        new = {} if not gone else headings_of(subject, url, subject.ids[url] - subject.previous_ids[url])
        for name in sorted(gone):
            # The tables of an operation that is gone are gone with it.
            if not any(name.startswith(f"{other}_re") for other in gone - {name} if "_matrix" in other):
                near = next(iter(get_close_matches(name, new, 1, 0.8)), None)
                found[new[near] if near else places[url], name].append(places[url])
    for (place, name), pages in found.items():
        where = f" on {len(pages)} pages" if len(pages) > 1 else ""
        yield Finding(place, f"the anchor `#{name}` of the earlier version is gone{where}")


def headings_of(subject: Subject, url: str, names: frozenset[str]) -> Mapping[str, Location]:
    """Return where the headings of a page stand that have some ids."""
    found: dict[str, Location] = {}
    for text in subject.prose:
        if url in text.urls and text.kind != "description":
            for heading in headings(text.text):
                name = re.sub(r"[^\w\s-]", "", heading.text).strip().lower().replace(" ", "-")
                if name in names:
                    found.setdefault(name, text.at(heading.offset))
    return found
