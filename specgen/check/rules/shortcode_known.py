"""A page calls a shortcode that does not exist.

Why:
    Nothing is shown in its place.
Bad:
    {{% http-apis spec="x" api="y" %}}
Good:
    {{% http-api spec="x" api="y" %}}
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
NEEDS = ("ids",)
check = found_while_loading("shortcode-known")
