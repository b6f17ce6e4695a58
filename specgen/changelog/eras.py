"""How changelogs have looked: the table of styles of the Matrix specification, and the style of today."""

import re
from dataclasses import dataclass

VERSION = re.compile(r"v([0-9]+)\.([0-9]+)(\.[0-9]+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the pages of some versions look.

    `front` is the front matter, `header` tells whether the tree's `header.md` stands above the changes. `template` and
    `prefix` (of headings) are for trees without a template of their own; `areas` (title and path) for those whose
    settings list none, but which have folders of these names.
    """

    front: str
    header: bool
    template: str
    prefix: str
    areas: tuple[tuple[str, str], ...]


DATED = """\
---
date: {date}
---
"""
TITLED = """\
---
title: {title}
linkTitle: {link_title}
type: docs
outputs:
  - html
  - checklist
date: {date}
---
"""
LAID_OUT = """\
---
title: {title}
linkTitle: {link_title}
type: docs
layout: changelog
outputs:
  - html
  - checklist
date: {date}
---
"""
UNRELEASED = """\
---
title: Changes since last release
linkTitle: Unstable
type: docs
layout: changelog
outputs:
  - html
  - checklist
{params}---
"""
COMMIT = """\
params:
  commit: "{commit}"
"""
FIRST_AREAS = (
    ("Client-Server API", "client_server"),
    ("Server-Server API", "server_server"),
    ("Application Service API", "application_service"),
    ("Identity Service API", "identity_service"),
    ("Push Gateway API", "push_gateway"),
)
MORE_AREAS = (*FIRST_AREAS, ("Room Versions", "room_versions"), ("Appendices", "appendices"))
AREAS = (*MORE_AREAS, ("Internal Changes/Tooling", "internal"))
STRONG, PLAIN = "strong.md.jinja", "plain.md.jinja"
TODAY = Style(front=LAID_OUT, header=False, template=PLAIN, prefix="##", areas=AREAS)
EARLY = Style(front=DATED, header=True, template=STRONG, prefix="###", areas=AREAS)
# The first version of each style. From v1.8 on, settings list the areas and a template comes with the tree.
STYLES = (
    ((1, 1), Style(front="", header=True, template=STRONG, prefix="###", areas=FIRST_AREAS)),
    ((1, 2), Style(front="", header=True, template=STRONG, prefix="###", areas=MORE_AREAS)),
    ((1, 4), Style(front="", header=True, template=STRONG, prefix="###", areas=AREAS)),
    ((1, 5), EARLY),
    ((1, 8), Style(front=DATED, header=True, template=PLAIN, prefix="###", areas=AREAS)),
    ((1, 12), Style(front=TITLED, header=True, template=PLAIN, prefix="##", areas=AREAS)),
    ((1, 14), TODAY),
)


def style_of(version: str) -> Style:
    """Return the style of a version of the Matrix specification; versions without one get their neighbour's."""
    found = VERSION.match(version)
    number = (int(found[1]), int(found[2])) if found else STYLES[-1][0]
    return next((style for first, style in reversed(STYLES) if first <= number), STYLES[0][1])
