"""A homeserver in memory, on generated stubs: what the author of a server may look at first.

It has accounts, rooms, messages, long polling, profiles, media and keys; it forgets all of it when it
stops, trusts its own users, and speaks to no other server. To run it:

    specgen generate server ../matrix-spec@v1.19 -o bindings
    PYTHONPATH=bindings uvicorn example_homeserver:app

Start with `media`, the shortest area, then read `accounts`, `conversations` and `syncing`; `world` is what
they share, and knows nothing of HTTP. What to look for:

- A handler gets what a request says as typed values, and returns a record or raises an error. Routes, checks
  of requests, the bodies of errors and headers are the business of `server.ASGI`.
- A handler with a wrong signature is a type error. One that names only the query parameters that it cares for
  lets `**_: object` stand for the rest, also for those of later versions.
- What is not overridden is answered with 404 M_UNRECOGNIZED, so a server can grow operation by operation.
"""

import os
from collections.abc import Mapping

from matrix_api.client_server import server

from .accounts import Accounts
from .conversations import Conversations
from .media import LARGEST_UPLOAD, ContentRepository
from .syncing import Syncing
from .world import World


class Homeserver(Accounts, Conversations, Syncing, ContentRepository):
    """The areas together."""


def application(environment: Mapping[str, str]) -> server.ASGI:
    """Return the homeserver of a name."""
    home = Homeserver(World(environment.get("SERVER_NAME", "localhost")))
    return server.ASGI(home, authenticate=home.authenticate, max_upload=LARGEST_UPLOAD)


app = application(os.environ)
