"""The texts that a release is published with, drawn by templates that a tree can replace."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from specgen.errors import SpecgenError
from specgen.model.dates import long_date
from specgen.model.source import SourceFile
from specgen.release.news import Named, absolute, body_of, credited, interval, tasks
from specgen.release.people import People
from specgen.release.versions import Version

FOLDER = "templates/release/"
# What a template can raise: a tree's own may do anything that the sandbox lets it try.
WRONG = (TemplateError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release as its announcement sees it. `page` is the whole page of the changelog, `url` where its site stands."""

    name: str
    version: Version
    date: str
    page: str
    url: str = ""
    last: Version | None = None
    last_date: str = ""
    named: tuple[Named, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    people: People = field(default_factory=lambda: People((), ()))


def name_of(title: str) -> str:
    """Return what a specification is called in the title of a release: `Matrix Specification` is `Matrix`."""
    return re.sub(r"\s+specification\Z", "", title, flags=re.IGNORECASE).strip() or title


def view_of(release: Release) -> dict[str, object]:
    """Return everything that the templates of a release draw."""
    body = body_of(release.page)
    day = release.date[:10]
    address = f"{release.name.lower().replace(' ', '-')}-{release.version}-release"
    return {
        "name": release.name,
        "version": str(release.version),
        "number": release.version.number,
        "date": release.date,
        "day": day,
        "time": f"{day}T00:00:00Z" if len(release.date) == 10 else release.date,
        "long_date": long_date(day),
        "path": f"/blog/{day.replace('-', '/')}/{address}",
        "url": release.url,
        "last": str(release.last) if release.last else "",
        "interval": interval(release.last_date, day),
        "proposals": release.named,
        "added": release.added,
        "removed": release.removed,
        "people": release.people,
        "credited": credited(release.page),
        "body": body,
        "block": absolute(body, release.url),
        "tasks": "\n".join(tasks(body)),
    }


def draw(name: str, shipped: Iterable[SourceFile], own: Sequence[SourceFile], view: Mapping[str, object]) -> str:
    """Return a text. A template of the tree's own goes before the one of that name; it then runs in a sandbox."""
    texts = {file.path.removeprefix(FOLDER): file.text() for file in (*shipped, *own)}
    kind = SandboxedEnvironment if own else Environment
    # These texts are Markdown: nothing is escaped.
    environment = kind(
        loader=DictLoader(texts),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["toml"] = lambda value: json.dumps(value, ensure_ascii=False)
    try:
        return environment.get_template(name).render(view)
    except WRONG as error:
        if not own:
            raise
        raise SpecgenError(f"the tree's template `{FOLDER}{name}` cannot be drawn: {error}") from error
