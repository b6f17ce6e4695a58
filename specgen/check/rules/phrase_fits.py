"""Two words do not go together.

Why:
    It is what is left of a sentence that was changed: two articles, "its'", "does not matches", "should of".
Bad:
    If the domain does not matches, send it to the an server with its' key.
Good:
    If the domain does not match, send it to a server with its key.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
VERBS = (
    "matches|exists|has|contains|includes|supports|allows|needs|requires|uses|applies|means|returns|provides|sends|"
    "receives|specifies|accepts|belongs|knows|wants|shares|appears|affects|changes|is|are"
)
SLIPS = re.compile(
    r"\b[Ii]ts'(?!\w)"
    r"|\b(?:[Aa]n? (?:an?|the)|[Tt]he (?:an?(?= [a-z])|this)) (?=[a-z\ufffc])"
    r"|\b(?:[Ss]hould|[Cc]ould|[Ww]ould|[Mm]ust|[Mm]ight) of\b(?! course)"
    r"|\b(?:less|more|rather|greater|fewer|larger|smaller|earlier|later) then\b(?! [a-z]+s\b)"
    rf"|\b(?:[Dd]oes|[Dd]o|[Dd]id|[Mm]ust|[Cc]an|[Ss]hould|[Ww]ill)(?:n't| not) (?:{VERBS})\b"
    rf"|\b(?:must|should|will|may|cannot|to be) (?:{VERBS})\b(?<!will means)(?<!will changes)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of words that is a slip."""
    for text, block in words(subject):
        flat = block.text.replace("\n", " ")
        for match in SLIPS.finditer(flat):
            yield Finding(text.at(block.offset + match.start()), f"`{match[0].strip()}` is a slip")
