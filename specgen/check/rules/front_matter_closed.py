"""Front matter starts with `---` and never ends.

Why:
    Without the closing line the whole page is read as text and its title is lost.
Bad:
    ---
    title: Rooms

    Some text.
Good:
    ---
    title: Rooms
    ---

    Some text.
"""

from specgen.check.loading import found_while_loading
from specgen.diagnostic import Severity

SEVERITY = Severity.ERROR
check = found_while_loading("front-matter-closed")
