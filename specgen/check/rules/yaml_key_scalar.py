"""A mapping or a list is used as a key.

Why:
    JSON has only strings as keys, so tools drop the entry or fail.
Bad:
    ? {a: b}
    : c
Good:
    "a, b": c
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("yaml-key-scalar")
