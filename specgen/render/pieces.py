"""A page's Markdown in pieces, so that only those are rendered that an edit has touched.

A piece runs from one heading to the next. What reaches over its edge is told to it: the page's link definitions, and
which ids are taken. A page with footnotes is one piece: their numbers run through it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_core import StateCore

from specgen.render.markdown import Context, Heading, Markdown, Rendered

CUT = re.compile(r"(?<=\n\n)(?=#{1,6} )")
NUMBER = re.compile(r"(?:-\d+)+\Z")
# HTML blocks that end with a mark of their own, not with an empty line (CommonMark 0.31, 4.6, kinds 1 to 5).
MARKED = [(start, end) for start, end, _ in HTML_SEQUENCES[:5]]
Definitions = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the rest of a page must know of a piece: whether its last block runs on, and the links that it defines."""

    runs_on: bool
    definitions: Definitions


@dataclass(frozen=True, slots=True)
class Piece:
    """A rendered piece. `ids` are those that its headings took; `asked` are those that they would have liked."""

    html: str
    headings: tuple[Heading, ...]
    ids: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one page: outlines by text; by text, definitions and taken ids, what was rendered."""

    outlines: dict[str, Outline] = field(default_factory=dict)
    stems: dict[tuple[str, Definitions], tuple[str, ...]] = field(default_factory=dict)
    rendered: dict[tuple[str, Definitions, frozenset[str]], Piece] = field(default_factory=dict)


def render_pieces(
    markdown: Markdown, text: str, link: Callable[[str], str], known: Pieces | None
) -> tuple[Rendered, Pieces]:
    """Return a page's text as HTML, as if it were rendered at once, and its pieces for the next time."""
    renderer = Renderer(markdown, link, known or Pieces())
    parts = list(renderer.split(text))
    return renderer.render(parts), renderer.new


def stem(name: str) -> str:
    """Return an id without the numbers that made it unique."""
    return NUMBER.sub("", name)


@dataclass(slots=True)
class Renderer:
    """Renders one page; a class because it knows which ids are taken, and which pieces are known and new."""

    markdown: Markdown
    link: Callable[[str], str]
    known: Pieces
    new: Pieces = field(default_factory=Pieces)
    begun: dict[str, StateCore] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    taken: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def split(self, text: str) -> Iterator[str]:
        """Yield the pieces of a text. Where a cut fell inside a block, ever more of what follows is added to it."""
        parts = [text] if "[^" in text or "\r" in text else [part for part in CUT.split(text) if part]
        start = 0
        while start < len(parts):
            end, step = start + 1, 1
            while self.outline("".join(parts[start:end])).runs_on and end < len(parts):
                end, step = end + step, 2 * step
            yield "".join(parts[start:end])
            start = end

    def outline(self, text: str) -> Outline:
        """Return the outline of a piece."""
        found = self.known.outlines.get(text) or self.new.outlines.get(text)
        if found is None:
            state = self.begun[text] = self.begin(text)
            found = Outline(runs_on(state), definitions(state.env))
        self.new.outlines[text] = found
        return found

    def begin(self, text: str) -> StateCore:
        """Return a piece with its blocks read."""
        state = StateCore(text, self.markdown.parser, {"context": Context(self.link)})
        for rule in self.markdown.parser.core.ruler.getRules("")[:2]:
            rule(state)
        return state

    def render(self, parts: Iterable[str]) -> Rendered:
        """Return all pieces as one text."""
        parts = list(parts)
        defined = {label: (label, *rest) for part in reversed(parts) for label, *rest in self.outline(part).definitions}
        links: Definitions = tuple(sorted(defined.values()))  # type: ignore[arg-type]
        pieces = [self.piece(part, links) for part in parts]
        headings = tuple(heading for piece in pieces for heading in piece.headings)
        return Rendered("".join(piece.html for piece in pieces), headings)

    def piece(self, text: str, links: Definitions) -> Piece:
        """Return a piece rendered: the known one if its headings find the same ids taken."""
        stems = self.known.stems.get((text, links)) or self.new.stems.get((text, links))
        found = None
        if stems is not None:
            known = (text, links, self.taken_by(stems))
            found = self.known.rendered.get(known) or self.new.rendered.get(known)
        if found is None or stems is None:
            found = self.finish(text, links)
            stems = tuple(sorted(set(map(stem, found.asked))))
        self.new.stems[text, links] = stems
        self.new.rendered[text, links, self.taken_by(stems)] = found
        self.used.update(found.ids)
        for name in found.ids:
            self.taken[stem(name)].add(name)
        return found

    def taken_by(self, stems: Iterable[str]) -> frozenset[str]:
        """Return the taken ids that matter to headings which would like ids of these stems."""
        return frozenset(name for each in stems for name in self.taken.get(each, ()))

    def finish(self, text: str, links: Definitions) -> Piece:
        """Render a piece."""
        state = self.begun.pop(text, None) or self.begin(text)
        context: Context = state.env["context"]
        context.used.update(self.used)
        if links:
            state.env["references"] = {label: {"href": href, "title": title} for label, href, title in links}
        parser = self.markdown.parser
        for rule in parser.core.ruler.getRules("")[2:]:
            rule(state)
        html = str(parser.renderer.render(state.tokens, parser.options, state.env))
        return Piece(
            html, tuple(context.headings), tuple(sorted(context.used - self.used)), tuple(sorted(context.asked))
        )


def definitions(env: Mapping[str, Any]) -> Definitions:
    """Return the links that a piece defines."""
    found = env.get("references", {})
    return tuple((label, entry["href"], entry["title"]) for label, entry in found.items())


def runs_on(state: StateCore) -> bool:
    """Tell whether the last block of a piece is one that only the end of the text has ended."""
    last = state.tokens[-1] if state.tokens else None
    if last is None or last.map is None:
        return False
    if last.type == "fence":
        return last.map[1] - last.map[0] - 1 == last.content.count("\n")
    if last.type == "html_block":
        return any(start.search(last.content.lstrip()) and not end.search(last.content) for start, end in MARKED)
    return False
