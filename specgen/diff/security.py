"""Facts about how callers of an operation prove who they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.diff.facts import fact
from specgen.model.api import Api, Operation, SecurityScheme
from specgen.model.change import Change
from specgen.model.node import dump

OPTIONAL = "none"


@dataclass(frozen=True, slots=True)
class Home:
    """The document that an operation stands in. `swagger`: it is written in Swagger 2.0."""

    api: Api
    swagger: bool = False


def ways(operation: Operation, schemes: Mapping[str, SecurityScheme]) -> frozenset[str]:
    """Return the ways to authenticate, by what travels and not by the names that documents give them."""
    return frozenset(
        " and ".join(sorted(way(name, schemes.get(name)) for name in names)) or OPTIONAL
        for names in operation.security or ((),)
    )


def way(name: str, scheme: SecurityScheme | None) -> str:
    """Return what a scheme puts on the wire; its name where it is not defined."""
    if scheme is None:
        return name
    return (
        f"{scheme.kind} in {scheme.within}" if scheme.within else " ".join(filter(None, (scheme.kind, scheme.scheme)))
    )


def security(old: tuple[Operation, Home], new: tuple[Operation, Home]) -> Iterator[Change]:
    """Yield the facts about authentication.

    Swagger 2.0 has no words for most schemes, nor for none. So between it and OpenAPI only whether there is one counts.
    """
    across = old[1].swagger != new[1].swagger
    places = old[0].location, new[0].location
    a, b = (ways(operation, {each.name: each for each in home.api.security_schemes}) for operation, home in (old, new))
    if need(a) != need(b) and not (across and "no" not in (need(a), need(b))):
        yield fact("operation", "security", dump(need(a)), dump(need(b)), *places)
    elif not across:
        for gone in sorted(a - b):
            yield fact("operation", "security-scheme", dump(gone), None, *places)
        for come in sorted(b - a):
            yield fact("operation", "security-scheme", None, dump(come), *places)


def need(found: frozenset[str]) -> str:
    """Return whether a caller has to authenticate: `no`, `optional` or `yes`."""
    return "yes" if OPTIONAL not in found else "no" if len(found) == 1 else "optional"
