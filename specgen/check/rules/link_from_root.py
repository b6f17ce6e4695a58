"""A link to another page lacks the slash at its start.

Why:
    Such a link is looked up beside the page that shows it. In descriptions it breaks in the API bundles, and in texts
    that pages of another folder show it is found by accident only.
Bad:
    See [Appendices](appendices#base64).
Good:
    See [Appendices](/appendices#base64).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each relative link of a description, and each that only the root makes resolve."""
    for target in internal(subject):
        path, _, fragment = target.link.target.partition("#")
        if not path or path.startswith("/") or target.page is None:
            continue
        if target.text.kind == "description" or target.by_root:
            right = (target.page.rstrip("/") or "/") + (f"#{fragment}" if fragment else "")
            yield Finding(target.text.at(target.link.offset), f"link lacks the slash at its start: `{right}`")
