"""The one module that talks to towncrier, which names, merges and draws news fragments. No disk is needed.

towncrier has no public functions: these have the same signatures in all versions that `pyproject.toml` allows, and a
contract test compares the result with its command line. Where those versions differ, the newest is followed in all.
"""

import posixpath
import re
import textwrap
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from towncrier._builder import (  # type: ignore[import-untyped]  # it has annotations but no py.typed
    FragmentsPath,
    parse_newfragment_basename,
    render_fragments,
    split_fragments,
)
from towncrier._settings.load import ConfigError, parse_toml  # type: ignore[import-untyped]  # as above

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location
from specgen.model.source import SourceFile, SourceTree

# Files beside fragments that towncrier passes over in silence; it looks at their names in lower case.
PASSED_OVER = (".gitignore", ".gitkeep", ".keep", "readme", "readme.md", "readme.rst")
RESOURCE = re.compile(r"[-\w.]+:[-\w.]+")
WIDTH = 79
# What towncrier appends to a text that ends like reStructuredText's literal block, since 25.8. Not meant for Markdown.
LITERAL_END = "\n\n "
# What wrong settings and templates raise: towncrier checks little of what it reads.
WRONG_SETTINGS = (tomllib.TOMLDecodeError, ConfigError, LookupError, TypeError, AttributeError, re.error)
WRONG_TEMPLATE = (TemplateError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)

Key = tuple[str, str, int]
Texts = dict[str, dict[Key, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """towncrier's settings of a tree: areas as title, path and folder, kinds of changes, its own template.

    `config` is towncrier's own value, for this module alone; `template` is empty where the tree has none.
    """

    areas: tuple[tuple[str, str, str], ...]
    kinds: tuple[str, ...]
    template: str
    ignored: tuple[str, ...]
    issue_pattern: str
    config: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What fragments are drawn with. `prefix` begins the headings of templates that ask for it."""

    template: SourceFile
    prefix: str
    version: str
    date: str


def read_setup(file: SourceFile, areas: Sequence[tuple[str, str]]) -> Setup | Diagnostic:
    """Return towncrier's settings. `areas` (title and path) are taken where the settings list none."""
    try:
        table = dict(tomllib.loads(file.text())["tool"]["towncrier"])
        own = str(table.pop("template", ""))
        if areas and "section" not in table:
            table["section"] = [{"name": title, "path": path} for title, path in areas]
        config = parse_toml("", {"tool": {"towncrier": table}})
        base = posixpath.dirname(file.path)
        where = FragmentsPath("/" + base, config)
        return Setup(
            areas=tuple((title, path, posixpath.normpath(where(path))[1:]) for title, path in config.sections.items()),
            kinds=tuple(config.types),
            template="" if not own or RESOURCE.match(own) else posixpath.normpath(posixpath.join(base, own)),
            ignored=tuple(name.lower() for name in table.get("ignore", ())),
            issue_pattern=re.compile(table.get("issue_pattern", "")).pattern,
            config=config,
        )
    except WRONG_SETTINGS as error:
        message = f"towncrier cannot use these settings: {type(error).__name__} {error}"
        return Diagnostic(Location(file.path), "changelog-settings-usable", Severity.ERROR, message)


def natural(name: str) -> tuple[tuple[str | int, ...], str]:
    """Return a key that sorts names as people count: `9.new` before `10.new`."""
    parts = re.split(r"([0-9]+)", name)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts)), name


def fragments_in(tree: SourceTree, folder: str) -> list[tuple[str, SourceFile]]:
    """Return the files of a folder with their names, in natural order; what is deeper does not count."""
    found = [(file.path[len(folder) :].lstrip("/"), file) for file in tree.under(folder)]
    return sorted(((name, file) for name, file in found if "/" not in name), key=lambda each: natural(each[0]))


def collect(setup: Setup, tree: SourceTree) -> tuple[Texts, tuple[Diagnostic, ...]]:
    """Return the texts of all fragments as towncrier wants them, and what is wrong with their names."""
    texts: Texts = {}
    wrong: list[Diagnostic] = []
    for title, _, folder in setup.areas:
        texts[title] = {}
        for name, file in fragments_in(tree, folder):
            key, problem = key_of(name, setup, texts[title])
            if key:
                texts[title][key] = universal(file.text())
            if problem:
                rule, severity, message = problem
                wrong.append(Diagnostic(Location(file.path), rule, severity, message))
    return texts, tuple(wrong)


def key_of(name: str, setup: Setup, taken: Mapping[Key, str]) -> tuple[Key | None, tuple[str, Severity, str] | None]:
    """Return what towncrier reads from a file name, and rule, severity and message if something is wrong with it.

    A name that means the same as another one gets the next counter, so that both texts are seen.
    """
    passed = (*PASSED_OVER, *setup.ignored, posixpath.basename(setup.template).lower())
    if any(fnmatch(name.lower(), pattern) for pattern in passed):
        return None, None
    issue, kind, counter = parse_newfragment_basename(name, setup.kinds)
    if kind is None:
        known = ", ".join(f"`{each}`" for each in setup.kinds)
        return None, ("fragment-type-known", Severity.WARNING, f"`{name}` names none of the types {known}: left out")
    prefix = setup.config.orphan_prefix
    if prefix and issue.startswith(prefix):
        return ("", kind, sum(1 for other in taken if other[:2] == ("", kind))), None
    key = (issue, kind, counter)
    if key in taken:
        free = 1 + max(number for *same, number in taken if same == [issue, kind])
        return (issue, kind, free), ("fragment-name-once", Severity.ERROR, f"another file is `{issue}.{kind}` too")
    if setup.issue_pattern and issue and not re.fullmatch(setup.issue_pattern, issue):
        message = f"`{issue}` does not match the pattern `{setup.issue_pattern}` of the settings"
        return key, ("fragment-issue-matches", Severity.ERROR, message)
    return key, None


