"""A schema is not valid by the dialect of JSON Schema that it is written in.

Why:
    What `type: enum` or a `required` that is no list means, every tool decides for itself.
Bad:
    type: enum
Good:
    type: string
    enum: [a, b]
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
NEEDS = ("metaschema",)
check = found_while_loading("schema-valid")
