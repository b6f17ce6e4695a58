"""A link in a description says where on the page, but not on which page.

Why:
    A description is shown in more places than one: on each page that uses it, and in the API bundles, which other
    tools show without the page. There `#x` leads nowhere.
Bad:
    description: See [Base64](#unpadded-base64).
Good:
    description: See [Base64](/appendices/#unpadded-base64).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link of a description that is an anchor alone."""
    for target in internal(subject):
        if target.text.kind == "description" and target.link.target.startswith("#"):
            place = target.text.at(target.link.offset)
            right = f": `{target.page}{target.link.target}`" if len(target.text.urls) == 1 else ""
            yield Finding(place, f"`{target.link.target}` does not say on which page{right}")
