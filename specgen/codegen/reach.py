"""What a package needs of all that a spec declares."""

from collections.abc import Iterable, Iterator

from specgen.codegen.ir import Alias, Declaration, Named, Type, inside


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


def types_of(declaration: Declaration) -> Iterator[Type]:
    """Yield the types that a declaration is made of."""
    if isinstance(declaration, Alias):
        yield declaration.type
        return
    yield from (each.type for each in declaration.fields)
    if declaration.extra is not None:
        yield declaration.extra
