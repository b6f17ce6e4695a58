"""The files beside the versions: where one begins, which versions there are, and where each page stands in them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specgen.model.artifact import Artifact
from specgen.model.source import SourceFile
from specgen.publish.dress import moved_page, page_file, path_of
from specgen.publish.index import Index
from specgen.render.templates import Templates

LIST = "versions.json"
ASSETS = ("versions.css", "versions.js", "moved.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A version as the switcher sees it. `places` are other versions' pages and where they stand in this one."""

    index: Index
    status: str
    places: Mapping[str, str]

    @property
    def home(self) -> str:
        """Return the URL of the version's first page."""
        return f"{self.index.base_path}/"

    def place(self, url: str) -> str:
        """Return where a page of any version stands in this one, or nothing."""
        return url if url in self.index.pages else self.places.get(url, "")


def versions_json(versions: Sequence[Listed]) -> Artifact:
    """Return the list of all versions, the newest first: what the switcher needs to know."""
    rows = [
        {
            "name": version.index.name,
            "status": version.status,
            "date": version.index.day,
            "url": version.home,
            "pages": sorted(version.index.pages),
            "moved": dict(sorted(version.places.items())),
        }
        for version in versions
    ]
    return Artifact(LIST, (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def list_pages(versions: Sequence[Listed], root: str, look: tuple[Mapping[str, object], Templates]) -> list[Artifact]:
    """Return a page for each page of any version, which says where it stands in each; for those without scripts."""
    frame, templates = look
    titles: dict[str, str] = {}
    for version in reversed(versions):
        titles.update({url: leaf.title for url, leaf in version.index.pages.items()})
    result = []
    for url, title in sorted(titles.items()):
        rows = [row(version, url) for version in versions]
        heading = "Versions" if url == "/" else f"Versions of {title}"
        view = {**frame, "heading": heading, "page": url, "page_title": title, "rows": rows, "root": path_of(root)}
        result.append(Artifact(page_file(url), templates.draw("versions/list.html", view).encode()))
    return result


def row(version: Listed, url: str) -> dict[str, str]:
    """Return what the list of versions says of one."""
    place = version.place(url)
    leaf = version.index.pages.get(place.partition("#")[0])
    return {
        "name": version.index.name,
        "status": version.status,
        "date": version.index.day,
        "home": version.home,
        "url": version.index.base_path + place if place else "",
        "title": leaf.title if leaf else "",
    }


def frame_of(front: Index, files: Sequence[Artifact], root: str) -> dict[str, object]:
    """Return the looks of the list: those of the version that one begins with."""
    theme = [f"{front.base_path}/{file.path}" for file in files if file.path.startswith("theme/")]
    versions = f"{path_of(root)}/versions/versions.css"
    return {
        "title": front.title,
        "home": f"{front.base_path}/",
        "styles": [*(url for url in theme if url.endswith(".css")), versions],
        "icon": next((url for url in theme if "/favicon-" in url), ""),
        "scripts": [url for url in theme if url.endswith(".js") and "/theme-" in url],
    }


def assets(theme: Sequence[SourceFile]) -> list[Artifact]:
    """Return the style and the scripts of the switcher."""
    files = {file.path: file.data for file in theme}
    return [Artifact(name, files[f"versions/{name}"]) for name in ASSETS]


def root_files(
    versions: Sequence[Listed], front: Index, files: Sequence[Artifact], look: tuple[str, Templates]
) -> list[Artifact]:
    """Return the files at the root. `front` is the version that it leads to, and `files` are those of that version."""
    root, templates = look
    own = {file.path: file.content for file in files}
    robots = "User-agent: *\n" + (f"Sitemap: {root}/sitemap.xml\n" if root.startswith("http") else "")
    # What servers and robots look for at the root only (RFC 8615).
    lifted = (name for name in own if name in ("404.html", "sitemap.xml") or name.startswith(".well-known/"))
    kept = [Artifact(name, own[name]) for name in lifted]
    lead = moved_page(f"{front.base_path}/", front.title, (path_of(root), templates))
    return [Artifact("index.html", lead), Artifact("robots.txt", robots.encode()), *kept, versions_json(versions)]
