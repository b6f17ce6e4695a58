"""The version of an `added-in` or `changed-in` is missing or not written as a version.

Why:
    The mark adds the `v` itself, so `v1.2` is shown as `vv1.2`; without quotes `1.10` is the number 1.1.
Bad:
    {{% added-in v="v1.2" %}}
Good:
    {{% added-in v="1.2" %}}
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import MARKS, Call, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
VERSION = re.compile(r"[1-9]\d*|\d+\.\d+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark with a wrong version."""
    for text in texts(subject):
        for call in calls(text.text):
            if call.name in MARKS and not call.closing and (message := trouble(call)):
                yield Finding(text.at(call.start), message)


def trouble(call: Call) -> str:
    """Return what is wrong with a mark's version, or nothing."""
    version = call.get("v")
    if version is None:
        return "" if call.get("this") else f'`{call.name}` has no version: `v="1.2"`'
    if not VERSION.fullmatch(version.value):
        return f"`{version.value}` is no version: write `1.2`, or `6` for a room version"
    if not version.quoted and "." in version.value and version.value.endswith("0"):
        return f"without quotes `{version.value}` is the number {float(version.value)}"
    return ""
