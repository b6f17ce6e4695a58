"""Remembered results: right or forgotten, never wrong."""

from pathlib import Path

from specgen.cache import KEPT, Cache, code_digest, digest
from specgen.model.artifact import Artifact
from specgen.pack import Product, pack, unpack


def test_it_computes_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.call("k", "a", lambda: b"1") == (b"1", False)
    assert cache.call("k", "a", lambda: b"2") == (b"1", True)


def test_a_damaged_entry_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep("k", "a", b"whole")
    entry = tmp_path / "k" / "a"
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.read("k", "a") is None


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(KEPT + 5):
        cache.keep("k", str(number), b"")
    assert len(list((tmp_path / "k").iterdir())) == KEPT


def test_without_a_folder_nothing_is_kept() -> None:
    assert Cache(None).call("k", "a", lambda: b"1") == (b"1", False)


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Cache(tmp_path / "file").call("k", "a", lambda: b"1") == (b"1", False)


def test_digests_tell_parts_apart() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
    assert code_digest() == code_digest()


def test_what_is_packed_comes_out_again() -> None:
    product = Product((Artifact("a", b"\x00x"), Artifact("b/c", b"")), ("p",), (("pages", 2),))
    assert unpack(pack(product)) == product
