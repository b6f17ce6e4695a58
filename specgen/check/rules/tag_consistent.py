"""A tag is written in two ways, or is not among those that the document declares.

Why:
    Tags group operations: one that differs by a hyphen or a capital makes a group of its own.
Bad:
    tags: [Third-party Lookup]
    tags: [Third party lookup]
Good:
    tags: [Third-party Lookup]
    tags: [Third-party Lookup]
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.check.texts.slips import nearest
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each tag that is rarer than another spelling of it in the same API, or unknown to its document."""
    uses = [(each, node) for each in endpoints(subject) for node in each.node.get("tags").elements()]
    counts = Counter((each.folder, str(node.value)) for each, node in uses)
    usual: dict[tuple[str, str], tuple[int, str]] = {}
    for (folder, tag), count in sorted(counts.items()):
        usual[folder, fold(tag)] = max(usual.get((folder, fold(tag)), (0, "")), (count, tag))
    for each, node in uses:
        best = usual[each.folder, fold(str(node.value))][1]
        known = declared(each.document.root)
        near = nearest(str(node.value), [tag for folder, tag in counts if folder == each.folder])
        if best != node.value:
            yield Finding(node.location, f"tag `{node.value}` is written `{best}` elsewhere")
        elif near and counts[each.folder, str(node.value)] == 1 and counts[each.folder, near] > 1:
            yield Finding(node.location, f"nothing else has the tag `{node.value}`: did you mean `{near}`")
        elif known and node.value not in known:
            yield Finding(node.location, f"tag `{node.value}` is not declared{did_you_mean(str(node.value), known)}")


def fold(tag: str) -> str:
    """Return a tag without what people write in different ways."""
    return re.sub(r"[\W_]+", "", tag).casefold().removesuffix("s")


def declared(root: Node) -> set[str]:
    """Return the names of the tags that a document declares."""
    return {tag.get("name").text() or "" for tag in root.get("tags").elements()}
