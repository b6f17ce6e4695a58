"""A link whose text is an endpoint leads to another endpoint.

Why:
    Readers end up at an operation that the text does not speak of: mostly a link that was copied and half changed.
Bad:
    See [`GET /sync`](#post_matrixclientv3login).
Good:
    See [`GET /sync`](#get_matrixclientv3sync).
"""

from collections.abc import Iterator

from specgen.check.endpoint_mentions import MENTION, Endpoint, defined, matching, segments_of
from specgen.check.mentions import links_in
from specgen.check.rule import Finding
from specgen.check.slips import letters
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link with an endpoint as its text and the id of another one as its target."""
    anchors = {
        letters(method + endpoint.path): (method, endpoint)
        for endpoint in defined(subject)
        for method in endpoint.methods
    }
    for prose, link in links_in(subject):
        label = MENTION.match(link.label.replace("`", "").replace("\\", "").strip())
        goal = anchors.get(letters(link.target.partition("#")[2]))
        if label is None or goal is None:
            continue
        method, endpoint = goal
        if not agrees(label[1], label[2], method, endpoint):
            yield Finding(prose.at(link.offset), f"`{label[0].strip()}` leads to `{method} {endpoint.path}`")


def agrees(method: str | None, path: str, goal: str, endpoint: Endpoint) -> bool:
    """Tell whether a text may mean an operation."""
    segments = segments_of(path)
    return (method or goal) == goal and (not any(segments) or next(matching(segments, [endpoint]), None) is not None)
