"""A link whose text is an event type leads to another event type.

Why:
    Readers end up at an event that the text does not speak of: mostly a link that was copied and half changed.
Bad:
    The [`m.room.name`](#mroomtopic) event.
Good:
    The [`m.room.name`](#mroomname) event.
"""

import re
from collections.abc import Iterator

from specgen.check.mentions import links_in
from specgen.check.rule import Finding
from specgen.check.slips import letters
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NAME = re.compile(r"`?(m\.[\w.\\-]+)`?\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link with one event type as its text and the id of another one as its target."""
    names = {event.name.partition("$")[0] for event in subject.spec.event_types}
    anchors = {letters(name): name for name in names}
    for prose, link in links_in(subject):
        label = NAME.match(link.label.strip())
        goal = anchors.get(letters(link.target.partition("#")[2]))
        if label and goal and letters(label[1]) != letters(goal) and not goal.startswith(f"{label[1]}."):
            written = label[1].replace("\\", "")
            yield Finding(prose.at(link.offset), f"`{written}` leads to `{goal}`")
