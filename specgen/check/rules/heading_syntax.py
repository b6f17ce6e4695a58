"""A heading lacks the blank behind its `#`, or has no text.

Why:
    Without the blank the line is a paragraph that starts with `#`.
Bad:
    ###Names
Good:
    ### Names
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import blocks, headings
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
NO_BLANK = re.compile(r"^ {0,3}(?:#{2,6}[^\s#]|#[A-Z][a-z]+ )", re.M)
# A heading behind a sentence, and one that is indented so far that it is code.
GLUED = re.compile(r"(?<=[.:;)]) (?=#{2,6} [A-Z])")
INDENTED = re.compile(r"\s*(?=#{2,6} [A-Z][a-z]+(?: [\w-]+)*\n?\Z)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each line that was meant to be a heading, and each heading without text."""
    for text in subject.prose:
        if "#" not in text.text:
            continue
        for block in blocks(text.text):
            match = NO_BLANK.search(block.text) if block.kind == "paragraph" else None
            if match:
                written = block.text[match.start() :].partition("\n")[0].strip()
                yield Finding(text.at(block.offset + match.start()), f"`{written}` is no heading: a blank is missing")
            match = (INDENTED.match if block.kind == "code" else GLUED.search)(block.text)
            if match:
                written = block.text[match.end() :].partition("\n")[0].strip()
                why = "it is indented as code is" if block.kind == "code" else "it does not start its line"
                yield Finding(text.at(block.offset + match.end()), f"`{written}` is no heading: {why}")
        for heading in headings(text.text):
            if not heading.text:
                yield Finding(text.at(heading.offset), "heading has no text")
