"""A link leads to a page or a file of the specification that is not there.

Why:
    The reader gets an error page.
Bad:
    See [Appendices](/appendix#base64).
Good:
    See [Appendices](/appendices#base64).
"""

import posixpath
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from specgen.check.rule import Finding
from specgen.check.texts.targets import Target, internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link to a page or a file that is not there."""
    files = {file.path for file in (*subject.spec.statics, *subject.spec.diagrams)}
    for target in internal(subject):
        if target.page is None and not is_file(target, files, subject.ids.keys()):
            path = target.link.target.partition("#")[0]
            yield Finding(target.text.at(target.link.offset), f"there is no page `{path}`{near(path, subject)}")


def is_file(target: Target, files: set[str], pages: Collection[str]) -> bool:
    """Tell whether a link may lead to a file that is no page; without static files none can be told to be missing."""
    path = target.link.target.partition("#")[0].partition("?")[0]
    if "." not in posixpath.basename(path):
        return False
    full = posixpath.normpath(posixpath.join(target.shown, path)).strip("/")
    if full.endswith(".md") and f"/{full.removesuffix('.md').lower()}/" in pages:
        return False  # The source of a page is not on the site.
    generated = full.endswith((".json", ".md"))
    return not files or full in files or full.removeprefix("diagrams/") in files or generated


def near(path: str, subject: Subject) -> str:
    """Return words that propose a page whose URL is near, or nothing."""
    wanted = f"/{path.strip('/')}/"
    ends = [page for page in subject.ids if len(wanted) > 2 and page.endswith(wanted)]
    found = ends[:1] or get_close_matches(wanted, subject.ids, 1, 0.7)
    return f": did you mean `{found[0].rstrip('/')}`?" if found else ""
