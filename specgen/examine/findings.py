"""Runs rules, as few as needed: what was found in a part that has not changed is remembered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from specgen.check.engine import Choice, run
from specgen.check.parts import Part, of_documents, of_files
from specgen.check.registry import DATA_RULES
from specgen.check.rule import Rule, grain_of
from specgen.diagnostic import Diagnostic
from specgen.model.subject import Subject
from specgen.parallel import both

Found = tuple[str, str, tuple[Diagnostic, ...]]
Known = Mapping[str, tuple[str, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True)
class Job:
    """A part, and the rules that look at it."""

    part: Part
    rules: tuple[Rule, ...]


def findings(
    rules: Sequence[Rule], subject: Subject, choice: Choice, reach: Mapping[str, frozenset[str]], known: Known
) -> tuple[list[Diagnostic], Known]:
    """Return what rules find, and what is to be remembered of it.

    `reach` tells where `$ref` leads from each file; `known` is what was remembered of the same rules.
    """
    jobs = jobs_of(rules, subject, reach)
    todo = [job for job in jobs if known.get(job.part.name, ("",))[0] != job.part.key]
    mine, theirs = shares(todo)
    always = of_grain(rules, "all")
    data = Job(Part("/data", subject, ""), tuple(rule for rule in always if rule in DATA_RULES))
    texts = Job(Part("/texts", subject, ""), tuple(rule for rule in always if rule not in DATA_RULES))
    one, other = both(lambda: done([*mine, data], choice), lambda: done([*theirs, texts], choice))
    fresh = {name: (key, listed) for name, key, listed in (*one, *other)}
    now = {job.part.name: fresh.get(job.part.name) or known[job.part.name] for job in jobs}
    return [*fresh["/data"][1], *fresh["/texts"][1], *(each for _, found in now.values() for each in found)], now


def shares(jobs: Sequence[Job]) -> tuple[list[Job], list[Job]]:
    """Return jobs in two groups of about the same size: documents first, so that each text is read by one process."""
    ordered = sorted(jobs, key=lambda job: -len(job.part.subject.documents))
    sizes = list(accumulate(job.part.size for job in ordered))
    first = sum(2 * size <= sizes[-1] for size in sizes)
    return ordered[:first], ordered[first:]


def jobs_of(rules: Sequence[Rule], subject: Subject, reach: Mapping[str, frozenset[str]]) -> list[Job]:
    """Return the jobs whose results can be remembered."""
    small, large = of_grain(rules, "file"), of_grain(rules, "documents")
    files = [Job(part, small) for part in of_files(subject, reach)] if small else []
    return [*files, Job(of_documents(subject), large)] if large else files


def of_grain(rules: Sequence[Rule], grain: str) -> tuple[Rule, ...]:
    """Return the rules of a grain."""
    return tuple(rule for rule in rules if grain_of(rule) == grain)


def done(jobs: Iterable[Job], choice: Choice) -> list[Found]:
    """Return name and key of each job's part, and what was found there."""
    return [(job.part.name, job.part.key, tuple(run(job.rules, job.part.subject, choice))) for job in jobs]
