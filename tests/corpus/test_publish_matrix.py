"""All versions of the real Matrix specification as one site."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import run

from specgen.model.artifact import ID

pytestmark = pytest.mark.corpus
LINK = re.compile(rb"""<a\b[^>]*?\shref=(?:"([^"]*)"|([^\s>]*))""")
MAIN = re.compile(r"<main.*</main>", re.S)
PLACE = re.compile(r"<!--version:.*?<!--/version-->", re.S)


@pytest.fixture(scope="module")
def site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of all versions in the corpus."""
    place = tmp_path_factory.mktemp("matrix") / "site"
    run("publish", str(shared / "corpus/matrix-spec.bundle"), "-o", str(place), "-q")
    return place


def test_versions_and_their_days(site: Path) -> None:
    listed = json.loads((site / "versions.json").read_text())
    assert [(entry["name"], entry["status"], entry["date"]) for entry in listed] == [
        ("unstable", "unstable", ""),
        ("v1.19", "stable", "2026-07-08"),
        ("v1.18", "historical", "2026-03-25"),
        ("v1.16", "historical", "2025-09-17"),
        ("v1.11", "historical", "2024-06-20"),
        ("v1.5", "historical", "2022-11-17"),
    ]


def test_links_between_pages_work(site: Path) -> None:
    for name in ("v1.19", "latest"):
        assert broken(site, site / name) == set()


def broken(site: Path, folder: Path) -> set[tuple[str, str]]:
    """Return the links of a version's pages that lead nowhere; files that are no pages do not count."""
    pages = {page: page.read_bytes() for page in folder.rglob("*.html")}
    ids = {page: {b"".join(found).decode() for found in ID.findall(content)} for page, content in pages.items()}
    found = set()
    for page, content in pages.items():
        for quoted, bare in LINK.findall(content):
            target, _, anchor = unescape((quoted or bare).decode()).partition("#")
            if target and not target.startswith("/"):
                continue
            place = site / target.lstrip("/") if target else page
            place = place / "index.html" if place.is_dir() else place
            if not place.exists() or (anchor and place in ids and unquote(anchor) not in ids[place]):
                found.add((str(page), f"{target}#{anchor}"))
    return found


def test_a_version_is_its_build(site: Path, shared: Path, tmp_path: Path) -> None:
    tree = f"{shared / 'corpus/matrix-spec.bundle'}@v1.16"
    run("build", tree, "-o", str(tmp_path / "one"), "-q", "--no-cache", "--base-url", "/v1.16")
    for page in (tmp_path / "one").rglob("*.html"):
        there = (site / "v1.16" / page.relative_to(tmp_path / "one")).read_text()
        assert main(there) == main(page.read_text())


def main(page: str) -> str:
    """Return what a page says, without what is said of its version."""
    found = MAIN.search(PLACE.sub("", page))
    return re.sub(r"\n+", "\n", found[0]) if found else page


def test_pages_lead_on(site: Path) -> None:
    listed = {entry["name"]: entry for entry in json.loads((site / "versions.json").read_text())}
    assert "/olm-megolm/olm/" not in listed["v1.16"]["pages"]
    assert listed["v1.16"]["moved"].get("/olm-megolm/olm/") is None
    assert listed["v1.11"]["moved"].get("/rooms/v12/") is None
    canonical = (site / "v1.5/rooms/v1/index.html").read_text()
    assert '<link rel="canonical" href="/latest/rooms/v1/">' in canonical
