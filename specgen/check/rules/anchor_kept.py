"""An anchor of the earlier tree no longer leads anywhere on its page (with `--against`).

Why:
    Links from issues, code and other sites to the published specification break silently. A heading can change and
    keep its old anchor: `<a id="old"></a>`.
Bad:
    ## Sending messages   (was: ## Send messages)
Good:
    ## Sending messages {id="send-messages"}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids", "previous", "previous-ids")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each anchor that is gone from a page that is still there."""
    places = {page.url: page.location for page in subject.spec.pages}
    for url, names in sorted(subject.previous_ids.items()):
        if url in subject.ids and url in places and "/changelog" not in url:
            for name in sorted(names - subject.ids[url] - subject.numbered.get(url, frozenset())):
                yield Finding(places[url], f"the anchor `#{name}` of the earlier version is gone")
