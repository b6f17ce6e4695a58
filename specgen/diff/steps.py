"""What happened from one version to the next."""

from collections.abc import Iterable, Iterator

from specgen.diff import diff, named
from specgen.diff.judge import judge
from specgen.diff.names import renamed, subjects
from specgen.diff.shape import Shapes
from specgen.diff.walk import Walker, marks
from specgen.model.release_history import News, Step, is_between
from specgen.model.spec import Spec

Version = tuple[str, Spec]


def step(old: Version | None, new: Version, news: Iterable[News], date: str = "") -> Step:
    """Return what a version says and how it differs from an older one. `news` are the entries of its changelogs."""
    name, spec = new
    before = old[0] if old else ""
    shapes = Shapes(named(spec))
    return Step(
        old=before,
        new=name,
        date=date,
        subjects=tuple(dict.fromkeys(subjects(spec))),
        changes=judge(diff(old[1], spec)) if old else (),
        renamed=tuple(renamed(old[1], spec, (Shapes(named(old[1])), shapes))) if old else (),
        marks=tuple(mark for mark in marks(spec, Walker(shapes)) if is_between(mark.version, before, name)),
        news=tuple(entry for entry in news if is_between(entry.version, before, name)),
    )


def steps(versions: Iterable[tuple[Version, Iterable[News], str]]) -> Iterator[Step]:
    """Yield the steps through some versions, the oldest first, each with its news and date."""
    last: Version | None = None
    for version, news, date in versions:
        yield step(last, version, news, date)
        last = version
