"""Generated servers: requests that other servers signed (X-Matrix)."""

from collections.abc import Callable
from typing import Any

import pytest
from asking import Asker, Stubs

pytest.importorskip("nacl")

TRANSACTION = ("PUT", "/_matrix/federation/v1/send/{txnId}")
TARGET = "/_matrix/federation/v1/send/%2Ft%20?a=%26b"
BODY = b'{"origin": "a.example", "origin_server_ts": 1, "pdus": []}'
Signed = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def key(stubs: Stubs) -> Any:
    """Return the key of the server that asks."""
    return stubs.module("_rt.signing").Ed25519Key.generate("1")


@pytest.fixture
def ask(stubs: Stubs, key: Any) -> Asker:
    """Return what asks a server that knows one other."""

    async def find_key(origin: str, key_id: str) -> str | None:
        return key.public if (origin, key_id) == ("a.example", "ed25519:1") else None

    def answer(ctx: Any, txn_id: str, body: Any) -> dict[str, Any]:
        return {"pdus": {}, "said": [ctx.origin, txn_id]}

    verify = stubs.module("server").XMatrix("b.example", find_key)
    return Asker(stubs.app({TRANSACTION: answer}, api="server_server", verify=verify))


@pytest.fixture
def signed(stubs: Stubs, key: Any) -> Signed:
    """Return what signs requests."""

    def sign(origin: str = "a.example", to: str = "b.example", method: str = "PUT", target: str = TARGET) -> Any:
        signer = stubs.module("_rt.signing").RequestSigner(origin, to, key)
        return [("authorization", signer(method, target, BODY))]

    return sign


def test_a_signed_request_comes_from_its_server(ask: Asker, signed: Signed) -> None:
    assert ask("PUT", TARGET, BODY, headers=signed()).json["said"] == ["a.example", "/t "]


def test_one_good_signature_of_several_is_enough(ask: Asker, signed: Signed) -> None:
    other = [("authorization", 'X-Matrix origin="a.example",key="ed25519:0",sig="AAAA"')]
    assert ask("PUT", TARGET, BODY, headers=[*other, *signed()]).status == 200


def test_signatures_of_anything_else_are_refused(ask: Asker, signed: Signed) -> None:
    for headers in (
        [],
        [("authorization", "Bearer t")],
        [("authorization", "X-Matrix")],
        signed("c.example"),
        signed(to="c.example"),
        signed(method="GET"),
        signed(target=TARGET.replace("%2F", "/")),
    ):
        assert ask("PUT", TARGET, BODY, headers=headers).verdict == (401, "M_UNAUTHORIZED")
    assert ask("PUT", TARGET, BODY.replace(b"1", b"2"), headers=signed()).verdict == (401, "M_UNAUTHORIZED")
    assert ask("PUT", TARGET, b"{", headers=signed()).verdict == (401, "M_UNAUTHORIZED")


def test_without_keys_no_server_is_known(stubs: Stubs, signed: Signed) -> None:
    ask = Asker(stubs.app({TRANSACTION: {"pdus": {}}}, api="server_server"))
    assert ask("PUT", TARGET, BODY, headers=signed()).verdict == (401, "M_UNAUTHORIZED")
