"""Files of users."""

import secrets

from matrix_api.client_server import server
from matrix_api.client_server.authed_content_repo import GetConfigAuthedResponse
from matrix_api.client_server.content_repo import GetConfigResponse, UploadContentResponse
from matrix_api.errors import MNotFound
from matrix_api.server import Ctx, Media, Upload
from matrix_api.types import MxcUri

from .world import World

LARGEST_UPLOAD = 10 * 1024 * 1024


class ContentRepository(server.Unimplemented):
    """Files of users."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def upload_content(
        self, ctx: Ctx, body: Upload, /, *, filename: str | None, **_: object
    ) -> UploadContentResponse:
        """Keep a file. A server with a disk would write it chunk by chunk: `async for chunk in body`."""
        media_id = secrets.token_urlsafe(18)
        content = await body.read()
        self.world.media[media_id] = Media(content, body.content_type or "application/octet-stream", filename)
        return UploadContentResponse(content_uri=MxcUri(f"mxc://{self.world.name}/{media_id}"))

    async def get_content_authed(self, ctx: Ctx, server_name: str, media_id: str, /, **_: object) -> Media:
        if server_name != self.world.name or media_id not in self.world.media:
            raise MNotFound.because("there is no such file", status=404)
        return self.world.media[media_id]

    async def get_content_override_name_authed(
        self, ctx: Ctx, server_name: str, media_id: str, file_name: str, /, **_: object
    ) -> Media:
        found = await self.get_content_authed(ctx, server_name, media_id)
        return Media(found.content, found.content_type, file_name)

    async def get_config_authed(self, ctx: Ctx, /) -> GetConfigAuthedResponse:
        return GetConfigAuthedResponse(upload_size=LARGEST_UPLOAD)

    async def get_config(self, ctx: Ctx, /) -> GetConfigResponse:
        return GetConfigResponse(upload_size=LARGEST_UPLOAD)
