"""Where things stand in a source tree: specgen's own layout and the Matrix specification's, in one table."""

from dataclasses import dataclass, replace

from specgen.errors import SpecgenError
from specgen.model.source import SourceTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The places of one kind of tree. Paths are relative to the tree; the first of several that is there counts.

    `needs` are the folders by which the layout is known. `early_modules`: modules without an index that says
    otherwise are pages of their own. `titled` begins the titles of API bundles.
    """

    name: str
    title: str
    needs: tuple[str, ...]
    content: str
    data: str
    apis: str
    documents: tuple[str, ...]
    schemas: tuple[str, ...]
    events: str
    examples: str
    formats: tuple[str, ...]
    emoji: str
    proposals: str
    settings: tuple[str, ...]
    statics: tuple[str, ...]
    diagrams: str
    changelogs: str = "changelogs"
    old_changelogs: str = ""
    early_modules: bool = False
    titled: str = ""
    repository: str = ""
    published_url: str = ""
    server: str = ""


OWN = Layout(
    name="specgen",
    title="specgen's own layout",
    needs=("api", "site"),
    content="site",
    data="",
    apis="api",
    documents=("api", "event-schemas"),
    schemas=("api", "event-schemas/schema"),
    events="event-schemas/schema",
    examples="event-schemas/examples",
    formats=("api/string-formats.yaml",),
    emoji="site/sas-emoji.json",
    proposals="site/proposals.json",
    settings=("specgen.toml", "pyproject.toml"),
    statics=("site/static",),
    diagrams="site/diagrams",
)
MATRIX = Layout(
    name="matrix",
    title="the Matrix specification's layout",
    needs=("data/api", "content"),
    content="content",
    data="data",
    apis="data/api",
    documents=("data",),
    schemas=("data/api", "data/event-schemas/schema", "data/schemas"),
    events="data/event-schemas/schema",
    examples="data/event-schemas/examples",
    formats=("data/string-formats.yaml", "data/custom-formats.yaml"),
    emoji="data-definitions/sas-emoji.json",
    proposals="data/msc/proposals.json",
    settings=("config/_default/hugo.toml", "config/_default/config.toml", "config.toml"),
    statics=("static",),
    diagrams="assets/diagrams",
    old_changelogs="layouts/partials/changelogs",
    early_modules=True,
    titled="Matrix ",
    repository="https://github.com/matrix-org/matrix-spec",
    published_url="https://spec.matrix.org",
    server="https://matrix.org",
)
LAYOUTS = (OWN, MATRIX)
# A tree that holds only `changelogs/`, for commands that need no more.
NEWS = replace(OWN, name="changelogs", title="a tree of news fragments", needs=("changelogs",))
# What a reader of trees needs to look at: everything else in a checkout is not input.
ROOTS = (
    "api",
    "assets/diagrams",
    "changelogs",
    "config",
    "config.toml",
    "content",
    "data",
    "data-definitions/sas-emoji.json",
    "event-schemas",
    "layouts/partials/changelogs",
    "proposals",
    "pyproject.toml",
    "site",
    "specgen.overrides",
    "specgen.toml",
    "static",
    "templates",
)
# Folders of APIs whose pages have another name than the folder and `-api`.
PAGES = {"identity": "identity-service-api"}


def page_of(folder: str) -> str:
    """Return the name of the page, and of the bundle's folder, of an API."""
    return PAGES.get(folder, f"{folder}-api")


def recognise(tree: SourceTree) -> Layout:
    """Return the layout of a tree. Raises a `SpecgenError` that says what was looked for."""
    for layout in LAYOUTS:
        if all(next(tree.under(folder), None) for folder in layout.needs):
            return layout
    looked = "; ".join(
        f"{layout.title} has {' and '.join(f'`{folder}/`' for folder in layout.needs)}" for layout in LAYOUTS
    )
    raise SpecgenError(f"no specification found in {tree.name}: {looked}")
