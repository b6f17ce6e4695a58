"""Who is who: registration, sessions, profiles, data that clients keep here, keys."""

import hashlib
import hmac
import secrets

import msgspec
from matrix_api.client_server import server
from matrix_api.client_server.capabilities import Capabilities, GetCapabilitiesResponse, RoomVersionsCapability
from matrix_api.client_server.filter import DefineFilterResponse
from matrix_api.client_server.keys import (
    ClaimKeysRequest,
    ClaimKeysResponse,
    DeviceInformation,
    QueryKeysRequest,
    QueryKeysResponse,
    UploadKeysRequest,
    UploadKeysResponse,
)
from matrix_api.client_server.login import GetLoginFlowsResponse, LoginFlow, LoginRequest, LoginResponse
from matrix_api.client_server.models import Filter, KeyObject
from matrix_api.client_server.profile import GetUserProfileResponse
from matrix_api.client_server.registration import CheckUsernameAvailabilityResponse, RegisterRequest, RegisterResponse
from matrix_api.client_server.versions import GetVersionsResponse
from matrix_api.client_server.whoami import GetTokenOwnerResponse
from matrix_api.errors import (
    MForbidden,
    MInvalidUsername,
    MMissingParam,
    MNotFound,
    MUnknown,
    MUnknownToken,
    MUserInUse,
    UIARequired,
)
from matrix_api.server import Ctx, Requester
from matrix_api.types import UserId

from .world import Device, JsonObject, User, World

VERSIONS = [f"v1.{minor}" for minor in range(1, 17)]
ROOM_VERSION = "11"
DUMMY: JsonObject = {"flows": [{"stages": ["m.login.dummy"]}], "params": {}}
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._=-/+")


