"""What the page of a site with all changes from one version to the next draws (`templates/site/api_changes.html`)."""

from collections.abc import Iterator, Mapping, Sequence

from specgen.model.change import Impact, Judged
from specgen.model.release_history import Step, Subject, gap, key_of
from specgen.report.changes.groups import Entry, entries, sections
from specgen.report.changes.html import line_view, named
from specgen.report.changes.text import TITLES, counted

OTHERS = {"event": "Events", "definition": "Definitions", "string-format": "String formats", "anchor": "Anchors"}


def title(step: Step) -> str:
    """Return the heading of the page."""
    return f"API changes in {step.new}" if not gap(step.old, step.new) else f"API changes from {step.old} to {step.new}"


def summary(step: Step) -> str:
    """Return in a few words how much changed."""
    return f"{step.old} → {step.new}: {counted(sections(step.changes))}"


def view(step: Step, before: Sequence[Subject], docs: Mapping[str, str]) -> dict[str, object]:
    """Return everything that the template draws. `before` are the subjects of the older version."""
    homes = {key_of(each.name): each.home for each in (*before, *step.subjects) if each.kind == "operation"}
    groups: dict[tuple[str, str], list[Judged]] = {}
    for judged in step.changes:
        home = homes.get(key_of(judged.change.subject), "")
        groups.setdefault((home, "" if home else kind_of(judged, step)), []).append(judged)
    skipped = gap(step.old, step.new)
    places = list(dict.fromkeys((*homes.values(), "")))
    order = sorted(groups, key=lambda key: (places.index(key[0]), key[1]))
    return {
        "old": step.old,
        "new": step.new,
        "summary": counted(sections(step.changes)),
        "skipped": " to ".join(dict.fromkeys(skipped)) if skipped else "",
        "groups": [group_view(key, groups[key], docs) for key in order],
    }


def kind_of(judged: Judged, step: Step) -> str:
    """Return the heading under which a change stands that is in no API."""
    area, name = judged.change.area, judged.change.subject
    kinds = {each.name: each.kind for each in step.subjects}
    return OTHERS.get(kinds.get(name, area), OTHERS["event"])


def group_view(key: tuple[str, str], judged: Sequence[Judged], docs: Mapping[str, str]) -> dict[str, object]:
    """Return what is drawn of one API; changes of descriptions apart, of which only the places are told."""
    told = [each for each in judged if each.impact != Impact.DOCUMENTATION or each.change.area != "documentation"]
    words = [each for each in judged if each.change.area == "documentation"]
    return {
        "home": key[0],
        "title": key[1],
        "entries": [entry_view(entry, docs) for entry in entries(told)],
        "described": [entry_view(entry, docs) for entry in entries(words)],
    }


def entry_view(entry: Entry, docs: Mapping[str, str]) -> dict[str, object]:
    """Return what is drawn of some subjects that share changes."""
    shown = named(entry)
    return {
        "subjects": [(name, key_of(name)) for name in shown],
        "more": len(entry.subjects) - len(shown),
        "lines": list(lines(entry, docs)),
    }


def lines(entry: Entry, docs: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Yield what is drawn of each line, with the worst that it means."""
    for line in entry.lines:
        impact = max(each.impact for each in line.facts)
        yield {**line_view(line, docs), "impact": impact.label, "impact_title": TITLES[impact].lower()}
