"""Pull requests as the history of a repository shows them."""

import re

from specgen.model.checkout import Commit

SQUASHED = re.compile(r"\(#(\d+)\)\s*\Z")


def pull_request(commit: Commit) -> str:
    """Return the number at the end of a squashed commit's subject, `Title (#123)`, or nothing."""
    match = SQUASHED.search(commit.subject)
    return match[1] if match else ""
