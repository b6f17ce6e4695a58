"""What a package needs of all that a spec declares."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from specgen.codegen.ir import Alias, Declaration, EventKind, Named, Type, inside


def reached(declarations: Iterable[Declaration], roots: Iterable[Type]) -> list[Declaration]:
    """Return the declarations that types lead to, in the order of their modules and places."""
    known = {each.key: each for each in declarations}
    queue = [each for root in roots for each in inside(root)]
    found: dict[str, Declaration] = {}
    while queue:
        type_ = queue.pop()
        if isinstance(type_, Named) and type_.key in known and type_.key not in found:
            found[type_.key] = known[type_.key]
            queue.extend(part for each in types_of(known[type_.key]) for part in inside(each))
    return sorted(found.values(), key=lambda each: (each.home, each.key))


def unknotted(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Return declarations so that no two modules need each other: those of a circle share one module."""
    known = {each.key: each for each in declarations}
    while True:
        needs: dict[str, set[str]] = {}
        for each in known.values():
            used = (part.key for type_ in types_of(each) for part in inside(type_) if isinstance(part, Named))
            homes = {known[key].home for key in used if key in known} - {each.home}
            needs.setdefault(each.home, set()).update(homes)
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            home = min(circle, key=lambda each: (not each.endswith(".models"), each))
            known = {key: replace(each, home=home) if each.home in circle else each for key, each in known.items()}
        else:
            return list(known.values())


def types_of(declaration: Declaration) -> Iterator[Type]:
    """Yield the types that a declaration is made of."""
    if isinstance(declaration, Alias):
        yield declaration.type
        return
    yield from (each.type for each in declaration.fields)
    if declaration.extra is not None:
        yield declaration.extra


def event_types(event: EventKind) -> Iterator[Type]:
    """Yield the types that an event type uses."""
    yield event.content
    yield from (each for _, each in event.variants)
    if event.state_key is not None:
        yield event.state_key
