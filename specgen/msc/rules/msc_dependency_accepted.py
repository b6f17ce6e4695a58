"""What a proposal depends on is accepted.

Why: it cannot be accepted itself before. This is told where the repository of proposals is known.

Bad: `This depends on MSC1234`, while that is under review

Good: the same, once that is accepted
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import MENTION
from specgen.msc.rule import Case, Finding
from specgen.msc.sections import section_spans

SEVERITY = Severity.INFO


def check(case: Case) -> Iterator[Finding]:
    """Yield the proposals that the section on dependencies names and that are not accepted."""
    proposal = case.proposal
    found: dict[int, int] = {}
    for start, end in section_spans(proposal, "dependenc") if case.accepted else ():
        for match in MENTION.finditer(proposal.prose, start, end):
            found.setdefault(int(match[1]), match.start())
    for number, start in found.items():
        if number not in case.accepted and number != proposal.number:
            yield Finding(start, f"MSC{number} is not accepted")
