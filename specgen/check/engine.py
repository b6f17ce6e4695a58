"""Runs rules over a subject."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from specgen.check.rule import Rule, name_of, needs_of
from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run and how severe they are. Patterns end in `*` or are whole names; `ALL` is every rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity:
        """Return how severe a rule is, as configured or by itself."""
        return self.severities.get(name_of(rule), rule.SEVERITY)


def chosen(rules: Iterable[Rule], choice: Choice) -> list[Rule]:
    """Return the rules that run: all but those that are off, or just the selected. Raises `SpecgenError`."""
    known = list(rules)
    names = [name_of(rule) for rule in known]
    for pattern in (*choice.select, *choice.ignore, *choice.severities):
        if not any(matches(name, pattern) for name in names):
            raise SpecgenError(f"there is no rule `{pattern}`: see `specgen rules`")
    if choice.select:
        wanted = [rule for rule in known if any(matches(name_of(rule), pattern) for pattern in choice.select)]
    else:
        wanted = [rule for rule in known if choice.severity(rule) != Severity.OFF]
    return [rule for rule in wanted if not any(matches(name_of(rule), pattern) for pattern in choice.ignore)]


def matches(name: str, pattern: str) -> bool:
    """Tell whether a rule's name is meant by a pattern."""
    return pattern in (name, "ALL") or (pattern.endswith("*") and name.startswith(pattern[:-1]))


def needs(rules: Sequence[Rule]) -> frozenset[str]:
    """Return what some rules need that is dear to compute."""
    return frozenset(need for rule in rules for need in needs_of(rule))


def run(rules: Sequence[Rule], subject: Subject, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the rules find, each finding once."""
    for rule in rules:
        name, severity = name_of(rule), choice.severity(rule)
        for finding in dict.fromkeys(rule.check(subject)):
            level = severity if severity != Severity.OFF else Severity.INFO
            yield Diagnostic(finding.location, name, level, finding.message, finding.related, finding.fix)
