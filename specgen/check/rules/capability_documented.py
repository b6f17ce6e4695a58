"""A capability has a section but no property in the response that lists capabilities, or the other way round.

Why:
    Generated code knows only the schema, people read only the section.
Bad:
    ### `m.new_thing` capability   (and no `m.new_thing` among the properties of `capabilities`)
Good:
    capabilities: {type: object, properties: {m.new_thing: {type: object}}}
"""

import re
from collections.abc import Iterator, Mapping

from specgen.check.documents.walks import schemas
from specgen.check.rule import Finding
from specgen.check.texts.mentions import living
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
HEADING = re.compile(r"^#{1,6} +`(m\.[\w.-]+)` capability\b", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each capability that only one of both has."""
    listed = capabilities(subject)
    sections = {
        match[1]: prose.at(match.start(1))
        for prose in living(subject)
        if "` capability" in prose.text
        for match in HEADING.finditer(prose.text)
    }
    if listed and sections:
        for name in sorted(sections.keys() - listed.keys()):
            yield Finding(sections[name], f"the response that lists capabilities has no `{name}`")
        for name in sorted(listed.keys() - sections.keys()):
            yield Finding(listed[name], f"no section describes the capability `{name}`")


def capabilities(subject: Subject) -> Mapping[str, Location]:
    """Return the places of the capabilities in schemas of API documents: the properties of `capabilities`."""
    found = {}
    for document in subject.of_kind("api"):
        for schema in schemas(document):
            for name, member in schema.get("properties").get("capabilities").get("properties").items():
                if name.startswith("m."):
                    found[name] = member.location
    return found
