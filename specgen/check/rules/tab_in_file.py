r"""A YAML or Markdown file has a tab.

Why:
    YAML forbids tabs where they indent; in Markdown one makes a code block of what was meant as a list, and each
    editor shows it with another width.
Bad:
    description: |
      Some\ttext.
Good:
    description: |
      Some text.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first tab of each run of lines that have tabs."""
    for path, text in texts(subject):
        if "\t" in text and path.endswith((".yaml", ".yml", ".md")):
            offset = 0
            before = False
            for line in text.split("\n"):
                place = line.find("\t")
                if place >= 0 and not before:
                    yield Finding(Location(path, offset=offset + place), "there is a tab in this line")
                before = place >= 0
                offset += len(line) + 1
