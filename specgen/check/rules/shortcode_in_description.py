"""A description calls a shortcode that only pages can show.

Why:
    In descriptions there are boxes and marks of versions; anything else vanishes.
Bad:
    description: |
      {{% definition path="api/client-server/definitions/event" %}}
Good:
    description: |
      {{% boxes/note %}}
      Clients may ignore this.
      {{% /boxes/note %}}
"""

from collections.abc import Iterator
from difflib import get_close_matches

from specgen.check.rule import Finding
from specgen.check.texts.calls import BOXES, MARKS, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each shortcode of a description that vanishes."""
    for text in subject.prose:
        if text.kind == "description":
            for call in calls(text.text):
                if call.name not in BOXES + MARKS:
                    near = get_close_matches(call.name, BOXES + MARKS, 1)
                    proposal = f": did you mean `{near[0]}`?" if near else ""
                    yield Finding(text.at(call.start), f"`{call.name}` shows nothing in a description{proposal}")
