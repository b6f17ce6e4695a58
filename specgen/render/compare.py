"""Two drawings of one thing as one, in which what came and what went is marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

VOID = ("br", "hr", "img", "input", "wbr", "col")
INLINE = ("a", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup")
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its attributes as they are written, what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Element | str", ...] = ()

    def text(self) -> str:
        """Return the words in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Content = Element | str


@dataclass(slots=True)
class Opened:
    """An element that is being read."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: list[Content] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads HTML in which each element is closed; a class because the parser of the standard library asks for one."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__(convert_charrefs=True)
        self.open = [Opened("", ())]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self.open[-1].children.append(Element(tag, attributes))
        else:
            self.open.append(Opened(tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if len(self.open) > 1 and self.open[-1].tag == tag:
            done = self.open.pop()
            self.open[-1].children.append(Element(done.tag, done.attributes, tuple(done.children)))

    def handle_data(self, data: str) -> None:
        """Keep words; blanks between elements mean nothing."""
        if data.strip() or self.open[-1].tag in ("pre", *INLINE):
            self.open[-1].children.append(data)


def read(html: str) -> tuple[Content, ...]:
    """Return HTML as elements and words."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.open[0].children)


def compared(old: str, new: str) -> str:
    """Return the HTML of the new drawing with what is new in it marked, and what is gone put in and marked."""
    return "".join(matched(read(old), read(new)))


def matched(old: Sequence[Content], new: Sequence[Content]) -> Iterator[str]:
    """Yield the HTML of some content beside what it was before."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from map(drawn, new[c:d])
        else:
            yield from paired(old[a:b], new[c:d])


def paired(old: Sequence[Content], new: Sequence[Content]) -> Iterator[str]:
    """Yield the HTML of content that differs: what is about the same thing is compared, the rest came or went."""
    for kind, a, b, c, d in SequenceMatcher(None, list(map(about, old)), list(map(about, new)), False).get_opcodes():
        if kind == "equal":
            for before, after in zip(old[a:b], new[c:d], strict=True):
                yield changed(before, after)
        else:
            yield from (marked(each, "del", "removed") for each in old[a:b])
            yield from (marked(each, "ins", "added") for each in new[c:d])


def about(content: Content) -> tuple[str, str]:
    """Return what a piece of content is about: its tag, and for a row or a titled block its name."""
    if isinstance(content, str):
        return "", ""
    first = next((child for child in content.children if isinstance(child, Element)), None)
    named = content.tag in ("tr", "details") and first is not None
    return content.tag, first.text() if named and first else ""


def changed(before: Content, after: Content) -> str:
    """Return a piece of content that is not what it was."""
    if isinstance(before, str) and isinstance(after, str):
        return "".join(words(WORD.findall(before), WORD.findall(after)))
    if isinstance(before, Element) and isinstance(after, Element):
        if after.tag in INLINE and before.text() != after.text():
            return marked(before, "del", "removed") + marked(after, "ins", "added")
        return wrapped(after, "".join(matched(before.children, after.children)))
    return marked(before, "del", "removed") + marked(after, "ins", "added")


def words(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield a text word by word."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield escape("".join(after[c:d]), quote=False)
            continue
        for tag, text in (("del", "".join(before[a:b])), ("ins", "".join(after[c:d]))):
            yield f"<{tag}>{escape(text, quote=False)}</{tag}>" if text else ""


def drawn(content: Content) -> str:
    """Return content as HTML."""
    if isinstance(content, str):
        return escape(content, quote=False)
    return wrapped(content, "".join(map(drawn, content.children)))


def marked(content: Content, tag: str, name: str) -> str:
    """Return content as HTML with the mark of what came or went."""
    if isinstance(content, str) or content.tag in INLINE:
        return f"<{tag}>{drawn(content)}</{tag}>"
    known = dict(content.attributes)
    classes = f"{known.pop('class', '')} {name}".strip()
    if name == "removed":
        known.pop("id", None)
    return wrapped(Element(content.tag, (*known.items(), ("class", classes))), "".join(map(drawn, content.children)))


def wrapped(element: Element, inner: str) -> str:
    """Return an element with other HTML in it."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    end = "" if element.tag in VOID else f"{inner}</{element.tag}>"
    return f"<{element.tag}{attributes}>{end}"