def free_name(setup: Setup, names: Iterable[str], issue: int, kind: str) -> str:
    """Return a name for one more fragment: `12.new`, or with a counter above those that are there."""
    parsed = (parse_newfragment_basename(name, setup.kinds) for name in names)
    taken = [max(counter, 1) for number, other, counter in parsed if (number, other) == (str(issue), kind)]
    return f"{issue}.{kind}.{max(taken) + 1}" if taken else f"{issue}.{kind}"


def universal(text: str) -> str:
    """Return a text with line ends as Python's text files have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def draw(setup: Setup, texts: Texts, sheet: Sheet) -> str | Diagnostic:
    """Return the fragments as towncrier draws them. A template is data: it runs in Jinja's sandbox.

    towncrier itself would run it unconfined. So towncrier merges, sorts and formats for a template that only hands over
    what it is given, and the real template is drawn with that.
    """
    config = setup.config
    try:
        merged = split_fragments(texts, config.types, all_bullets=config.all_bullets)
        view = view_of(setup, once_each(merged))
        view |= {
            "render_title": config.title_format == "",
            "definitions": config.types,
            "underlines": config.underlines[1:],
            "top_underline": config.underlines[0],
            "versiondata": {"name": config.name, "version": sheet.version, "date": sheet.date},
            "get_indent": lambda text: indent_of(text, config.all_bullets),
            "header_prefix": prefix_of(setup, sheet),
        }
        environment = SandboxedEnvironment(trim_blocks=True)
        drawn = environment.from_string(universal(sheet.template.text())).render(view)
        return title_of(setup, sheet) + wrap(drawn, config.wrap, config.all_bullets)
    except WRONG_TEMPLATE as error:
        message = f"the changelog cannot be drawn: {type(error).__name__} {error}"
        return Diagnostic(Location(sheet.template.path), "changelog-template-drawable", Severity.ERROR, message)


def once_each(merged: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return merged fragments with each issue once; towncrier repeats one that says the same in two files."""
    return {
        section: {
            kind: {text: list(dict.fromkeys(issues)) for text, issues in entries.items()}
            for kind, entries in kinds.items()
        }
        for section, kinds in merged.items()
    }


def view_of(setup: Setup, merged: Mapping[str, Any]) -> dict[str, Any]:
    """Return what towncrier hands to a template about the fragments: sorted, issues formatted."""
    taken: dict[str, Any] = {}
    template = "{{ definitions.view.take(sections=sections, issues_by_category=issues_by_category) }}"
    render_fragments(
        template,
        setup.config.issue_format,
        merged,
        {"view": {"take": taken.update}},
        (),
        False,
        {},
        all_bullets=setup.config.all_bullets,
    )
    taken["sections"] = {
        section: {
            kind: {text.removesuffix(LITERAL_END): issues for text, issues in entries.items()}
            for kind, entries in kinds.items()
        }
        for section, kinds in taken["sections"].items()
    }
    return taken


def title_of(setup: Setup, sheet: Sheet) -> str:
    """Return the title that the settings ask for above the fragments; specgen's own templates have none."""
    config = setup.config
    if not config.title_format or not setup.template:
        return ""
    line = config.title_format.format(name=config.name, version=sheet.version, project_date=sheet.date)
    underline = "" if is_markdown(setup) else f"{config.underlines[0] * len(line)}\n"
    return f"{line}\n{underline}"


def prefix_of(setup: Setup, sheet: Sheet) -> str:
    """Return what headings begin with; the tree's own template gets what towncrier would give it."""
    title = setup.config.title_format
    if not setup.template:
        return sheet.prefix
    if not is_markdown(setup) or title == "":
        return "#"
    found = re.search(r"^#+(?=\s)", title or "", re.MULTILINE)
    return found[0] if found else ""


def is_markdown(setup: Setup) -> bool:
    """Tell whether towncrier takes the tree's template for Markdown, which it tells by the name."""
    return setup.template.lower().endswith(".md")


def indent_of(text: str, all_bullets: bool) -> str:
    """Return what further lines of an entry begin with."""
    if all_bullets or text.startswith(("- ", "* ")):
        return "  "
    return "   " if text.startswith("#. ") else ""


def wrap(text: str, width: bool | int, all_bullets: bool) -> str:
    """Return a text with its lines filled, if the settings ask for it."""
    if width is False:
        return text
    columns = WIDTH if width is True or width <= 0 else width
    return "\n".join(
        textwrap.fill(
            line,
            width=columns,
            subsequent_indent=indent_of(line, all_bullets),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.split("\n")
    )
