"""Which sections of texts say that all in them is new: `{{% added-in v="1.19" %}}` above a call that shows a thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from specgen.check.once import once
from specgen.check.texts.markdown import FENCE, blank
from specgen.check.texts.mentions import living
from specgen.model.subject import Subject

EVENT = re.compile(
    r"^(?P<heading>#{1,6}) |\{\{[%<]\s*(?:added-in\s+v=\"?(?P<version>\d+\.\d+)\"?"
    r"|event\s+[^}]*?event=\"(?P<event>[^\"]+)\"|http-api\s+[^}]*?api=\"(?P<api>[^\"]+)\")",
    re.M,
)


@once
def marks_of_sections(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return the versions that the sections around `event m.room.member` and `api login` name as theirs."""
    found: dict[str, set[str]] = defaultdict(set)
    for prose in living(subject):
        if prose.kind != "description" and "added-in" in prose.text:
            for name, versions in marks_in(FENCE.sub(lambda match: blank(match[0]), prose.text)):
                found[name].update(versions)
    return {name: frozenset(versions) for name, versions in found.items()}


def marks_in(text: str) -> Iterator[tuple[str, set[str]]]:
    """Yield what each call of a text shows, with the versions of the sections around it."""
    sections: list[tuple[int, set[str]]] = [(0, set())]
    for match in EVENT.finditer(text):
        if match["heading"]:
            level = len(match["heading"])
            sections = [section for section in sections if section[0] < level]
            sections.append((level, set()))
        elif match["version"]:
            sections[-1][1].add(match["version"])
        else:
            name = f"event {match['event']}" if match["event"] else f"api {match['api']}"
            yield name, set().union(*(versions for _, versions in sections))
