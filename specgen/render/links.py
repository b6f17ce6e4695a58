"""Where links lead: the pages of the site, below its base URL (INPUT 4.1)."""

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Links:
    """The URLs of all pages, and the site's base URL without a slash at the end.

    `answers` notes what was resolved from where, and to what: what was drawn with it is right as long as that holds.
    """

    pages: frozenset[str]
    base_url: str = ""
    answers: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)

    @property
    def base_path(self) -> str:
        """Return the path part of the base URL."""
        return urlsplit(self.base_url).path.rstrip("/")

    def site(self, url: str) -> str:
        """Return a path of the site (`/x/`) as it is written in a page."""
        return self.base_path + url

    def absolute(self, url: str) -> str:
        """Return a path of the site with the whole base URL before it."""
        return self.base_url + url

    def resolve(self, target: str, section: str) -> str:
        """Return a link's target: pages are looked up below `section` (a URL), then from the root."""
        answer = self.answers[target, section] = self.find(target, section)
        return answer

    def find(self, target: str, section: str) -> str:
        """Return what `resolve` does, and note nothing."""
        path, hash_, fragment = target.partition("#")
        fragment = hash_ + fragment.replace("#", "%23")
        if not path or EXTERNAL.match(path):
            return path + fragment
        for start in ("/",) if path.startswith("/") else (section, "/"):
            page = posixpath.normpath(posixpath.join(start, path)).replace("//", "/").rstrip("/") + "/"
            if page in self.pages:
                return self.site(page) + fragment
        return self.site(path) + fragment if path.startswith("/") else path + fragment


def section_of(url: str) -> str:
    """Return the section that a page's relative links start from."""
    return posixpath.dirname(url.rstrip("/")).rstrip("/") + "/"
