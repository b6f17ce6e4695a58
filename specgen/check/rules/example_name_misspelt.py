"""A name of the standard in an example is one that nothing defines, and one that is almost the same is defined.

Why:
    Algorithms, login types and the like are copied from examples; servers and clients do not know the misspelt one. Of
    types of events `event-type-known` speaks.
Bad:
    example: {"algorithms": ["m.megolm.v1.aes-sha"]}
Good:
    example: {"algorithms": ["m.megolm.v1.aes-sha2"]}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.follow import at
from specgen.check.documents.samples import at_each_place, visits
from specgen.check.documents.shown_events import blocks
from specgen.check.documents.walk_values import Path, Seen, walk_value
from specgen.check.rule import Finding
from specgen.check.texts.inventory import inventory
from specgen.check.texts.mentioned_names import dotted, is_made_up
from specgen.check.texts.slips import nearest, slips_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NAME = re.compile(r"m\.[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
# Of these other rules speak.
TYPES = ("type", "msgtype", "event_type", "edu_type")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name in an example that no schema and no text knows, and that is near one of theirs."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield each such name, also in examples that are shown in several places."""
    in_visits = [(visit, path, name) for visit in visits(subject) for path, name in names_of(visit.seen)]
    in_blocks = [
        (block, path, name)
        for block in blocks(subject)
        if '"m.' in block.text
        for seen in walk_value(subject, block.value, [])
        for path, name in names_of(seen)
    ]
    near = meant({name for _, _, name in (*in_visits, *in_blocks)}, subject)
    for visit, path, name in in_visits:
        if name in near:
            place = at(subject, visit.sample.node, (*visit.start, *path)).location
            yield Finding(place, f"nothing defines `{name}`: did you mean `{near[name]}`")
    for block, path, name in in_blocks:
        if name in near:
            yield Finding(block.place(path), f"nothing defines `{name}`: did you mean `{near[name]}`")


def meant(names: set[str], subject: Subject) -> dict[str, str]:
    """Return for those of some names that nothing knows the name that they are near."""
    known = inventory(subject)
    told = {mention.text for mention in dotted(subject)}
    defined = sorted(name for name in known.defined | told if NAME.fullmatch(name))
    unknown = sorted(name for name in names.difference(defined) if not name.startswith(known.open))
    return {name: near for name in unknown if (near := meant_by(name, defined))}


def names_of(seen: Seen) -> Iterator[tuple[Path, str]]:
    """Yield the names that a value is, or has for keys or as a `type` that is not of an event."""
    written: list[tuple[Path, str]] = []
    if isinstance(seen.value, dict):
        written.extend(((*seen.path, key), key) for key in seen.value)
        if "content" not in seen.value and isinstance(seen.value.get("type"), str):
            written.append(((*seen.path, "type"), seen.value["type"]))
    elif isinstance(seen.value, str) and seen.name not in TYPES:
        written.append((seen.path, seen.value))
    yield from ((path, name) for path, name in written if NAME.fullmatch(name) and not is_made_up(name))


def meant_by(name: str, defined: list[str]) -> str | None:
    """Return the defined name that differs by a slip, or by what its last part ends with: `sha` for `sha2`."""
    family, _, last = name.rpartition(".")
    cut = [each for each in defined if each.startswith(f"{family}.") and is_cut(last, each[len(family) + 1 :])]
    if len(cut) == 1 and family.count(".") > 1:
        return cut[0]
    return nearest(name, defined) or slips_of([name], defined).get(name)


def is_cut(one: str, other: str) -> bool:
    """Tell whether one of two words is the start of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) > 5 and long.startswith(short) and "." not in long
