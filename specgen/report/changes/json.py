"""Changes as JSON, one object for each fact."""

import json
from collections.abc import Sequence

from specgen.location import NOWHERE, Location
from specgen.model.change import Impact, Judged
from specgen.report.changes.lines import Lines
from specgen.report.changes.words import sentence


def write(names: tuple[str, str], judged: Sequence[Judged], lines: tuple[Lines, Lines]) -> str:
    """Return all facts with what they mean. `lines` are those of both trees."""
    counts = {impact.label: sum(each.impact == impact for each in judged) for impact in reversed(Impact)}
    value = {
        "old": names[0],
        "new": names[1],
        "counts": counts,
        "changes": [as_object(each, lines) for each in judged],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_object(judged: Judged, lines: tuple[Lines, Lines]) -> dict[str, object]:
    """Return one fact as an object."""
    change = judged.change
    return {
        "judgement": judged.judgement,
        "impact": judged.impact.label,
        "client": judged.client.label,
        "server": judged.server.label,
        "subject": change.subject,
        "text": sentence(change),
        "kind": change.kind,
        "area": change.area,
        "keyword": change.keyword,
        "path": change.path,
        "direction": change.direction,
        "required": change.required,
        "before": None if change.before is None else json.loads(change.before),
        "after": None if change.after is None else json.loads(change.after),
        "old_location": place(change.before_location, lines[0]),
        "location": place(change.location, lines[1]),
    }


def place(location: Location, lines: Lines) -> dict[str, object] | None:
    """Return a place as an object, None where there is none."""
    if location == NOWHERE:
        return None
    return {"path": location.path, "line": lines.line(location), "pointer": location.pointer}
