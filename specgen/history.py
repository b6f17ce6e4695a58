"""From versions of a specification to their history; what two of them gave before is remembered."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from specgen.cache import Cache, code_digest, digest
from specgen.changelog.entries import dates, entries
from specgen.diff.judgements import JUDGEMENTS
from specgen.diff.steps import step
from specgen.diff.timeline import Timeline
from specgen.layouts import recognise
from specgen.load.release_history import read_history, write_history
from specgen.load.settings import read_settings
from specgen.load.spec import load_spec
from specgen.memory import key_of as key_of_parts
from specgen.model.release_history import UNSTABLE, History, Step, key_of, order
from specgen.model.source import SourceTree
from specgen.model.spec import Spec
from specgen.parallel import both
from specgen.render.story import Comparison, Story
from specgen.report.changes import apis
from specgen.report.changes.chapters import chapters

Version = tuple[str, SourceTree]
KIND = "history"
# Steps that a cache keeps: those of all releases of one specification, and of some states of what comes next.
KEPT = 200


def history_of_specs(versions: Sequence[tuple[str, Spec]]) -> History:
    """Return the history of loaded specifications, given with their versions in any order."""
    known = sorted(versions, key=lambda version: order(version[0]))
    return History(tuple(step_between(old, new) for old, new in pairwise((None, *known)) if new is not None))


def step_between(old: tuple[str, Spec] | None, new: tuple[str, Spec]) -> Step:
    """Return what happened between two versions, with the changelogs of the newer one."""
    return step(old, new, entries(new[1]), dates(new[1]).get(new[0], ""))


def history_of(
    versions: Iterable[Version], cache: Cache, done: Callable[[str, bool], None] = lambda version, known: None
) -> History:
    """Return the history of trees, given with their versions in any order.

    `done` is told of each version when it is there, and whether it was remembered; such trees are not even loaded.
    """
    known = sorted(versions, key=lambda version: order(version[0]))
    prints = [tree_print(tree) for _, tree in known]
    code = code_digest()
    steps: dict[int, Step] = {}
    for index, (name, _) in enumerate(known):
        found = cache.read(KIND, step_key(code, known, prints, index))
        if found is not None:
            steps[index] = read_history(found.decode(), "cache").steps[0]
            done(name, True)
    missing = [index for index in range(len(known)) if index not in steps]
    middle = len(missing) // 2
    one, other = both(lambda: made(known, missing[:middle]), lambda: made(known, missing[middle:]))
    for index, new in zip(missing, (*one, *other), strict=True):
        steps[index] = new
        cache.keep(KIND, step_key(code, known, prints, index), write_history(History((new,))).encode())
        done(new.new, False)
    return History(tuple(steps[index] for index in range(len(known))))


def story_of(history: History, version: str) -> Story:
    """Return what the pages of a version's site show of its history: that of later versions is not among it."""
    known = history.until(version)
    timeline = Timeline(known)
    subjects = {key_of(each.name): each.name for each in (known.steps[-1].subjects if known.steps else ())}
    docs = {name: each.doc for name, each in JUDGEMENTS.items()}
    return Story(
        chapters={key: chapters(timeline.moments(name)) for key, name in subjects.items()},
        comparisons={
            f"/changelog/{new.new}/": Comparison(apis.title(new), apis.summary(new), apis.view(new, old.subjects, docs))
            for old, new in pairwise(known.steps)
        },
        key=key_of_parts((code_digest(), write_history(known))),
    )


def version_of(tree: SourceTree, status: str = "") -> str:
    """Return the version that a tree says it is, `unstable` where that is its status or the wished one."""
    said = read_settings(tree, recognise(tree))[0]
    return UNSTABLE if UNSTABLE in (status, said.status) else said.version


def story_of_tree(text: str, tree: SourceTree, status: str) -> Story:
    """Return what the pages of a tree's site show of a history, given as JSON."""
    return story_of(read_history(text, "history"), version_of(tree, status))


def made(known: Sequence[Version], wanted: Sequence[int]) -> list[Step]:
    """Return the steps to some of the known versions; each tree that is needed is loaded once."""
    result = []
    last: tuple[int, Spec] | None = None
    for index in wanted:
        old = None
        if index:
            before = last[1] if last and last[0] == index - 1 else load_spec(known[index - 1][1]).spec
            old = (known[index - 1][0], before)
        spec = load_spec(known[index][1]).spec
        result.append(step_between(old, (known[index][0], spec)))
        last = (index, spec)
    return result


def tree_print(tree: SourceTree) -> str:
    """Return the digest of a tree's files."""
    return digest(part for file in tree.files for part in (file.path.encode(), file.data))


def step_key(code: str, known: Sequence[Version], prints: Sequence[str], index: int) -> str:
    """Return what a step is remembered by: both versions and all that is in their trees."""
    old = (known[index - 1][0], prints[index - 1]) if index else ("", "")
    return digest(part.encode() for part in (code, *old, known[index][0], prints[index]))
