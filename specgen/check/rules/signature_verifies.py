"""A test vector has a signature or a hash that is not the one of its JSON.

Why:
    Implementers test their code against it, and look for a fault where there is none.
Bad:
    the signed form of {"one": 1, "two": "Two"} with a signature over {"one": 1, "two": "two"}
Good:
    the signed form with the signature that the seed above it gives
"""

import json
import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.signatures.ed25519 import public_key, verify
from specgen.check.signatures.signing import content_hash, decoded, signed_forms
from specgen.check.texts.markdown import Code, code_blocks
from specgen.check.texts.mentions import living
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
SEED = re.compile(r"SEED\b\s*=[^\"\n]*\s*\"([A-Za-z0-9+/]{43})\"")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each signature and hash, in a text that gives the seed of a key, that does not verify."""
    for prose in living(subject):
        seed = SEED.search(prose.text) if "SEED" in prose.text else None
        data = decoded(seed[1]) if seed else None
        for block in code_blocks(prose.text) if seed and data else ():
            if seed and data and block.offset > seed.start() and '"signatures"' in block.content:
                yield from wrong_in(prose, block, public_key(data))


def wrong_in(prose: Prose, block: Code, key: bytes) -> Iterator[Finding]:
    """Yield what does not verify in one block; what is no JSON object is for other rules."""
    try:
        value = json.loads(block.content)
    except ValueError:
        return
    signatures = value.get("signatures") if isinstance(value, dict) else None
    for by_key in signatures.values() if isinstance(signatures, dict) else ():
        for name, text in by_key.items() if isinstance(by_key, dict) else ():
            signature = decoded(text) or b""
            if name.startswith("ed25519:") and not any(verify(key, form, signature) for form in signed_forms(value)):
                place = prose.at(block.offset + block.content.index(json.dumps(text)))
                yield Finding(place, "the signature does not verify with the key of the seed above")
    hashes = value.get("hashes") if isinstance(value, dict) else None
    written = hashes.get("sha256") if isinstance(hashes, dict) else None
    if isinstance(written, str) and written != content_hash(value):
        place = prose.at(block.offset + block.content.index(json.dumps(written)))
        yield Finding(place, f"the hash of this event is `{content_hash(value)}`")
