"""An example of an error has a code that goes with another status.

Why:
    The example was copied from another response; who handles errors by code and status meets a pair that never comes.
Bad:
    "403": {examples: {response: {value: {errcode: M_LIMIT_EXCEEDED}}}}
Good:
    "403": {examples: {response: {value: {errcode: M_FORBIDDEN}}}}
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from specgen.check.documents.follow import at
from specgen.check.documents.samples import Visit, visits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
STATUS = re.compile(r"/responses/([45]\d\d)(?:/|\Z)")
# By what they mean, these can have one status only.
FIXED: Mapping[str, str] = {"M_LIMIT_EXCEEDED": "429", "M_UNKNOWN_TOKEN": "401", "M_MISSING_TOKEN": "401"}
# So many others must agree before one pair is taken for a slip. These codes say nothing and go with anything.
OTHERS = 7
VAGUE = ("M_UNKNOWN",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code below a status that no other example of it has, where all others have the same."""
    found: dict[str, list[tuple[str, Visit]]] = defaultdict(list)
    for visit in visits(subject):
        match = STATUS.search(visit.sample.node.pointer)
        if match and visit.seen.path == ("errcode",) and isinstance(visit.seen.value, str):
            found[visit.seen.value].append((match[1], visit))
    for code, uses in found.items():
        usual = usual_status(code, Counter(status for status, _ in uses))
        for status, visit in uses if usual else ():
            if status != usual and not explained(subject, code, visit):
                place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path)).location
                yield Finding(place, f"`{code}` goes with `{usual}`, and this is `{status}`")


def usual_status(code: str, counts: Counter[str]) -> str:
    """Return the status that a code has everywhere but in one place; nothing where that is not clear."""
    if code in FIXED:
        return FIXED[code]
    ranked = counts.most_common()
    clear = code not in VAGUE and len(ranked) == 2 and ranked[0][1] >= OTHERS and ranked[1][1] == 1
    return ranked[0][0] if clear else ""


def explained(subject: Subject, code: str, visit: Visit) -> bool:
    """Tell whether the description of the response, or of the operation, names the code."""
    node = next(document.root for document in subject.documents if document.path == visit.sample.node.path)
    texts = []
    for token in visit.sample.node.pointer.split("/")[1:]:
        node = node.get(token.replace("~1", "/").replace("~0", "~"))
        texts.append(node.get("description").text() or "")
    return any(code in text for text in texts)
