"""The history of an operation, an event or a field, as text and as JSON."""

import json
from collections.abc import Iterator, Sequence

from specgen.model.release_history import Chapter, History, Item, Moment, News, Subject, gap
from specgen.report.changes.chapters import chapters
from specgen.report.changes.words import sentence


def known_versions(history: History) -> str:
    """Return a sentence that says which versions are known and which in between are not."""
    names = history.versions
    missing = [between for step in history.steps if (between := gap(step.old, step.new))]
    spans = [first if first == last else f"{first} to {last}" for first, last in missing]
    lacking = f"; not known here: {', '.join(spans)}" if spans else ""
    return f"compared: {', '.join(names)}{lacking}"


def write_text(subject: Subject, field: str, moments: Sequence[Moment], history: History) -> str:
    """Return a history as text."""
    about = ", ".join(filter(None, (subject.home, subject.operation_id)))
    lines = [f"{subject.name}{f'  {field}' if field else ''}{f'  ({about})' if about else ''}", known_versions(history)]
    for chapter in chapters(moments):
        lines.extend(("", chapter.title, *chapter_lines(chapter)))
    return "\n".join((*lines, ""))


def chapter_lines(chapter: Chapter) -> Iterator[str]:
    """Yield the lines of one version: the entries of changelogs stand below what they brought."""
    for item in chapter.items:
        yield f"  {item.text}{note(item, chapter)}"
        yield from (f"      {place}" for place in item.places)
        yield from (f"    {news_line(news)}" for news in item.news)


def note(item: Item, chapter: Chapter) -> str:
    """Return how something is known, where that is not by comparing; and that no changelog names it."""
    words = ["as its document says"] if item.marked else []
    if not item.named and chapter.earliest:
        words.append("named in no changelog")
    return f"  ({'; '.join(words)})" if words else ""


def news_line(news: News) -> str:
    """Return an entry of a changelog with its version, proposals and issues."""
    issues = ", ".join(f"#{number}" for number, _ in news.issues)
    return f"{news.version}, {news.kind}: {news.text}{f' ({issues})' if issues else ''}"


def write_json(subject: Subject, field: str, moments: Sequence[Moment], history: History) -> str:
    """Return a history as JSON, one object for each thing that happened."""
    value = {
        "subject": subject.name,
        "kind": subject.kind,
        "api": subject.home or None,
        "operation_id": subject.operation_id or None,
        "field": field or None,
        "versions": history.versions,
        "unknown_versions": [between for step in history.steps if (between := gap(step.old, step.new))],
        "history": [moment_value(each) for each in moments],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def moment_value(moment: Moment) -> dict[str, object]:
    """Return one thing that happened as an object."""
    change = moment.judged.change if moment.judged else None
    return {
        "version": moment.version,
        "earliest": moment.earliest or None,
        "source": moment.source,
        "kind": moment.kind,
        "path": moment.path,
        "text": moment.text or (sentence(change) if change else moment.kind),
        "judgement": moment.judged.judgement if moment.judged else None,
        "impact": moment.judged.impact.label if moment.judged else None,
        "before": json.loads(change.before) if change and change.before else None,
        "after": json.loads(change.after) if change and change.after else None,
        "changelog": [news_value(news) for news in moment.news] or None,
    }


def news_value(news: News) -> dict[str, object]:
    """Return an entry of a changelog as an object."""
    return {
        "version": news.version,
        "section": news.area,
        "type": news.kind,
        "text": news.text,
        "proposals": news.proposals,
        "issues": [{"number": number, "url": url or None} for number, url in news.issues],
    }