class Accounts(server.Unimplemented):
    """Who is who: registration, sessions, profiles, data that clients keep here, keys."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def authenticate(self, ctx: Ctx, token: str, /) -> Requester:
        """Return who has a token: this is what `server.ASGI` asks before it calls a handler."""
        if token not in self.world.tokens:
            raise MUnknownToken.because("no such token")
        return self.world.tokens[token]

    async def get_versions(self, ctx: Ctx, /) -> GetVersionsResponse:
        return GetVersionsResponse(versions=VERSIONS, unstable_features={})

    async def get_capabilities(self, ctx: Ctx, /) -> GetCapabilitiesResponse:
        rooms = RoomVersionsCapability(default=ROOM_VERSION, available={ROOM_VERSION: "stable"})
        return GetCapabilitiesResponse(capabilities=Capabilities(room_versions=rooms))

    async def register(self, ctx: Ctx, body: RegisterRequest, /, *, kind: str, **_: object) -> RegisterResponse:
        """Two requests: the first is told what to do to prove oneself (here: nothing), the second does it."""
        if kind != "user":
            raise MForbidden.because("there are no guests here", status=403)
        name = body.username or secrets.token_hex(6)
        user_id = self.free_name(name)
        auth = body.auth
        if auth is None or auth.type != "m.login.dummy" or (auth.session or "") not in {"", *self.world.sessions}:
            session = secrets.token_urlsafe(12)
            self.world.sessions.add(session)
            raise UIARequired(401, {**DUMMY, "session": session})
        self.world.sessions.discard(auth.session or "")
        salt = secrets.token_bytes(16)
        digest = hashed(body.password or secrets.token_hex(), salt)
        user = self.world.users[user_id] = User(user_id, salt, digest, {"displayname": name})
        if body.inhibit_login:
            return RegisterResponse(user_id=user_id)
        device_id, device = self.sign_in(user, body.device_id, body.initial_device_display_name)
        return RegisterResponse(user_id=user_id, access_token=device.token, device_id=device_id)

    def free_name(self, name: str) -> UserId:
        """Return the id of a user to be. Raises MInvalidUsername, MUserInUse."""
        if not LETTERS.issuperset(name):
            raise MInvalidUsername.because("names are of a-z, 0-9 and ._=-/+", status=400)
        if f"@{name}:{self.world.name}" in self.world.users:
            raise MUserInUse.because("this name is taken", status=400)
        return UserId(f"@{name}:{self.world.name}")

    async def check_username_availability(
        self, ctx: Ctx, /, *, username: str, **_: object
    ) -> CheckUsernameAvailabilityResponse:
        self.free_name(username)
        return CheckUsernameAvailabilityResponse(available=True)

    def sign_in(self, user: User, device_id: str | None, name: str | None) -> tuple[str, Device]:
        """Return a device with a new token; the old token of the device is no longer good."""
        device_id = device_id or secrets.token_hex(5).upper()
        device = user.devices.setdefault(device_id, Device("", name))
        self.world.tokens.pop(device.token, None)
        device.token = secrets.token_urlsafe(24)
        self.world.tokens[device.token] = Requester(user_id=user.user_id, device_id=device_id)
        return device_id, device

    async def get_login_flows(self, ctx: Ctx, /) -> GetLoginFlowsResponse:
        return GetLoginFlowsResponse(flows=[LoginFlow(type="m.login.password")])

    async def login(self, ctx: Ctx, body: LoginRequest, /) -> LoginResponse:
        if body.type != "m.login.password":
            raise MUnknown.because("this server knows passwords only", status=400)
        # An identifier is an open object: `type` is declared, what else there is depends on it.
        named = body.identifier.extra.get("user") if body.identifier else body.user
        name = str(named or "")
        user = self.world.users.get(name if name.startswith("@") else f"@{name}:{self.world.name}")
        if user is None or not hmac.compare_digest(user.digest, hashed(body.password or "", user.salt)):
            raise MForbidden.because("wrong name or password")
        device_id, device = self.sign_in(user, body.device_id, body.initial_device_display_name)
        return LoginResponse(user_id=user.user_id, access_token=device.token, device_id=device_id)

    async def logout(self, ctx: Ctx, /) -> None:
        device = self.world.users[ctx.user_id].devices.pop(ctx.device_id or "")
        del self.world.tokens[device.token]

    async def logout_all(self, ctx: Ctx, /) -> None:
        devices = self.world.users[ctx.user_id].devices
        for device in devices.values():
            del self.world.tokens[device.token]
        devices.clear()

    async def get_token_owner(self, ctx: Ctx, /) -> GetTokenOwnerResponse:
        return GetTokenOwnerResponse(user_id=UserId(ctx.user_id), device_id=ctx.device_id, is_guest=False)

    async def get_user_profile(self, ctx: Ctx, user_id: str, /) -> GetUserProfileResponse:
        return GetUserProfileResponse(extra=self.world.user(user_id).profile)

    async def get_profile_field(self, ctx: Ctx, user_id: str, key_name: str, /) -> JsonObject:
        profile = self.world.user(user_id).profile
        if key_name not in profile:
            raise MNotFound.because("the profile does not have this")
        return {key_name: profile[key_name]}

    async def set_profile_field(self, ctx: Ctx, user_id: str, key_name: str, body: JsonObject, /) -> None:
        if key_name not in body:
            raise MMissingParam.because(f"`{key_name}` is missing", status=400)
        self.change_profile(ctx, user_id, {**self.world.user(user_id).profile, key_name: body[key_name]})

    async def delete_profile_field(self, ctx: Ctx, user_id: str, key_name: str, /) -> None:
        left = {name: value for name, value in self.world.user(user_id).profile.items() if name != key_name}
        self.change_profile(ctx, user_id, left)

    def change_profile(self, ctx: Ctx, user_id: str, profile: JsonObject) -> None:
        """Change the profile of who asks; rooms see it as a change of membership."""
        if user_id != ctx.user_id:
            raise MForbidden.because("this is somebody else's profile", status=403)
        user = self.world.users[user_id]
        seen = [profile.get(name) != user.profile.get(name) for name in ("displayname", "avatar_url")]
        user.profile = profile
        for room in self.world.rooms.values() if any(seen) else ():
            if room.membership(user_id) == "join":
                self.world.set_membership(room, user_id, user_id, "join")

    async def get_account_data(self, ctx: Ctx, user_id: str, event_type: str, /) -> JsonObject:
        return await self.get_account_data_per_room(ctx, user_id, "", event_type)

    async def set_account_data(self, ctx: Ctx, user_id: str, event_type: str, body: JsonObject, /) -> None:
        await self.set_account_data_per_room(ctx, user_id, "", event_type, body)

    async def get_account_data_per_room(self, ctx: Ctx, user_id: str, room_id: str, event_type: str, /) -> JsonObject:
        found = self.own(ctx, user_id).account_data.get((room_id, event_type))
        if found is None:
            raise MNotFound.because("there is no such account data", status=404)
        return found[1]

    async def set_account_data_per_room(
        self, ctx: Ctx, user_id: str, room_id: str, event_type: str, body: JsonObject, /
    ) -> None:
        self.own(ctx, user_id).account_data[room_id, event_type] = (self.world.advance(), body)

    def own(self, ctx: Ctx, user_id: str) -> User:
        """Return the account of who asks. Raises MForbidden where it is somebody else's."""
        if user_id != ctx.user_id:
            raise MForbidden.because("this is somebody else's", status=403)
        return self.world.users[user_id]

    async def define_filter(self, ctx: Ctx, user_id: str, body: Filter, /) -> DefineFilterResponse:
        filters = self.own(ctx, user_id).filters
        filter_id = str(len(filters))
        filters[filter_id] = body
        return DefineFilterResponse(filter_id=filter_id)

    async def get_filter(self, ctx: Ctx, user_id: str, filter_id: str, /) -> Filter:
        filters = self.own(ctx, user_id).filters
        if filter_id not in filters:
            raise MNotFound.because("there is no such filter")
        return filters[filter_id]

    async def upload_keys(self, ctx: Ctx, body: UploadKeysRequest, /) -> UploadKeysResponse:
        device = self.world.users[ctx.user_id].devices[ctx.device_id or ""]
        if body.device_keys:
            device.keys = msgspec.convert(body.device_keys, DeviceInformation, from_attributes=True)
        device.one_time |= body.one_time_keys or {}
        return UploadKeysResponse(one_time_key_counts=device.counts())

    async def query_keys(self, ctx: Ctx, body: QueryKeysRequest, /) -> QueryKeysResponse:
        found = {
            user_id: {
                device_id: device.keys
                for device_id, device in self.world.users[user_id].devices.items()
                if device.keys and (not wanted or device_id in wanted)
            }
            for user_id, wanted in body.device_keys.items()
            if user_id in self.world.users
        }
        return QueryKeysResponse(device_keys=found, failures={})

    async def claim_keys(self, ctx: Ctx, body: ClaimKeysRequest, /) -> ClaimKeysResponse:
        claimed: dict[UserId, dict[str, dict[str, str | KeyObject]]] = {}
        for user_id, wanted in body.one_time_keys.items():
            devices = self.world.users[user_id].devices if user_id in self.world.users else {}
            for device_id, algorithm in wanted.items():
                keys = devices[device_id].one_time if device_id in devices else {}
                key_id = next((each for each in keys if each.startswith(f"{algorithm}:")), None)
                if key_id:
                    claimed.setdefault(user_id, {})[device_id] = {key_id: keys.pop(key_id)}
        return ClaimKeysResponse(one_time_keys=claimed, failures={})


def hashed(password: str, salt: bytes) -> bytes:
    """Return what is kept of a password."""
    return hashlib.scrypt(password.encode(), salt=salt, n=2**10, r=8, p=1)
