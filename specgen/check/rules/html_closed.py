"""An HTML element is opened and not closed, closed and not opened, or closed as in XML.

Why:
    HTML knows no `<a id="x"/>`: the element goes on, and the rest of the page becomes part of it.
Bad:
    <a id="rules"/>Rules
Good:
    <a id="rules"></a>Rules
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.html import KNOWN, OPTIONAL, VOID, Tag, tags
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each element without its other half."""
    for text in texts(subject):
        opened: list[Tag] = []
        for tag in tags(text.text):
            if tag.name in VOID or tag.name not in KNOWN:
                continue
            if tag.closing:
                yield from close(tag, opened, text)
            elif tag.alone:
                yield Finding(text.at(tag.offset), f"`{tag.written}` closes nothing: write `</{tag.name}>` behind it")
            else:
                opened.append(tag)
        for tag in opened:
            if tag.name not in OPTIONAL:
                yield Finding(text.at(tag.offset), f"`<{tag.name}>` is not closed")


def close(tag: Tag, opened: list[Tag], text: Prose) -> Iterator[Finding]:
    """Take from the open elements what a tag closes; yield those in between, or the tag if it closes nothing."""
    names = [each.name for each in opened]
    if tag.name not in names:
        yield Finding(text.at(tag.offset), f"`</{tag.name}>` closes nothing")
        return
    start = len(names) - 1 - names[::-1].index(tag.name)
    for between in opened[start + 1 :]:
        if between.name not in OPTIONAL:
            yield Finding(text.at(between.offset), f"`<{between.name}>` is not closed before `</{tag.name}>`")
    del opened[start:]
