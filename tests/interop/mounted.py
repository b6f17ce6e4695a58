"""The worked example inside of other people's applications: Starlette's, and FastAPI's."""

from contextlib import asynccontextmanager
from typing import Any

from example_homeserver import app as homeserver
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount


@asynccontextmanager
async def life(_: Any) -> Any:
    """Say that the server begins, and that it ends."""
    print("begun")
    yield
    print("ended")


starlette = Starlette(routes=[Mount("/müt zu", app=homeserver)], lifespan=life)
fastapi = FastAPI(lifespan=life)
fastapi.mount("/müt zu", homeserver)
