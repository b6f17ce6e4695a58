"""A shortcode lacks an argument, or names something that does not exist.

Why:
    Nothing is shown in its place.
Bad:
    {{% event event="m.room.nmae" %}}
Good:
    {{% event event="m.room.name" %}}
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
NEEDS = ("ids",)
check = found_while_loading("shortcode-argument")
