"""A line is longer than any that people write.

Why:
    A page or document in one line is something else by mistake: a dump, a file of another kind. Rules
    about texts leave such lines out.
Bad:
    data:image/png;base64,… (50,000 characters in a page)
Good:
    {{% diagram name="membership" alt="How membership changes" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.load.prose import TOO_LONG
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
ENDS = (".md", ".yaml", ".yml")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each line that is left out."""
    for file in subject.tree.files:
        if file.path.endswith(ENDS):
            for match in TOO_LONG.finditer(file.text()):
                message = f"line of {len(match[0])} characters: rules about texts leave it out"
                yield Finding(Location(file.path, offset=match.start()), message)
