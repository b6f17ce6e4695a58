"""A settings file is not TOML.

Why:
    Title, version and status of the site come from it; without them the defaults are used.
Bad:
    title =
Good:
    title = "My specification"
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("toml-syntax")
