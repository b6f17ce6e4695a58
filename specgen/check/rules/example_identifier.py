"""An identifier in an example does not obey its grammar.

Why:
    Readers learn from examples what an identifier looks like, and test data is made of them. What is checked: values
    whose schema has a format or that begin with `mxc:`, keys of `x-pattern-format`, and properties called `user_id`,
    `room_id` and so on.
Bad:
    user_id: {type: string, format: mx-user-id, example: alice}
Good:
    user_id: {type: string, format: mx-user-id, example: "@alice:example.org"}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.follow import at, having, matches_pattern, members
from specgen.check.documents.samples import at_each_place, visits
from specgen.check.documents.shown_events import blocks
from specgen.check.documents.walk_values import Path, Seen, walk_value
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import BY_NAME, TITLES, obeys
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
# What these hold is clear also where no schema says anything.
PLAIN = ("user_id", "room_id", "event_id", "sender")
KEY = re.compile(r"(?:ed25519|curve25519|signed_curve25519|sha256)(?::|\Z)")
# `mxc:` with its letters mixed up; a key's identifier that ends where its name should start, or goes on after it.
MIXED = re.compile(r"(?!mxc:)(?:m[cx]{1,2}|xmc|cmx|cxm|xcm|mxx|mcc)://")
KEY_ENDS = re.compile(r"(?:ed25519|curve25519|signed_curve25519)(?::.*)?:\Z")
KEY_TITLE = "identifier of a key"
PADDED = re.compile(r"[\w+/]{20}=+\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each identifier that is none, at its place in the example."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield each identifier that is none in examples and in the JSON blocks of texts."""
    for visit in visits(subject):
        first = "" if visit.seen.path else visit.sample.name
        for path, text, name in wrong(visit.seen, first):
            place = at(subject, visit.sample.node, (*visit.start, *path))
            yield Finding(place.location, f"`{text}` is no {TITLES.get(name, KEY_TITLE)}")
    for block in blocks(subject):
        for seen in walk_value(subject, block.value, []):
            name = BY_NAME.get(seen.name, "")
            if isinstance(seen.value, str) and not obeys(seen.value, name):
                yield Finding(block.place(seen.path), f"`{seen.value}` is no {TITLES[name]}")


def wrong(seen: Seen, first: str) -> Iterator[tuple[Path, str, str]]:
    """Yield the path, the text and the format of what does not obey."""
    if isinstance(seen.value, str):
        formats = {str(node.value) for node in having(seen.schemas, "format")}
        said = bool(formats) or any(having(seen.schemas, "pattern")) or any(having(seen.schemas, "enum"))
        guess = "" if said else guessed(seen, first)
        if (seen.value.startswith("mxc:") or MIXED.match(seen.value)) and "mx-mxc-uri" not in formats:
            formats, guess = set(), "mx-mxc-uri"
        names = sorted(formats or {guess})
        # Of patterns `example-fits-schema` speaks.
        patterns = [str(node.value) for node in having(seen.schemas, "pattern")]
        fits = all(matches_pattern(pattern, seen.value) for pattern in patterns)
        if fits and not any(obeys(seen.value, name) for name in names):
            yield seen.path, seen.value, names[0]
    elif isinstance(seen.value, dict):
        yield from (((*seen.path, key), key, "key") for key in seen.value if KEY_ENDS.match(key))
        for pattern, entries in members(seen.schemas, "patternProperties").items():
            for name in {str(node.value) for node in having(entries, "x-pattern-format")}:
                keys = (key for key in seen.value if matches_pattern(pattern, key) and not obeys(key, name))
                yield from (((*seen.path, key), key, name) for key in keys)


def guessed(seen: Seen, first: str) -> str:
    """Return the format that a value without one should have by its name."""
    name = seen.name or first
    if KEY.match(name) and PADDED.search(seen.value):
        return "mx-unpadded-base64"
    return BY_NAME.get(name, "") if seen.schemas or name in PLAIN else ""
