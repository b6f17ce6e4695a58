"""Final names: each declaration gets the best of its names that no other of its room has. Never a number."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specgen.codegen.ir import Alias, Declaration, Field, ListOf, MapOf, Named, Type, Union
from specgen.codegen.names import pascal


def room_of(home: str) -> str:
    """Return the part of the package in which names are unique."""
    return home.partition(".")[0]


def merged(declarations: Iterable[Declaration]) -> dict[str, str]:
    """Return which declarations are the same as an earlier one of their room: same names first, same members."""
    known: dict[object, str] = {}
    result = {}
    ordered = sorted(declarations, key=lambda each: (not each.home.endswith(".models"), each.home, each.key))
    for each in ordered:
        mark = (room_of(each.home), each.names[0], outline(each))
        if mark in known:
            result[each.key] = known[mark]
        else:
            known[mark] = each.key
    return result


def outline(declaration: Declaration) -> object:
    """Return what makes a declaration the same as another: its members, without what is said of them."""
    if isinstance(declaration, Alias):
        return declaration.type
    fields = tuple((each.wire, each.type, each.required, each.nullable) for each in declaration.fields)
    return frozenset(fields), declaration.extra, declaration.tag


def choose(declarations: Iterable[Declaration]) -> dict[str, str]:
    """Return the name of each declaration by its key."""
    rooms: dict[str, list[Declaration]] = {}
    for each in declarations:
        rooms.setdefault(room_of(each.home), []).append(each)
    return {key: name for room in rooms.values() for key, name in choose_in(room).items()}


def choose_in(room: list[Declaration]) -> dict[str, str]:
    """Return names within one room. Of several that want a name, a shared definition keeps it."""
    wish = {each.key: 0 for each in room}
    names = {each.key: candidates(each) for each in room}
    while True:
        takers: dict[str, list[Declaration]] = {}
        for each in room:
            takers.setdefault(names[each.key][wish[each.key]], []).append(each)
        clashes = [group for group in takers.values() if len(group) > 1]
        moved = False
        for group in clashes:
            keep = keeper(group)
            for each in group:
                if each is not keep and wish[each.key] + 1 < len(names[each.key]):
                    wish[each.key] += 1
                    moved = True
        if not moved:
            return {each.key: names[each.key][wish[each.key]] for each in room}


def keeper(group: list[Declaration]) -> Declaration | None:
    """Return the one that may keep a name that several want: the only shared definition; else none."""
    contents = [each for each in group if each.key.endswith("/content")]
    if len(contents) == 1:
        return contents[0]
    shared = [each for each in group if each.home.endswith(".models") and "#/" not in each.key]
    if len(shared) == 1:
        return shared[0]
    whole = [each for each in group if each.names[0].endswith(("Request", "Response"))]
    return whole[0] if len(whole) == 1 else None


def candidates(declaration: Declaration) -> tuple[str, ...]:
    """Return possible names: its own, then with its module's name, then with the way to it."""
    own = declaration.names
    module = pascal(declaration.home.rpartition(".")[2])
    way = [part for part in declaration.key.partition("#")[2].split("/") if any(map(str.isalnum, part))]
    placed = (module + own[0] if not own[0].startswith(module) else own[0], module + own[-1])
    ways = (module + "".join(map(pascal, way[-length:])) for length in range(4, max(len(way), 4) + 1))
    return tuple(dict.fromkeys((*own, *placed, *ways, pascal(declaration.key))))


def renamed(type_: Type, same: Mapping[str, str]) -> Type:
    """Return a type whose names are those of what is kept."""
    match type_:
        case Named(key):
            return Named(same.get(key, key))
        case ListOf(item):
            return ListOf(renamed(item, same))
        case MapOf(key, value):
            return MapOf(renamed(key, same), renamed(value, same))
        case Union(members):
            return Union(tuple(dict.fromkeys(renamed(member, same) for member in members)))
    return type_


def renamed_declaration(declaration: Declaration, same: Mapping[str, str]) -> Declaration:
    """Return a declaration whose types are renamed."""
    if isinstance(declaration, Alias):
        return declaration
    fields = tuple(renamed_field(each, same) for each in declaration.fields)
    extra = None if declaration.extra is None else renamed(declaration.extra, same)
    return replace(declaration, fields=fields, extra=extra)


def renamed_field(field: Field, same: Mapping[str, str]) -> Field:
    """Return a field whose type is renamed."""
    return replace(field, type=renamed(field.type, same))
