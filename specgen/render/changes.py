"""Changes straight from news fragments, as the changelogs of v1.1 to v1.4 show them (INPUT 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from specgen.model.changelog import ChangeType, Fragment

# The areas in their order: folder, id and heading.
AREAS = (
    ("client_server", "client-server-api", "Client-Server API"),
    ("server_server", "server-server-api", "Server-Server API"),
    ("application_service", "application-service-api", "Application Service API"),
    ("identity_service", "identity-service-api", "Identity Service API"),
    ("push_gateway", "push-gateway-api", "Push Gateway API"),
    ("room_versions", "room-versions", "Room Versions"),
    ("appendices", "appendices", "Appendices"),
    ("internal", "internal", "Internal Changes/Tooling"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """One area's changes. `id` and `title` are empty where the page itself has the heading."""

    id: str
    title: str
    kinds: tuple[tuple[str, tuple[Fragment, ...]], ...]


def area_of(folder: str, fragments: Sequence[Fragment], types: Sequence[ChangeType], headed: bool) -> Area:
    """Return the changes of one area by kind, in the order of the kinds."""
    kinds = []
    for kind in types:
        listed = tuple(each for each in fragments if each.section == folder and each.type == kind.name)
        if listed:
            kinds.append((kind.title, listed))
    name, title = next(((name, title) for area, name, title in AREAS if area == folder), ("", ""))
    return Area(name if headed else "", title if headed else "", tuple(kinds))
