"""A character reference of HTML is misspelt, lacks its semicolon, or stands in code, where it is shown as it is.

Why:
    Readers see `&nbps;` or `&lt;` instead of the character.
Bad:
    The value &nbps;is `&lt;name&gt;`.
Good:
    The value &nbsp;is `<name>`.
"""

import html.entities
import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.check.texts.markdown import SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
NAMED = re.compile(r"(?<![\w?/=&])&([A-Za-z]{2,8});")
OPEN = re.compile(r"(?<![\w?/=&])&(?:lt|gt|amp|nbsp|quot|mdash|ndash)(?![;\w=])")
IN_CODE = re.compile(r"&(?:lt|gt|quot|nbsp);")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each reference that does not show what it means."""
    for text in texts(subject):
        if "&" in text.text:
            yield from wrong(text)


def wrong(text: Prose) -> Iterator[Finding]:
    """Yield the references of one text that are wrong."""
    quiet = without_formulas(text.text)
    for span in SPAN.finditer(quiet):
        for match in IN_CODE.finditer(span[0]):
            yield Finding(text.at(span.start() + match.start()), f"in code `{match[0]}` is shown as it is")
    quiet = SPAN.sub(lambda match: " " * len(match[0]), quiet)
    for match in NAMED.finditer(quiet):
        if f"{match[1]};" not in html.entities.html5:
            yield Finding(text.at(match.start()), f"HTML knows no character `{match[0]}`")
    for match in OPEN.finditer(quiet):
        yield Finding(text.at(match.start()), f"`{match[0]}` lacks its semicolon")
