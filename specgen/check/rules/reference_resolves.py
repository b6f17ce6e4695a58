"""A `$ref` leads nowhere, or back to itself.

Why:
    What it stands for is missing from the site, from the bundles and from generated code.
Bad:
    $ref: definitions/eror.yaml
Good:
    $ref: definitions/error.yaml
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("reference-resolves")
