"""The sections of a proposal: what stands under a heading."""

from collections.abc import Iterator

from specgen.msc.masks import Span
from specgen.msc.text import ProposalText


def section_spans(proposal: ProposalText, *words: str) -> Iterator[Span]:
    """Yield from where to where the sections reach whose heading has one of some words; those inside them included."""
    headings = proposal.headings
    for index, heading in enumerate(headings):
        if heading.level > 1 and any(word in heading.text.lower() for word in words):
            following = (each for each in headings[index + 1 :] if each.level <= heading.level)
            last = next(following, None)
            yield proposal.starts[heading.line], proposal.starts[last.line] if last else len(proposal.text)
