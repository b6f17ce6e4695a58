"""A shortcode is given a parameter that it does not have, or one twice.

Why:
    What it says is ignored without a word.
Bad:
    {{% definition path="api/client-server/definitions/event" compct=true %}}
Good:
    {{% definition path="api/client-server/definitions/event" compact=true %}}
"""

from collections.abc import Iterator
from difflib import get_close_matches

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import PARAMETERS, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each parameter that is unknown or repeated."""
    for text in texts(subject):
        for call in calls(text.text):
            known = PARAMETERS.get(call.name)
            if known is None:
                continue
            seen: set[str] = set()
            for argument in call.arguments:
                if argument.name not in known:
                    yield Finding(text.at(argument.offset), unknown(call.name, argument.name, argument.value, known))
                elif argument.name in seen and argument.name != "*":
                    yield Finding(text.at(argument.offset), f"`{argument.name}` is given twice")
                seen.add(argument.name)


def unknown(shortcode: str, name: str, value: str, known: tuple[str, ...]) -> str:
    """Return the sentence about a parameter that there is not."""
    if name == "*":
        return f"`{value}` has no name: `{shortcode}` takes {' and '.join(f'`{each}`' for each in known) or 'nothing'}"
    near = get_close_matches(name, known, 1)
    return f"`{shortcode}` has no parameter `{name}`" + (f": did you mean `{near[0]}`?" if near else "")
