"""Two words do not go together.

Why:
    It is what is left of a sentence that was changed: two articles, "its'", "does not matches", "should of", "each
    keys", "may also used".
Bad:
    If the domain does not matches, send it to the an server with its' key.
Good:
    If the domain does not match, send it to a server with its key.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
VERBS = (
    "matches|exists|has|contains|includes|supports|allows|needs|requires|uses|applies|means|returns|provides|sends|"
    "receives|specifies|accepts|belongs|knows|wants|shares|appears|affects|changes|is|are"
)
THING = (
    "client|server|homeserver|user|event|key|room|message|device|request|response|field|value|token|endpoint|"
    "parameter|version|signature|algorithm|session|identifier"
)
GROUP = "object|array|list|map|property|key"
PREDICATE = "is|are|that|which|must|may|can"
# Verbs that end so without being a participle.
BASE = r"(?:\w*(?:ne|ce|fe|se|ee|he|bre|spe)ed|embed|shed|led|bring|ring|ping|cling|swing|string|being)\b"
ARTICLE = r" (?:an?|the) (?=[a-z\ufffc])"
# The word that a slip begins with, and what follows it; a blank stands for any blanks, and the end of a line.
SLIPS = (
    ("its Its", r"'(?!\w)"),
    ("a an A An", ARTICLE),
    ("the The", r" (?:an?(?= [a-z])|this) (?=[a-z\ufffc])"),
    ("a an the The", r" (?:(?:some|any|every)one|somebody|its|their|our|your|they|we|he|she|these|those|which)\b"),
    ("a an this each every another This Each Every Another", rf" (?:{THING})s\b(?! (?:{GROUP})\b|['’/-])"),
    ("these those several many These Those Several Many", rf" (?:{THING})\b(?=[.,;:)]| (?:{PREDICATE})\b)"),
    ("should could would must might", r" of\b(?! course)"),
    ("less more rather greater fewer larger smaller earlier later", r" then\b(?! [a-z]+s\b)"),
    ("doesn don didn mustn can shouldn won Doesn Don", rf"['’]t (?:{VERBS})\b"),
    ("does do did must can should will Does Do", rf" not (?:{VERBS})\b"),
    ("must should may cannot", rf" (?:{VERBS})\b"),
    ("will", rf" (?!means|changes)(?:{VERBS})\b"),
    ("to", rf" be (?:{VERBS})\b"),
    (
        "must MUST should SHOULD may MAY can cannot could would",
        rf" (?:(?:not|only|also|then) )?(?!{BASE})[a-z]{{3,}}(?:ed|ing)\b(?<!thing)",
    ),
    ("do does need should will", r" not necessary\b"),
    ("as", r" (?:already|never|not yet) been\b"),
    ("comply complies compliant complying", r" to\b"),
    ("defined described documented specified listed", r" this (?:specification|section|document|module)\b"),
    ("Required", r" of(?= \ufffc)"),
    ("there There", r" (?:is|are) (?:no|an?) [a-z]+ (?:is|are)\b"),
    ("is", r" (?:are|was|has|have)\b"),
    ("are", r" (?:is|were|has|have)\b"),
    ("must should may can will", r" (?:must|should|may|can|will)\b"),
    ("must MUST should SHOULD may MAY can cannot", r" to (?=[a-z])"),
    ("it It", r"['’]s own\b"),
)
WORD = re.compile(r"\b[A-Za-z]+")


def table() -> dict[str, re.Pattern[str]]:
    """Return what must not follow each word."""
    rests: dict[str, list[str]] = defaultdict(list)
    for firsts, rest in SLIPS:
        for first in firsts.split():
            rests[first].append(rest.replace(" ", r"\s+"))
    return {first: re.compile("|".join(found)) for first, found in rests.items()}


REST = table()


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of words that is a slip."""
    for text, block in words(subject):
        for word in WORD.finditer(block.text):
            rest = REST.get(word[0])
            if rest and (match := rest.match(block.text, word.end())):
                slip = " ".join(block.text[word.start() : match.end()].split())
                yield Finding(text.at(block.offset + word.start()), f"`{slip}` is a slip")
