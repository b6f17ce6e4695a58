"""The recipes for code: from a source tree to a generated package."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from keyword import iskeyword

from specgen.codegen.lower import Wanted, lower
from specgen.codegen.overrides import Overrides, laid_over, read_overrides
from specgen.codegen.project import Target, package_name, project
from specgen.errors import SpecgenError
from specgen.layouts import page_of
from specgen.load.spec import Loaded, load_spec
from specgen.load.told import describe
from specgen.model.source import SourceFile, SourceTree
from specgen.pack import Product
from specgen.render.slug import operation_id, slug

OVERRIDES = "specgen.overrides"
EVENT = re.compile(r'event\s+event="([^"]+)"')
NAME = re.compile(r"[a-z_][a-z0-9_]*\Z")
# What generated packages import, and the folders beside them.
TAKEN = frozenset({"conformance", "httpx", "msgspec", "nacl", "pytest", "tests", "typing_extensions", "uvicorn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a user asks for. Empty: all APIs, a name from the title, the overrides of the tree."""

    target: str = "client"
    apis: tuple[str, ...] = ()
    package: str = ""
    overrides: str = ""


def client(tree: SourceTree, templates: Sequence[SourceFile], order: Order) -> Product:
    """Return the package of a tree's models, events, operations and clients."""
    loaded = load_spec(tree)
    apis = chosen_apis(loaded, order.apis)
    wanted = Wanted(
        apis=apis,
        models=order.target != "events",
        calls=order.target in ("client", "server"),
        events=order.target != "models",
        overrides=overrides_of(tree, templates, loaded, order),
        anchors=anchors(loaded),
        event_anchors=event_anchors(loaded),
    )
    name = order.package or package_name(loaded.spec.settings.title)
    if not NAME.match(name) or iskeyword(name):
        raise SpecgenError(f"`{name}` is not the name of a Python package: use lower case letters, digits and `_`")
    if name in TAKEN or name in sys.stdlib_module_names:
        raise SpecgenError(f"`{name}` is the name of another package, which this one would hide: choose another one")
    package = lower(loaded.spec, loaded.layout, wanted)
    files = project(package, templates, Target(order.target, name, wanted.overrides.served))
    parts = {"operations": package.calls, "event types": package.events, "classes": package.declarations}
    numbers = tuple((name, len(each)) for name, each in {**parts, "errors": package.errors}.items() if each)
    problems = (*describe(loaded.diagnostics, tree), *slips(order.overrides, loaded))
    return Product(tuple(files), problems, numbers)


def chosen_apis(loaded: Loaded, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders of the wanted APIs. Raises SpecgenError for one that is not there."""
    known = list(dict.fromkeys(api.folder for api in loaded.spec.apis))
    missing = [name for name in wanted if name not in known]
    if missing:
        raise SpecgenError(f"there is no API `{missing[0]}`: there are {', '.join(known)}")
    return wanted


def overrides_of(tree: SourceTree, templates: Sequence[SourceFile], loaded: Loaded, order: Order) -> Overrides:
    """Return the overrides that a user names, on the tree's, on those that come with specgen for its layout."""
    shipped = next((file for file in templates if file.path == f"{loaded.layout.name}.overrides"), None)
    own = tree.find(OVERRIDES)
    found = read_overrides(shipped.text(), shipped.path) if shipped else Overrides()
    if own is not None:
        found = laid_over(read_overrides(own.text(), OVERRIDES), found)
    if order.overrides:
        found = laid_over(read_overrides(order.overrides, "--overrides"), found)
    return found


def slips(text: str, loaded: Loaded) -> Iterator[str]:
    """Yield a warning for each operation that a user's overrides name, and that is not there."""
    given = read_overrides(text, "--overrides")
    known = {operation.operation_id for api in loaded.spec.apis for operation in api.operations}
    for name in dict.fromkeys((*given.operations, *given.unstable)):
        if name not in known:
            near = "".join(f": do you mean `{each}`?" for each in get_close_matches(name, sorted(known), 1))
            yield f"--overrides: warning: there is no operation `{name}`{near}"


def published(loaded: Loaded) -> str:
    """Return where the pages of this version stand; empty where they are not published."""
    settings = loaded.spec.settings
    return f"{settings.published_url.rstrip('/')}/{settings.version}" if settings.published_url else ""


def anchors(loaded: Loaded) -> dict[tuple[str, str], str]:
    """Return where operations stand on the published pages, by method and endpoint."""
    base = published(loaded)
    return {
        (operation.method, operation.endpoint): f"{base}/{page_of(api.folder)}/#{operation_id(operation)}"
        for api in loaded.spec.apis
        for operation in (api.operations if base else ())
    }


def event_anchors(loaded: Loaded) -> dict[str, str]:
    """Return where event types stand on the published pages. Modules are part of the client-server API's page."""
    base = published(loaded)
    texts = [(page.url, page.body) for page in loaded.spec.pages]
    texts += [(f"/{page_of('client-server')}/", each.body) for each in loaded.spec.inclusions if each.kind == "module"]
    found: dict[str, str] = {}
    for url, body in texts if base else ():
        for name in EVENT.findall(body):
            found.setdefault(name, f"{base}{url}#{slug(name)}")
    return found
