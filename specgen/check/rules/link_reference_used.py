"""A link's definition is used by no link.

Why:
    It is left over, or the link that should use it is misspelt.
Bad:
    See the [gramar].

    [grammar]: /appendices#grammar
Good:
    See the [grammar].

    [grammar]: /appendices#grammar
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.check.texts.markdown import REFERENCE
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each definition whose name stands in brackets nowhere else."""
    for text in texts(subject):
        if "]:" not in text.text:
            continue
        written = without_fences(text.text)
        folded = " ".join(written.split()).casefold()
        for match in REFERENCE.finditer(written):
            name = " ".join(match[1].split()).casefold()
            if not name.startswith("^") and folded.count(f"[{name}]") <= folded.count(f"[{name}]:"):
                yield Finding(text.at(match.start(1)), f"no link uses `[{match[1]}]`")
