"""A document is nested too deeply, or its aliases repeat too much.

Why:
    Such a document takes all memory when it is read; none that people write is like that.
Bad:
    a: &a [*a]
Good:
    a: []
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("yaml-too-large")
