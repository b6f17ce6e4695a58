"""A module of the client-server API is on no page, or twice on one.

Why:
    A module that is not included is missing from the specification, and nothing else complains; twice, all its anchors
    clash.
Bad:
    modules/reactions.md, and no {{% cs-module name="Reactions" filename="reactions" %}} in the index
Good:
    {{% cs-module name="Reactions" filename="reactions" %}}
"""

from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.inclusions import inclusions
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each module that nothing includes, and each second call that includes one on a page."""
    calls = inclusions(subject)
    if ("module", "*") in calls:
        return
    for text in subject.spec.inclusions:
        if text.kind == "module" and not text.old_url and not calls.get(("module", text.name)):
            yield Finding(text.location, f"no page includes the module `{text.name}`")
    for (kind, name), mentions in calls.items():
        seen: Counter[str] = Counter()
        for mention in mentions if kind == "module" else ():
            seen[mention.prose.place.path] += 1
            if seen[mention.prose.place.path] > 1:
                yield Finding(mention.location, f"the module `{name}` is on this page already", (mentions[0].location,))
