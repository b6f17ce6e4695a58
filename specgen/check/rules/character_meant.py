r"""A character is not the one that was meant: it only looks like it, or is what a wrong encoding made of it.

Why:
    Identifiers with a letter of another alphabet, a dash for a hyphen or curly quotes do not match what servers send,
    and search does not find the words.
Bad:
    The `device–id` of the serverâ€™s user.\n It has \u0430 name.
Good:
    The `device-id` of the server's user. It has a name.
"""

import re
import unicodedata
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas, without_spans
from specgen.check.texts.markdown import SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# A letter of another alphabet beside a Latin one.
FOREIGN = re.compile(r"(?<=[A-Za-z_])[\u0370-\u03ff\u0400-\u04ff]|[\u0400-\u04ff](?=[a-z])|\ufffd")
# In prose: what is left of a wrong encoding, letters and marks of typesetting.
WRONG = re.compile(r"â€[™œ\x9d“”˜¦]|Ã[©¨¤¶¼]|[\ufb00-\ufb06]|[：；，（）](?=[\sA-Za-z]|\Z)|´(?=\w)|(?<=\w)´")
# In code: dashes, curly quotes and blanks of fixed width beside what people type on a keyboard.
IN_CODE = re.compile(r"(?<=[\x21-\x7e])[\u2010-\u2015\u00a0](?=[\x21-\x7e])|[“”‘’]")
# The end of a line as YAML writes it in double quotes, where it means nothing.
LITERAL = re.compile(r"(?<=[\w.,:)])\\n(?=\\n|[A-Z*-]|\s|\Z)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each character that was not meant."""
    for text in texts(subject):
        if not text.text.isascii():
            yield from odd(text)
        if text.kind == "description" and "\\n" in text.text:
            quiet = SPAN.sub(lambda match: " " * len(match[0]), without_formulas(text.text))
            for match in LITERAL.finditer(quiet):
                yield Finding(text.at(match.start()), "`\\n` is shown as it is: only double quotes make it a new line")


def odd(text: Prose) -> Iterator[Finding]:
    """Yield the characters of one text that are not what they look like."""
    quiet = without_formulas(text.text)
    places = [match.start() for match in FOREIGN.finditer(quiet)]
    places += [match.start() for match in WRONG.finditer(without_spans(text.text))]
    for span in SPAN.finditer(quiet) if "`" in quiet else ():
        places += [span.start() + match.start() for match in IN_CODE.finditer(span[0])]
    for place in sorted(set(places)):
        name = unicodedata.name(quiet[place], "character").lower()
        yield Finding(text.at(place), f"`{quiet[place]}` is not what it looks like: {name} (U+{ord(quiet[place]):04X})")
