"""Signatures (X-Matrix) over real sockets: two generated servers and the generated client, each way."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from bindings import Bindings, Talk
from needs import peers
from real_homeserver import free_port
from serving import EXAMPLE, running, stubs, under_uvicorn

PROFILE = ("GET", "/_matrix/federation/v1/query/profile")
SEEDS = {"a.example": bytes(range(32)), "b.example": bytes(range(32, 64))}
pytestmark = [pytest.mark.peers, pytest.mark.corpus]


@pytest.fixture(scope="module")
def servers(bindings: Bindings, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the addresses of two servers that know each other."""
    python = peers("nacl", "httpx", "uvicorn", "msgspec")
    signing = bindings.module("_rt.signing")
    place = tmp_path_factory.mktemp("federation")
    package = stubs(checkout, place / "package")
    ports = {name: free_port() for name in SEEDS}
    with ExitStack() as stack:
        found = {}
        for name, peer in (("a.example", "b.example"), ("b.example", "a.example")):
            known = {
                "SERVER_NAME": name,
                "SEED": signing.encode_base64(SEEDS[name]),
                "PEER_NAME": peer,
                "PEER_KEY": signing.Ed25519Key("a", SEEDS[peer]).public,
                "PEER_URL": f"http://127.0.0.1:{ports[peer]}",
            }
            command = under_uvicorn(python, "example_federation:app", "--port", str(ports[name]))
            started = running(command, [package, EXAMPLE], place / name, known)
            found[name] = stack.enter_context(started)[0]
        yield found


@pytest.mark.parametrize("bindings", ["v1.19"], indirect=True)
@pytest.mark.parametrize(("name", "peer"), [("a.example", "b.example"), ("b.example", "a.example")])
def test_each_believes_the_other(talk: Talk, servers: dict[str, str], name: str, peer: str) -> None:
    signing = talk.bindings.module("_rt.signing")
    errors = talk.bindings.module("errors")

    def ask(key: Any, destination: str = peer, **named: Any) -> Any:
        signer = signing.RequestSigner(name, destination, key)
        client = talk.client(servers[peer], api="server_server", signer=signer)
        return talk.call(client, *PROFILE, user_id=f"@ü/%2F #?:{peer}", api="server_server", **named)

    key = signing.Ed25519Key("a", SEEDS[name])
    assert ask(key).displayname == f"{peer} was asked by {name}"
    # The other server asks this one in turn, by its own client, and its own key.
    assert ask(key, field="avatar_url").avatar_url == f"{name} was asked by {peer}"
    for wrong in (signing.Ed25519Key("a", bytes(32)), signing.Ed25519Key("b", SEEDS[name])):
        with pytest.raises(errors.MUnauthorized):
            ask(wrong)
    with pytest.raises(errors.MUnauthorized):
        ask(key, destination="c.example")
