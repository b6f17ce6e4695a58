"""No page includes a fragment of the room versions.

Why:
    It is left over: changes to it change nothing, and the text that readers see stands elsewhere.
Bad:
    rooms/fragments/v1-old.md, and no {{% rver-fragment name="v1-old" %}} anywhere
Good:
    {{% rver-fragment name="v1-auth-rules" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.inclusions import inclusions
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment that no call names."""
    calls = inclusions(subject)
    for text in subject.spec.inclusions:
        if text.kind == "fragment" and not calls.get(("fragment", text.name)):
            yield Finding(text.location, f"no page includes the fragment `{text.name}`")
