"""A data file is not UTF-8.

Why:
    YAML and JSON files are UTF-8; other bytes stop the reading of the whole file.
Bad:
    description: caf�
Good:
    description: café
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("file-encoding")
