"""Examines a tree for `specgen check`, with what the last examination remembered. Imported when it is needed only."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from specgen.cache import Cache, code_digest, digest
from specgen.check.engine import Choice
from specgen.diagnostic import Diagnostic
from specgen.examine import examine_again
from specgen.examine.memory import Memory, pack_memory, unpack_memory
from specgen.examine.subject import Since
from specgen.load.check_config import read_severities
from specgen.model.source import SourceFile, SourceTree

KIND = "examined"


def examined(
    source: SourceTree, theme: Sequence[SourceFile], options: Mapping[str, Any], since: Since, cache: Cache
) -> Sequence[Diagnostic]:
    """Return what the chosen rules find; parts of the tree that are as they were are not looked at again."""
    wishes = (options.get("info", False), options.get("quick", False))
    choice = Choice(options["select"], options["ignore"], read_severities(source), *wishes)
    key = memory_key(source, choice)
    packed = cache.read(KIND, key)
    result = examine_again(source, theme, choice, since, unpack_memory(packed) if packed else Memory())
    cache.keep(KIND, key, pack_memory(result.memory))
    return result.diagnostics


def memory_key(source: SourceTree, choice: Choice) -> str:
    """Return what has to be the same if what was found in parts of a tree is to be remembered: the code, the rules."""
    levels = [f"{name}={level}" for name, level in sorted(choice.severities.items())]
    wishes = [name for name, wanted in (("info", choice.inform), ("quick", choice.quick)) if wanted]
    groups = (choice.select, choice.ignore, levels, wishes)
    chosen = [digest(name.encode() for name in group) for group in groups]
    return digest(part.encode() for part in (code_digest(), os.path.abspath(source.name), *chosen))
