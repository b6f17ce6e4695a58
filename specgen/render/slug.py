"""Ids as the published specification has them (INPUT 5)."""

import re

from specgen.model.api import Operation

DROPPED = re.compile(r"[^\w-]")


def slug(text: str) -> str:
    """Return the id of a text: letters, digits, `_` and `-` in lower case, blanks as `-`, nothing else."""
    return DROPPED.sub("", text.strip().replace(" ", "-")).lower()


def unused(name: str, used: set[str]) -> str:
    """Return `name`, or the first of `name-1`, `name-2`, … that is free, and note it as used."""
    result, number = name, 0
    while result in used:
        number += 1
        result = f"{name}-{number}"
    used.add(result)
    return result


def operation_id(operation: Operation, anchor_base: str = "") -> str:
    """Return the id of an operation's heading."""
    start = f"{anchor_base}_" if anchor_base else ""
    return start + operation.method.lower() + slug(operation.endpoint)
