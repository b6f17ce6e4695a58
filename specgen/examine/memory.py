"""What is remembered of an examination for the next one, by name and by the digest of what it was made of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from specgen.diagnostic import Diagnostic
from specgen.load.spec import Parsed
from specgen.pack import plain, unplain


@dataclass(frozen=True, slots=True)
class Shown:
    """What rendering tells of one page: its URL and ids, the files that it shows, and what was wrong."""

    url: str = ""
    ids: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was made, by name, with a key of what it was made of.

    What rules found in each part, what pages show, what shortcodes drew, what validators found, and what files say.
    Places in it are pointers and offsets into what has the same key; lines only where that is a whole file.
    """

    found: Mapping[str, tuple[str, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, Shown]] = field(default_factory=dict)
    blocks: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    invalid: Mapping[str, tuple[str, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    parsed: Mapping[str, tuple[bytes, Parsed]] = field(default_factory=dict)


def pack_memory(memory: Memory) -> bytes:
    """Return a memory as bytes."""
    found, wrong = (
        {name: [key, [plain(each) for each in listed]] for name, (key, listed) in known.items()}
        for known in (memory.found, memory.invalid)
    )
    pages = {
        path: [key, shown.url, shown.ids, shown.included, [plain(each) for each in shown.diagnostics]]
        for path, (key, shown) in memory.pages.items()
    }
    parsed = {
        path: [key.hex(), value, [plain(each) for each in listed]]
        for path, (key, (value, listed)) in memory.parsed.items()
    }
    blocks = {name: [key.hex(), html] for name, (key, html) in memory.blocks.items()}
    return json.dumps([found, wrong, pages, blocks, parsed], separators=(",", ":")).encode()


def unpack_memory(data: bytes) -> Memory:
    """Return the memory that `pack_memory` made bytes of."""
    found, wrong, pages, blocks, parsed = json.loads(data)
    return Memory(
        found={name: (key, tuple(map(unplain, listed))) for name, (key, listed) in found.items()},
        invalid={name: (key, tuple(map(unplain, listed))) for name, (key, listed) in wrong.items()},
        pages={
            path: (key, Shown(url, tuple(ids), tuple(included), tuple(map(unplain, listed))))
            for path, (key, url, ids, included, listed) in pages.items()
        },
        blocks={name: (bytes.fromhex(key), html) for name, (key, html) in blocks.items()},
        parsed={
            path: (bytes.fromhex(key), (value, tuple(map(unplain, listed))))
            for path, (key, value, listed) in parsed.items()
        },
    )
