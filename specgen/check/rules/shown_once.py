"""A page shows an API document, an event or a definition twice.

Why:
    The second time, all its anchors have other names, and readers wonder what is different.
Bad:
    {{% event event="m.room.topic" %}}
    {{% event event="m.room.topic" %}}
Good:
    {{% event event="m.room.topic" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.calls import Call, calls
from specgen.check.texts.targets import is_history
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)
SHOWING = {
    "http-api": ("spec", "api", "anchor_base"),
    "event": ("event", "desired_example_name"),
    "definition": ("path",),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each call that shows again what its page, with all that is included there, shows already."""
    first: dict[tuple[str, ...], Location] = {}
    for text in subject.prose:
        if text.kind == "description" or "{{" not in text.text or is_history(text):
            continue
        for call in calls(text.text):
            for url in text.urls if call.name in SHOWING and not call.closing else ():
                place = text.at(call.start)
                before = first.setdefault((url, call.name, *argument_values(call)), place)
                if before != place:
                    yield Finding(place, f"`{argument_values(call)[-1]}` is shown on this page already", (before,))
                    break


def argument_values(call: Call) -> tuple[str, ...]:
    """Return the arguments that say what a call shows."""
    return tuple(each.value for name in SHOWING[call.name] if (each := call.get(name)))
