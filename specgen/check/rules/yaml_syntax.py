"""A file is not YAML (or JSON).

Why:
    Nothing in the file is read, so everything that it describes is missing from the site.
Bad:
    required: [name
Good:
    required: [name]
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("yaml-syntax")
