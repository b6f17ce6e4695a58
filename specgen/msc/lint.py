"""Runs the rules for proposals."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from specgen.diagnostic import Diagnostic, Fix, Severity
from specgen.location import Location
from specgen.msc.rule import Case, Finding, ProposalRule


def lint(case: Case, rules: Sequence[ProposalRule], severities: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """Yield what the rules find in one proposal, at line and column; nothing in a template.

    `severities` are those that somebody set, by the rule's name.
    """
    if is_template(case):
        return
    for rule in rules:
        name = name_of(rule)
        for finding in dict.fromkeys(rule.check(case)):
            severity = severities.get(name, finding.severity or rule.SEVERITY)
            yield diagnostic(case, finding, name, severity if severity != Severity.OFF else Severity.INFO)


def is_template(case: Case) -> bool:
    """Tell whether a proposal is the template of the process."""
    name = case.proposal.path.rpartition("/")[2]
    return name.startswith("0000-") and "template" in name


def name_of(rule: ProposalRule) -> str:
    """Return a rule's name: its module's, with hyphens."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def diagnostic(case: Case, finding: Finding, name: str, severity: Severity) -> Diagnostic:
    """Return a finding at its line and column."""
    proposal = case.proposal
    line = bisect_right(proposal.starts, finding.start) - 1
    place = Location(proposal.path, line=line + 1, offset=finding.start - proposal.starts[line] + 1)
    edit = finding.edit
    fix = Fix(proposal.path, edit.start, edit.end, edit.text) if edit else None
    return Diagnostic(place, name, severity, finding.message, fix=fix)
