"""What `specgen.overrides` says for servers: other beginnings of paths, and the APIs that browsers speak."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from specgen.errors import SpecgenError


@dataclass(frozen=True, slots=True)
class Served:
    """`prefixes`: beginning of paths → older ones, for operations as old as they. `cors`: folders of APIs.

    Without `cors`, browsers may ask all APIs but those between servers, which sign what they send.
    """

    prefixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cors: tuple[str, ...] | None = None


def read_served(section: Mapping[str, object], name: str) -> Served:
    """Return what the section `server` says. Raises SpecgenError for what it cannot mean."""
    unknown = sorted(set(section) - {"prefixes", "cors"})
    if unknown:
        raise SpecgenError(f"{name}: `server` has no `{unknown[0]}`; known are `cors` and `prefixes`")
    given = section.get("prefixes", {})
    if not isinstance(given, dict):
        raise SpecgenError(f"{name}: `server.prefixes` is not a table")
    prefixes = {key: texts(value, f"server.prefixes.{key}", name) for key, value in given.items()}
    return Served(prefixes, texts(section["cors"], "server.cors", name) if "cors" in section else None)


def texts(value: object, place: str, name: str) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SpecgenError(f"{name}: `{place}` is not a list of texts")
    return tuple(value)
