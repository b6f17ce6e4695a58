"""Changelog pages: what has changed since the last release, and the page of a release. Markdown with front matter."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from specgen.changelog.adapter import Setup, Sheet, Texts, collect, draw, read_setup
from specgen.changelog.eras import COMMIT, EARLY, TODAY, UNRELEASED, VERSION, Style, style_of
from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.location import Location
from specgen.model.dates import MONTHS, long_date
from specgen.model.source import SourceFile, SourceTree

FOLDER = "changelogs"
SETTINGS = f"{FOLDER}/pyproject.toml"
HEADER = f"{FOLDER}/header.md"
# Where a tree can replace the templates that come with specgen.
TEMPLATES = "templates/changelog/"
MATRIX = "https://github.com/matrix-org/"
STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?\Z")
WORDS = re.compile(rf"({'|'.join(MONTHS)}) (\d\d?), (\d{{4}})\Z")
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A changelog page, or None where the tree has no changelog that can be drawn; and what is wrong in the tree."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A version and its day. `date` is written as it was given, `long_date` as people say it."""

    version: str
    date: str
    long_date: str


def release_of(version: str, date: str) -> Release:
    """Return a release. Raises `SpecgenError` for what is no version, no day and no ISO timestamp."""
    if not VERSION.match(version):
        raise SpecgenError(f"`{version}` is no version: give one such as v1.20")
    words = WORDS.match(date)
    iso = f"{words[3]}-{MONTHS.index(words[1]) + 1:02}-{int(words[2]):02}" if words else date
    found = STAMP.match(iso)
    try:
        day = datetime.date.fromisoformat(iso[:10]) if found else None
    except ValueError:
        day = None
    if day is None:
        raise SpecgenError(f"`{date}` is no date: give a day such as 2026-11-26, or an ISO timestamp")
    return Release(version=version, date=iso, long_date=long_date(iso, padded=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the changes of a page, and how they are drawn."""

    style: Style
    above: str
    version: str = ""
    date: str = ""
    join_lines: bool = False


def release_page(
    tree: SourceTree, templates: Sequence[SourceFile], release: Release, join_lines: bool = False
) -> Drawn:
    """Return the page of a release in the style of its time: the same bytes for the same tree.

    `templates` are those that come with specgen; the tree's own replace them. With `join_lines`, a fragment of several
    lines becomes one line. Never raises for what an author wrote.
    """
    first = setup_of(tree, ())
    if not isinstance(first, Setup):
        return first
    style = style_of(release.version) if is_historic(tree, first) else TODAY
    names = {"title": f"{release.version} Changelog", "link_title": release.version, "date": release.date}
    header = header_of(tree, release) if style.header else ""
    above = header if header.startswith("---\n") else style.front.format(**names) + header
    frame = Frame(style=style, above=above, version=release.version, date=release.date, join_lines=join_lines)
    return framed(tree, templates, frame)


def unreleased_page(
    tree: SourceTree, templates: Sequence[SourceFile], commit: str = "", join_lines: bool = False
) -> Drawn:
    """Return the page of the changes since the last release. `commit` is that of the tree, if it is known.

    `templates` are those that come with specgen; the tree's own replace them. Never raises for what an author wrote.
    """
    first = setup_of(tree, ())
    if not isinstance(first, Setup):
        return first
    early = not first.template and lists_no_areas(first)
    areas = tuple((title, path) for title, path in TODAY.areas if has_area(tree, path))
    style = replace(EARLY if early and areas else TODAY, areas=areas)
    above = UNRELEASED.format(params=COMMIT.format(commit=commit) if commit else "")
    return framed(tree, templates, Frame(style=style, above=above, join_lines=join_lines))


def setup_of(tree: SourceTree, areas: Sequence[tuple[str, str]]) -> Setup | Drawn:
    """Return towncrier's settings of a tree, or why there is no page."""
    file = tree.find(SETTINGS)
    if file is None:
        return Drawn(None)
    setup = read_setup(file, areas)
    return setup if isinstance(setup, Setup) else Drawn(None, (setup,))


def areas_of(tree: SourceTree) -> Setup | Drawn:
    """Return the settings with the areas that fragments can be written for."""
    return setup_of(tree, tuple((title, path) for title, path in TODAY.areas if has_area(tree, path)))


def lists_no_areas(setup: Setup) -> bool:
    """Tell whether the settings list no areas, which towncrier takes for one without a name."""
    return [title for title, _, _ in setup.areas] == [""]


def has_area(tree: SourceTree, path: str) -> bool:
    """Tell whether a tree has a folder for the fragments of an area."""
    return next(tree.under(f"{FOLDER}/{path}/newsfragments"), None) is not None


def is_historic(tree: SourceTree, setup: Setup) -> bool:
    """Tell whether versions are those of the Matrix specification, whose changelogs have changed their looks."""
    template = tree.find(setup.template)
    texts = [file.text() for file in (tree.find(SETTINGS), template) if file]
    return not setup.template or tree.find(HEADER) is not None or any(MATRIX in text for text in texts)


def header_of(tree: SourceTree, release: Release) -> str:
    """Return the tree's header with version and date put in, wherever these words stand: so it was done."""
    file = tree.find(HEADER)
    return file.text().replace("VERSION", release.version).replace("DATE", release.long_date) if file else ""


def framed(tree: SourceTree, templates: Sequence[SourceFile], frame: Frame) -> Drawn:
    """Return a page: what stands above, and all fragments of the tree as drawn by its template."""
    known = any(has_area(tree, path) for _, path in frame.style.areas)
    setup = setup_of(tree, frame.style.areas if known else ())
    if not isinstance(setup, Setup):
        return setup
    template = template_of(tree, templates, setup.template or TEMPLATES + frame.style.template)
    if template is None:
        message = f"there is no template `{setup.template}`"
        return Drawn(None, (Diagnostic(Location(SETTINGS), "changelog-settings-usable", Severity.ERROR, message),))
    texts, wrong = collect(setup, tree)
    sheet = Sheet(template=template, prefix=frame.style.prefix, version=frame.version, date=frame.date)
    body = draw(setup, joined(texts) if frame.join_lines else texts, sheet)
    if isinstance(body, Diagnostic):
        return Drawn(None, (*wrong, body))
    apart = "\n" if frame.above.endswith("---\n") and not body.startswith("\n") else ""
    return Drawn(TRAILING.sub("", frame.above + apart + body).rstrip() + "\n", wrong)


def template_of(tree: SourceTree, templates: Sequence[SourceFile], path: str) -> SourceFile | None:
    """Return a template of the tree, or else the one of that name that comes with specgen."""
    shipped = (file for file in templates if TEMPLATES + file.path == path)
    return tree.find(path) or next(shipped, None)


def joined(texts: Texts) -> Texts:
    """Return fragments with each text in one line."""
    return {area: {key: BREAK.sub(" ", text.strip()) for key, text in found.items()} for area, found in texts.items()}
