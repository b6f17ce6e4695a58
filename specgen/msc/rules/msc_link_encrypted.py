"""A link is encrypted.

Why: anybody on the way can change what a reader is shown.

Bad: `http://www.rfc-editor.org/rfc/rfc3552`

Good: `https://www.rfc-editor.org/rfc/rfc3552`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
# Names that are no addresses: examples (RFC 2606), one's own machine, namespaces.
NOT_MEANT = re.compile(
    r"http://(?:[^/:]*\.)?(?:example(?:\.\w+)?|invalid|test|localhost|local|onion|[\d.]+|w3\.org|json-schema\.org|purl\.org)(?=[/:?#]|\Z)|http://[^/.]*(?:[/:]|\Z)",
    re.I,
)


def check(case: Case) -> Iterator[Finding]:
    """Yield links that begin with `http:`."""
    proposal = case.proposal
    for start, end in proposal.urls:
        url = proposal.text[start:end]
        if url[:7].lower() == "http://" and not NOT_MEANT.match(url):
            yield Finding(start, "the link is not encrypted: `http:`")
