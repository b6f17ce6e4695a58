"""Facts about what only documents hold: string formats and the anchors of pages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specgen.diff.facts import fact
from specgen.model.change import Change
from specgen.model.node import dump
from specgen.model.spec import Spec, StringFormat

Anchors = Mapping[str, frozenset[str]]


def formats(old: Spec, new: Spec) -> Iterator[Change]:
    """Yield the facts about string formats."""
    before, after = ({each.name: text_of(each) for each in spec.formats} for spec in (old, new))
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield replace(fact("string-format", "", before.get(name), after.get(name)), subject=name)


def text_of(known: StringFormat) -> str:
    """Return what is said of a string format, as JSON."""
    return dump({"title": known.title, "url": known.url})


def anchors(old: Anchors, new: Anchors) -> Iterator[Change]:
    """Yield the facts about anchors of pages: what a link can lead to."""
    for url in sorted({*old, *new}):
        for name in sorted(old.get(url, frozenset()) ^ new.get(url, frozenset())):
            values = (dump(name), None) if name in old.get(url, frozenset()) else (None, dump(name))
            yield replace(fact("anchor", "", *values), subject=url)
