"""The room versions that have pages."""

import re
from collections.abc import Mapping

from specgen.check.once import once
from specgen.model.page import Page
from specgen.model.subject import Subject

URL = re.compile(r"/rooms/v(\d+)/\Z")


@once
def room_versions(subject: Subject) -> Mapping[str, Page]:
    """Return the page of each room version."""
    return {match[1]: page for page in subject.spec.pages if (match := URL.search(page.url))}
