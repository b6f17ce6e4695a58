"""A text mentions an endpoint with a placeholder that its API calls or writes otherwise.

Why:
    The table of path parameters explains the other name; readers wonder whether two things are meant.
Bad:
    See `/rooms/{room_id}/join`.
Good:
    See `/rooms/{roomId}/join`.
"""

import re
from collections.abc import Iterator, Mapping

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import resolved
from specgen.check.texts.slips import letters
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# As other tools and older texts write it.
OTHERWISE = re.compile(r"(?<=/)(?:<(\w+)>|:(\w+))(?=/|$)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each known path with placeholders that no operation with such a path has, or not in this form."""
    for each, found in resolved(subject):
        path = each.path.partition("?")[0]
        known = {letters(name): name for endpoint in found for name in PLACEHOLDER.findall(endpoint.path)}
        wrong = dict(misnamed(path, known))
        if wrong:
            said = " and ".join(f"`{written}` is `{{{meant}}}`" for written, meant in wrong.items())
            yield Finding(each.mention.location, f"in `{each.path}`, {said} in the API")


def misnamed(path: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the placeholders of a path that the API writes otherwise, with what it writes."""
    for name in PLACEHOLDER.findall(path):
        meant = known.get(letters(name), name)
        if meant != name and name not in known.values():
            yield f"{{{name}}}", meant
    for match in OTHERWISE.finditer(path):
        if meant := known.get(letters(match[1] or match[2]), ""):
            yield match[0], meant
