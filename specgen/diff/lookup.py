"""Finds the operation, event or field that a user means, and says what is near where there is none."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from specgen.diff.attribution import CALL, segments, tail_free
from specgen.errors import SpecgenError
from specgen.location import unescape
from specgen.model.release_history import History, Subject, key_of

# How many names are proposed.
FEW = 5


def find(history: History, wanted: str) -> tuple[Subject, str]:
    """Return what a user names, `OPERATION` or `EVENT`, and the field behind a dot, if there is one.

    Operations go by their ids, or by method and path, of which the end is enough. Raises `SpecgenError` where there is
    nothing of that name, or more than one.
    """
    known = newest(history)
    for name, field in splits(wanted.strip()):
        found = [each for each in known if name in (each.name, each.operation_id)]
        found = found or called_like(name, known)
        if len(found) > 1:
            names = ", ".join(f"`{each.name}`" for each in found[:FEW])
            raise SpecgenError(f"`{name}` may be any of {names}{', …' if len(found) > FEW else ''}: say which")
        if found:
            return found[0], field
    raise SpecgenError(f"there is no operation or event `{wanted}`{proposal(wanted, known)}")


def newest(history: History) -> list[Subject]:
    """Return all subjects that there ever were, each as the newest version that has it knows it."""
    found: dict[tuple[str, str], Subject] = {}
    gone: set[str] = set()
    for step in reversed(history.steps):
        for subject in step.subjects:
            if key_of(subject.name) not in gone:
                found.setdefault((subject.kind, key_of(subject.name)), subject)
        gone |= {key_of(old) for old, _ in step.renamed} - {name for _, name in found}
    return list(found.values())


def splits(wanted: str) -> Iterator[tuple[str, str]]:
    """Yield each way to take a text as a name and a field: names have dots, too, so the longest one comes first."""
    yield wanted, ""
    for index in range(len(wanted) - 1, 0, -1):
        if wanted[index] == ".":
            yield wanted[:index], wanted[index + 1 :]


def called_like(name: str, known: Iterable[Subject]) -> list[Subject]:
    """Return the operations that a name may mean: by the end of their paths, else without the parameters there."""
    calls = [(each, segments(each.name.partition(" ")[2])) for each in known if each.kind == "operation"]
    whole = [each for each, path in calls if is_meant(name, each.name, path)]
    return whole or [each for each, path in calls if is_meant(name, each.name, tail_free(path))]


def is_meant(name: str, title: str, path: Sequence[str]) -> bool:
    """Tell whether a name is a path or the end of it, with or without the method that an operation's title has."""
    call = CALL.fullmatch(name)
    if call is None or call[1] not in (None, title.partition(" ")[0]):
        return False
    asked = segments(call[2])
    return tuple(path[-len(asked) :]) == asked if len(asked) <= len(path) else False


def proposal(wanted: str, subjects: Iterable[Subject]) -> str:
    """Return the end of a sentence that says which names are near."""
    call = CALL.search(wanted)
    names = {name.lower(): each.name for each in subjects for name in called(each, call is not None)}
    near = get_close_matches(call[2].lower() if call else wanted.lower(), names, 2 * FEW, 0.6)
    found = list(dict.fromkeys(names[name] for name in near))[:FEW]
    return f"; is it {' or '.join(f'`{name}`' for name in found)}?" if found else ""


def called(subject: Subject, by_path: bool) -> list[str]:
    """Return what a subject can be called: each end of its path, or else its name and id."""
    if not by_path:
        return [name for name in (subject.name, subject.operation_id) if name]
    parts = subject.name.partition(" ")[2].rstrip().split("/")
    return ["/".join(("", *parts[index:])) for index in range(1, len(parts))]


def plain(path: str) -> str:
    """Return the path of a fact as people write a field: without the parts of the message, lists and maps."""
    tokens = [unescape(token) for token in path.split("/")]
    match tokens:
        case ["parameter", _, *rest]:
            tokens = rest
        case ["response", _, "header", *rest]:
            tokens = rest
        case ["response", _, _, *rest] | ["request", _, *rest]:
            tokens = rest
        case ["response", _] | ["request"]:
            tokens = []
    return ".".join(token for token in tokens if token not in ("[]", "*") and token[:1] not in ("<", "("))


def find_field(field: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of a field among all paths. Raises `SpecgenError` that says which fields are near.

    The whole path counts first, then one without `content`, then the end of a path.
    """
    wanted = ".".join(part for part in field.replace("[]", "").split(".") if part not in ("*", ""))
    known: dict[str, list[str]] = {}
    for path in paths:
        if plain(path):
            known.setdefault(plain(path), []).append(path)
    for name in (wanted, f"content.{wanted}"):
        if name in known:
            return tuple(known[name])
    found = [path for name, all_paths in known.items() if name.endswith(f".{wanted}") for path in all_paths]
    if found:
        return tuple(found)
    ends = {name.rpartition(".")[2]: name for name in reversed(list(known))}
    near = get_close_matches(wanted, [*known, *ends], FEW, 0.6)
    words = dict.fromkeys(name if name in known else ends[name] for name in near)
    end = f"; is it {' or '.join(f'`{name}`' for name in words)}?" if words else ""
    raise SpecgenError(f"there is no field `{field}`{end}")
