"""Whatever a server sends: the clients make a value of it, or say that they cannot."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bindings import Bindings

APIS = ("client_server", "server_server", "identity", "application_service")
WAITS = ("", "1", "x", "-1", "²", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 99 Oct 2015", "1e9")
SCALARS = (None, True, False, 0, -1, 1.5, 2**70, 1e300, "", "x", "\x00", "@a:b", [], {})


class Mischief:
    """Makes broken variants of values."""

    def __init__(self, seed: int, names: list[str]) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.names = names

    def junk(self, depth: int = 0) -> Any:
        kind = self.random.randrange(8 if depth < 3 else 6)
        if kind == 6:
            return [self.junk(depth + 1) for _ in range(3)]
        if kind == 7:
            return {self.random.choice(self.names): self.junk(depth + 1) for _ in range(4)}
        return self.random.choice(SCALARS)

    def broken(self, value: Any) -> Any:
        if self.random.random() < 0.08:
            return self.junk()
        if isinstance(value, dict):
            return {name: self.broken(each) for name, each in value.items() if self.random.random() > 0.05}
        return [self.broken(each) for each in value] if isinstance(value, list) else value


def names_in(value: Any) -> Iterator[str]:
    """Yield the names of all members."""
    if isinstance(value, dict):
        yield from value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from names_in(each)


def touch(codec: Any, value: Any) -> None:
    """Read all that is read when it is asked for."""
    if isinstance(value, codec.Struct):
        for name in ("content", "unsigned", "prev_content"):
            getattr(value, name, None)
        if callable(getattr(value, "extra", None)):
            value.extra()
            value.detach()
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    elif isinstance(value, codec.Open):
        value = vars(value)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        touch(codec, each)


@pytest.mark.parametrize("strict", [False, True])
def test_answers_that_break_the_specification(bindings: Bindings, strict: bool) -> None:
    codec, wire = bindings.module("_rt.codec"), bindings.module("_rt.wire")
    examples = json.loads((bindings.place / "tests/examples.json").read_text())["examples"]
    mischief = Mischief(7, sorted({*names_in([each["value"] for each in examples])}))
    read = 0
    for api in APIS:
        for name, operation in bindings.operations(api).items():
            known = [each["value"] for each in examples if re.match(rf"{api}\.{name} \d", each["where"])]
            for _ in range(20):
                value = mischief.broken(mischief.random.choice(known)) if known else mischief.junk()
                answer = wire.Response(next(iter(operation.answers)), {}, json.dumps(value).encode())
                try:
                    found = operation.request().parse(answer, strict=strict)
                except codec.DecodeError:
                    continue
                read += 1
                touch(codec, found)
                assert repr(found)
    assert read > 500


@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_errors_that_break_the_specification(bindings: Bindings, status: int) -> None:
    errors, wire = bindings.module("errors"), bindings.module("_rt.wire")
    names = ["errcode", "error", "flows", "stages", "completed", "params", "session", "retry_after_ms", "soft_logout"]
    mischief = Mischief(status, names)
    operation = wire.Operation(name="x", method="POST", path="/", answers={200: None})
    flows = {"flows": [{"stages": ["m.login.dummy"]}], "completed": ["x"], "params": {}, "session": "s"}
    for _ in range(500):
        body = json.dumps(mischief.broken({**flows, "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1})).encode()
        headers = {"retry-after": mischief.random.choice(WAITS)}
        with pytest.raises(errors.APIError) as caught:
            operation.request().parse(wire.Response(status, headers, body))
        for name in ("flows", "completed", "params", "session", "errcode", "error", "retry_after", "retry_after_ms"):
            getattr(caught.value, name, None)
        assert repr(caught.value)
