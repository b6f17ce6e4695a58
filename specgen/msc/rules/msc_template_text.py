"""What the template explains is gone from the proposal.

Why: the notes in the template are for authors; left in, they look like part of the proposal.

Bad: a section that still holds the template's advice what to write there

Good: a section in the author's own words
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding
from specgen.msc.template import known_digests, sentences

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield each paragraph with a sentence of a template."""
    proposal = case.proposal
    known = known_digests() | case.template
    for block in proposal.blocks_of("paragraph"):
        start = proposal.starts[block.first]
        end = proposal.end_of(block.last - 1)
        found = next((text for text, digest in sentences(proposal.text[start:end]) if digest in known), None)
        if found:
            shown = found if len(found) <= 50 else f"{found[:47].rstrip()}…"
            yield Finding(start, f"this is still the text of the template: `{shown}`")
