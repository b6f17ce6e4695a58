"""A key occurs twice in one mapping.

Why:
    Parsers silently keep one of the two, and which one differs between them.
Bad:
    description: One.
    description: Another.
Good:
    description: One.
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("yaml-duplicate-key")
