"""A key is read as a number, a truth value or nothing, because it is not in quotes.

Why:
    Keys of JSON are strings. YAML reads `1.10` as 1.1, `no` as false and `null` as nothing; OpenAPI demands quotes for
    status codes, too.
Bad:
    x-changedInMatrixVersion:
      1.10: Added a field.
Good:
    x-changedInMatrixVersion:
      "1.10": Added a field.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from specgen.check.documents.keys import Key, keys
from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"
FLOAT = re.compile(r"[-+]?\d+\.\d*\Z")
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), "false"),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), "nothing"),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each such key that its file has without quotes only."""
    written = dict(texts(subject))
    new = {document.path for document in subject.of_kind("api") if "openapi" in document.root.value}
    for key in keys(subject):
        message = read_as(key, key.document.path in new)
        if message and is_plain(key.name, written.get(key.document.path, "")):
            yield Finding(key.node.location, f"key `{key.name}` is not in quotes: it is read as {message}")


def read_as(key: Key, new: bool) -> str:
    """Return what YAML reads a key as, or nothing. `new`: the document is of OpenAPI 3, where status codes count."""
    name = key.name
    if not name[:1].isdigit() and name not in WORDS:
        return ""
    if FLOAT.match(name):
        return f"the number {float(name)}"
    if new and name.isdigit() and key.node.pointer.rpartition("/")[0].endswith("/responses"):
        return f"the number {int(name)}"
    return WORDS.get(name, "")


@lru_cache(maxsize=256)
def is_plain(name: str, text: str) -> bool:
    """Tell whether a text has a key without quotes, and never with them."""
    if not name:
        return False
    word = re.escape(name)
    quoted = re.search(rf"[\"']{word}[\"']\s*:", text)
    return not quoted and bool(re.search(rf"(?:^|[{{,?-])[ \t]*{word}[ \t]*:(?:\s|$)", text, re.M))
