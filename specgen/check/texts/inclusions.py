"""Which texts pages include, with the calls that do so."""

import re
from collections import defaultdict
from collections.abc import Mapping

from specgen.check.once import once
from specgen.check.texts.markdown import COMMENT, FENCE, blank
from specgen.check.texts.mentions import Mention
from specgen.model.subject import Subject

CALL = re.compile(r"\{\{[%<]\s*(cs-modules?|rver-fragment)\b([^}]*?)[%>]\}\}")
NAME = re.compile(r"\b(filename|name)=\"([^\"]*)\"")


@once
def inclusions(subject: Subject) -> Mapping[tuple[str, str], list[Mention]]:
    """Return the calls that include each text, by kind and name; `cs-modules` includes the module `*`."""
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for prose in subject.prose:
        if prose.kind == "description" or "{{" not in prose.text:
            continue
        quiet = COMMENT.sub(lambda match: blank(match[0]), FENCE.sub(lambda match: blank(match[0]), prose.text))
        for call in CALL.finditer(quiet):
            names: dict[str, str] = dict(NAME.findall(call[2]))
            name = "*" if call[1] == "cs-modules" else names.get("filename", names.get("name", ""))
            kind = "fragment" if call[1] == "rver-fragment" else "module"
            found[(kind, name)].append(Mention(prose, call.start(), call[0]))
    return found
