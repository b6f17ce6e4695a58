"""Runs rules over a subject."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from specgen.check.rule import Named, Rule, name_of, needs_of
from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.model.subject import Subject

R = TypeVar("R", bound=Named)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run and how severe they are. Patterns end in `*` or are whole names; `ALL` is every rule.

    With `inform`, those whose findings are only worth knowing run without being named; with `quick`, only those that
    look at one file at a time.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    inform: bool = False
    quick: bool = False

    def severity(self, rule: Named) -> Severity:
        """Return how severe a rule is, as configured or by itself."""
        return self.severities.get(name_of(rule), rule.SEVERITY)


def chosen(rules: Iterable[R], choice: Choice) -> list[R]:
    """Return the rules that run: all that run by themselves, or just the selected. Raises `SpecgenError`."""
    known = list(rules)
    names = [name_of(rule) for rule in known]
    for pattern in (*choice.select, *choice.ignore, *choice.severities):
        if not any(matches(name, pattern) for name in names):
            raise SpecgenError(f"there is no rule `{pattern}`: see `specgen rules`")
    if choice.select:
        wanted = [rule for rule in known if any(matches(name_of(rule), pattern) for pattern in choice.select)]
    else:
        wanted = [rule for rule in known if by_itself(rule, choice)]
    wanted = [rule for rule in wanted if not choice.quick or getattr(rule, "GRAIN", "all") == "file"]
    return [rule for rule in wanted if not any(matches(name_of(rule), pattern) for pattern in choice.ignore)]


def by_itself(rule: Named, choice: Choice) -> bool:
    """Tell whether a rule runs without being selected: one that only informs must be asked for, or configured."""
    level = choice.severity(rule)
    asked = choice.inform or name_of(rule) in choice.severities
    return level > Severity.INFO or (level == Severity.INFO and asked)


def matches(name: str, pattern: str) -> bool:
    """Tell whether a rule's name is meant by a pattern."""
    return pattern in (name, "ALL") or (pattern.endswith("*") and name.startswith(pattern[:-1]))


def needs(rules: Sequence[Rule]) -> frozenset[str]:
    """Return what some rules need that is dear to compute."""
    return frozenset(need for rule in rules for need in needs_of(rule))


def run(rules: Sequence[Rule], subject: Subject, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the rules find, each finding once."""
    for rule in rules:
        for finding in dict.fromkeys(rule.check(subject)):
            # Rules look at small parts and mostly find nothing: their names and severities are asked for only here.
            level = choice.severity(rule) or Severity.INFO
            yield Diagnostic(finding.location, name_of(rule), level, finding.message, finding.related, finding.fix)
