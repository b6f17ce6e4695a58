"""What the template of a page with changes draws (`templates/diff/changes.html`)."""

import json
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from specgen.report.changes.groups import Entry, Line, Section
from specgen.report.changes.text import MOST, TITLES, summary
from specgen.report.changes.words import head


def view(names: tuple[str, str], found: Sequence[Section], docs: Mapping[str, str]) -> dict[str, object]:
    """Return everything that the template draws. `docs` say of each judgement why it is so."""
    return {
        "old": names[0],
        "new": names[1],
        "summary": summary(names, found),
        "sections": [
            {
                "id": section.impact.label,
                "title": TITLES[section.impact],
                "count": section.count,
                "entries": [entry_view(entry, docs) for entry in section.entries],
            }
            for section in found
            if section.count
        ],
    }


def entry_view(entry: Entry, docs: Mapping[str, str]) -> dict[str, object]:
    """Return what is drawn of some subjects that share lines."""
    shown = named(entry)
    more = len(entry.subjects) - len(shown)
    return {"subjects": shown, "more": more, "lines": [line_view(line, docs) for line in entry.lines]}


def named(entry: Entry) -> tuple[str, ...]:
    """Return the subjects that a heading names: all, or the first ones of many."""
    return entry.subjects if len(entry.subjects) <= MOST + 1 else entry.subjects[:MOST]


def line_view(line: Line, docs: Mapping[str, str]) -> dict[str, object]:
    """Return what is drawn of one line: its text, what it means, before and after, and all places of it."""
    kinds = {(each.judgement, each.change.before, each.change.after): each for each in line.facts}
    places = dict.fromkeys((each.change.subject, head(each.change)) for each in line.facts)
    return {
        "text": with_code(line.text),
        "facts": [
            {
                "judgement": each.judgement,
                "doc": docs[each.judgement],
                "client": each.client.label.replace("-", " "),
                "server": each.server.label.replace("-", " "),
                "before": pretty(each.change.before),
                "after": pretty(each.change.after),
            }
            for each in kinds.values()
        ],
        "places": [(subject, with_code(where)) for subject, where in places],
    }


def pretty(text: str | None) -> str | None:
    """Return a JSON value on several lines; a text without quotes."""
    if text is None:
        return None
    value = json.loads(text)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def with_code(text: str) -> Markup:
    """Return a line with what stands between backticks in code style."""
    parts = enumerate(text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part) for index, part in parts
    )
