"""Two servers that believe each other's signatures: the federation side of a homeserver, as small as it gets.

Each has a name, a key, and the public key of the other: SERVER_NAME, SEED, PEER_NAME, PEER_KEY, PEER_URL.
Asked for a profile, a server says who asked; `field` makes it ask the other one in its own name.
"""

import os

from matrix_api._rt.signing import Ed25519Key, RequestSigner
from matrix_api.errors import MNotFound
from matrix_api.server import Ctx, XMatrix
from matrix_api.server_server import server
from matrix_api.server_server.async_client import AsyncClient
from matrix_api.server_server.query import QueryProfileResponse
from matrix_api.types import MxcUri, UserId

NAME, PEER = os.environ["SERVER_NAME"], os.environ["PEER_NAME"]
KEY = Ed25519Key("a", os.environ["SEED"])


async def find_key(origin: str, key_id: str) -> str | None:
    """Return the key of the one server that is known. Others would ask `/_matrix/key/v2/server`, and keep it."""
    return os.environ["PEER_KEY"] if (origin, key_id) == (PEER, "ed25519:a") else None


class Federation(server.Unimplemented):
    """Answers the other server."""

    async def query_profile(
        self, ctx: Ctx, /, *, user_id: str, field: str | None = None, **_: object
    ) -> QueryProfileResponse:
        """Tell who asked; asked for a picture, tell what the other server says of who asks it."""
        if not user_id.endswith(f":{NAME}"):
            raise MNotFound.because("this is not a user of this server")
        if field != "avatar_url":
            return QueryProfileResponse(displayname=f"{NAME} was asked by {ctx.origin}")
        signer = RequestSigner(NAME, PEER, KEY)
        async with AsyncClient(os.environ["PEER_URL"], signer=signer) as client:
            told = await client.query_profile(user_id=UserId(f"@ünï/%:{PEER}"))
        return QueryProfileResponse(avatar_url=MxcUri(told.displayname or ""))


app = server.ASGI(Federation(), verify=XMatrix(NAME, find_key))
