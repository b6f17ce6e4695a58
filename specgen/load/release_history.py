"""A history as JSON, and back: what one command writes for another one."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from specgen.errors import SpecgenError
from specgen.location import Location
from specgen.model.change import Change, Impact, Judged
from specgen.model.release_history import History, Mark, News, Step, Subject

FORMAT = 1
NAME = "specgen history"


def write_history(history: History) -> str:
    """Return a history as JSON."""
    value = {NAME: FORMAT, "steps": [step_value(step) for step in history.steps]}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_history(text: str, name: str) -> History:
    """Return the history that `write_history` wrote. Raises `SpecgenError` for anything else; `name` is where it is."""
    try:
        value = json.loads(text)
        if value[NAME] != FORMAT:
            raise SpecgenError(f"`{name}` was written by another version of specgen: export the history again")
        return History(tuple(map(step_of, value["steps"])))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SpecgenError(f"`{name}` holds no history: specgen history --export writes one") from error


def step_value(step: Step) -> dict[str, Any]:
    """Return a step as a JSON value."""
    return {
        "old": step.old,
        "new": step.new,
        "date": step.date,
        "subjects": [[each.name, each.kind, each.home, each.operation_id] for each in step.subjects],
        "changes": [judged_value(each) for each in step.changes],
        "renamed": step.renamed,
        "marks": [[each.subject, each.path, each.version, each.text] for each in step.marks],
        "news": [
            {"version": each.version, "area": each.area, "kind": each.kind, "text": each.text, "issues": each.issues}
            for each in step.news
        ],
    }


def step_of(value: Mapping[str, Any]) -> Step:
    """Return the step that a JSON value is."""
    return Step(
        old=text_in(value, "old"),
        new=text_in(value, "new"),
        date=text_in(value, "date"),
        subjects=listed(value["subjects"], lambda each: Subject(*map(str, each))),
        changes=listed(value["changes"], judged_of),
        renamed=listed(value["renamed"], lambda each: (str(each[0]), str(each[1]))),
        marks=listed(value["marks"], mark_of),
        news=listed(value["news"], news_of),
    )


def text_in(value: Mapping[str, Any], name: str) -> str:
    """Return a text of an object."""
    found = value[name]
    if not isinstance(found, str):
        raise TypeError(name)
    return found


def listed(values: Any, read: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Return the values of a list, each read."""
    if not isinstance(values, list):
        raise TypeError
    return tuple(map(read, values))


def mark_of(value: Any) -> Mark:
    """Return the mark that a JSON value is."""
    subject, path, version, text = value
    return Mark(str(subject), str(path), str(version), None if text is None else str(text))


def place_of(value: Any) -> Location:
    """Return the place that a JSON value is."""
    path, pointer = value
    return Location(str(path), str(pointer))


def news_of(value: Mapping[str, Any]) -> News:
    """Return the entry of a changelog that a JSON value is."""
    issues = listed(value["issues"], lambda each: (str(each[0]), str(each[1])))
    texts = {name: text_in(value, name) for name in ("version", "area", "kind", "text")}
    return News(**texts, issues=issues)


def judged_value(judged: Judged) -> dict[str, Any]:
    """Return a change as a JSON value; what is as it is without saying is left out."""
    change = judged.change
    value = {
        "judgement": judged.judgement,
        "client": judged.client.label,
        "server": judged.server.label,
        "kind": change.kind,
        "area": change.area,
        "subject": change.subject,
        "keyword": change.keyword,
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "required": change.required,
        "direction": change.direction,
        "location": [change.location.path, change.location.pointer],
        "old_location": [change.before_location.path, change.before_location.pointer],
    }
    return {name: each for name, each in value.items() if each not in ("", None, False, ["", ""])}


def judged_of(value: Mapping[str, Any]) -> Judged:
    """Return the change that a JSON value is."""
    impacts = {impact.label: impact for impact in Impact}
    change = Change(
        kind=one_of(value["kind"], ("added", "removed", "changed")),
        area=text_in(value, "area"),
        subject=str(value.get("subject", "")),
        keyword=str(value.get("keyword", "")),
        path=str(value.get("path", "")),
        before=json_in(value, "before"),
        after=json_in(value, "after"),
        required=value.get("required") is True,
        direction=one_of(value.get("direction", "both"), ("request", "response", "both")),
        location=place_of(value.get("location", ("", ""))),
        before_location=place_of(value.get("old_location", ("", ""))),
    )
    return Judged(change, text_in(value, "judgement"), impacts[value["client"]], impacts[value["server"]])


def one_of(value: Any, allowed: tuple[str, ...]) -> Any:
    """Return a value that is among some."""
    if value not in allowed:
        raise ValueError(value)
    return value


def json_in(value: Mapping[str, Any], name: str) -> str | None:
    """Return a text of an object that holds JSON, None where there is none."""
    text = value.get(name)
    if text is None:
        return None
    json.loads(text)
    return str(text)
