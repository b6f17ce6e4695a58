"""What the pages of a site show of its history: a line with each operation and event, and pages of API changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from specgen.model.release_history import Chapter, Item, News, key_of
from specgen.render.texts import Texts, with_code


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed in the APIs from one version to another: words for a link, and what its page draws."""

    title: str
    summary: str
    view: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Story:
    """The history that pages show: of subjects by their keys, and comparisons by the URL of a changelog's page.

    `key` stands for all of it.
    """

    chapters: Mapping[str, tuple[Chapter, ...]] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing that happened, the places that it stands for, and the changelog's words."""

    text: Markup
    places: tuple[Markup, ...]
    note: str
    news: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What the template of a history draws: what is seen at once, and by version what happened."""

    summary: str
    chapters: tuple[tuple[str, tuple[ItemView, ...]], ...]


def history_view(name: str, story: Story, texts: Texts, section: str) -> HistoryView | None:
    """Return what is shown of the history of an operation or event; None where there is nothing to show."""
    chapters = story.chapters.get(key_of(name), ())
    if not chapters:
        return None
    shown = ((each.title, tuple(item_view(item, texts, section) for item in each.items)) for each in chapters)
    return HistoryView(", ".join(phrases(chapters)), tuple(shown))


def phrases(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Yield the few words that are seen at once: what happened, and in which versions."""
    for verb, same in groupby(chapters, key=verb_of):
        versions = ", ".join(chapter.title for chapter in same)
        yield f"{verb} in {versions}" if verb else versions


def verb_of(chapter: Chapter) -> str:
    """Return what happened in a version; nothing for what was there before."""
    for kind in ("removed", "added", "deprecated"):
        if any(item.kind == kind and is_whole(item) for item in chapter.items):
            return kind
    return "" if any(item.kind == "there" for item in chapter.items) else "changed"


def is_whole(item: Item) -> bool:
    """Tell whether an item is about the thing itself, not about a place in it."""
    return item.text.split(" (")[0] in ("added", "removed", "is now deprecated") or item.text.startswith(
        ("operation ", "event type ", "definition ")
    )


def item_view(item: Item, texts: Texts, section: str) -> ItemView:
    """Return what is shown of one thing that happened."""
    return ItemView(
        text=texts.inline(item.text, section) if item.prose else with_code(item.text),
        places=tuple(map(with_code, item.places)),
        note="as its documentation says" if item.marked else "",
        news=tuple(news_view(news, texts, section) for news in item.news),
    )


def news_view(news: News, texts: Texts, section: str) -> Markup:
    """Return an entry of a changelog, with links to its issues."""
    issues = Markup(", ").join(
        Markup('<a href="{}">#{}</a>').format(url, number) if url else f"#{number}" for number, url in news.issues
    )
    return texts.inline(news.text, section) + (Markup(" ({})").format(issues) if issues else Markup(""))
