"""A generated package with all that is around it: the runtime, its tests, what installs it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from specgen.codegen.emit.module import Module, Names
from specgen.codegen.emit.package import modules
from specgen.codegen.emit.scaffold import PREFIX, scaffold
from specgen.codegen.fit import fits
from specgen.codegen.ir import Call, Declaration, EventKind, Named, Package, Scalar
from specgen.codegen.names import words
from specgen.codegen.served import Served
from specgen.codegen.serverside import RUNTIME as SERVER_RUNTIME
from specgen.codegen.serverside import apis_of, server_modules, server_texts
from specgen.codegen.stamp import json_text, stamped
from specgen.model.artifact import Artifact
from specgen.model.source import SourceFile

RUNTIME = "runtime/"
# What a target needs of the runtime; the others are left out.
PARTS = {"models": ("__init__", "codec", "lenient"), "events": ("__init__", "codec", "lenient", "events")}


@dataclass(frozen=True, slots=True)
class Target:
    """What is generated: `name` is `client`, `server`, `models` or `events`; `package` is the package's name."""

    name: str
    package: str
    served: Served = field(default_factory=Served)


def project(package: Package, templates: Sequence[SourceFile], target: Target) -> list[Artifact]:
    """Return all files: the package in its folder, tests and project files beside it."""
    texts = {file.path: file.text() for file in templates}
    origin = f"{package.title} {package.version}"
    files = dict(package_files(package, texts, target))
    if target.name in ("client", "server"):
        files |= dict(around(package, texts, target))
    if target.name == "server":
        files |= dict(server_files(package, texts, target))
    return [
        Artifact(path, text.encode() if path.startswith(PREFIX) else stamped(path, text, origin))
        for path, text in sorted(files.items())
    ]


def package_files(package: Package, texts: dict[str, str], target: Target) -> Iterator[tuple[str, str]]:
    """Yield the files of the package itself."""
    wanted = PARTS.get(target.name)
    for home, text in modules(package):
        yield f"{target.package}/{home.replace('.', '/')}.py", text
    for path, text in texts.items():
        stem = path.removeprefix(RUNTIME).removesuffix(".py")
        needed = target.name == "server" or stem not in SERVER_RUNTIME if wanted is None else stem in wanted
        if path.startswith(RUNTIME) and needed:
            yield f"{target.package}/_rt/{path.removeprefix(RUNTIME)}", text
    yield f"{target.package}/py.typed", ""


def server_files(package: Package, texts: dict[str, str], target: Target) -> Iterator[tuple[str, str]]:
    """Yield what a server needs beside the package of a client."""
    for home, text in server_modules(package, target.served):
        yield f"{target.package}/{home.replace('.', '/')}.py", text
    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    view = {"name": target.package, "apis": apis_of(package), "title": f"{package.title} {package.version}"}
    for path, text in texts.items():
        if path.startswith("server/"):
            place = path.removeprefix("server/").removesuffix(".jinja").replace("package/", f"{target.package}/")
            yield place, environment.from_string(text).render(view)
    yield from server_texts(package, target.package).items()
    yield from scaffold(package, target.package)


def around(package: Package, texts: dict[str, str], target: Target) -> Iterator[tuple[str, str]]:
    """Yield the files beside the package."""
    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    view = {
        "name": target.package,
        "version": ".".join(package.version.removeprefix("v").split(".")) if package.version[:1] == "v" else "0",
        "description": f"{package.title} {package.version} as Python: models, events, operations, clients.",
        "client": Counter(call.api for call in package.calls).most_common(1)[0][0] if package.calls else "",
        "talks": talks(package),
        "signs": any(call.auth == "signature" for call in package.calls),
        "place": f"{package.url}/{package.version}" if package.url.startswith("http") else "",
        "events": bool(package.events),
        "server": target.name == "server",
    }
    for path in ("project/pyproject.toml.jinja", "project/README.md.jinja", "tests/test_examples.py.jinja"):
        place = path.removeprefix("project/").removesuffix(".jinja")
        yield place, environment.from_string(texts[path]).render(view)
    yield "tests/examples.json", json_text(examples(package))


def talks(package: Package) -> bool:
    """Tell whether the package has what a first program does: listen, read a text, answer."""
    paged = {call.name for call in package.calls if call.paging is not None}
    variants = {name for event in package.events if event.type == "m.room.message" for name, _ in event.variants}
    return "sync" in paged and "m.text" in variants and any(call.name == "send_message" for call in package.calls)


def examples(package: Package) -> dict[str, object]:
    """Return the examples of a package, each with the type that it is of."""
    names = Names(package)
    bodies = [each for call in package.calls for each in call_examples(call, names)]
    events = [each for event in package.events for each in event_examples(event, names.declarations)]
    return {"examples": bodies, "events": events}


def call_examples(call: Call, names: Names) -> Iterator[dict[str, object]]:
    """Yield the examples of a call's bodies."""
    module = Module(names, call.home, "")
    given = [("request", call.body, call.body_examples)]
    given += [(str(answer.status), answer.type, answer.examples) for answer in call.answers]
    for what, type_, texts in given:
        if type_ is None or (isinstance(type_, Scalar) and type_.name != "JsonObject"):
            continue
        written = module.type(type_)
        for number, text in enumerate(texts):
            where = f"{call.api}.{call.name} {what}" + (f" {number + 1}" if len(texts) > 1 else "")
            value = json.loads(text)
            if isinstance(type_, Named) and not isinstance(value, dict | str):
                continue  # nothing of a record would be left
            broken = not fits(value, type_, names.declarations)
            yield {"where": where, "module": call.home, "type": written, "broken": broken, "value": value}


def event_examples(event: EventKind, declared: Mapping[str, Declaration]) -> Iterator[dict[str, object]]:
    """Yield the content of an event type's examples."""
    for text in event.examples:
        value = json.loads(text)
        if isinstance(value, dict) and value.get("type") == event.type and isinstance(value.get("content"), dict):
            content = value["content"]
            classes = dict(event.variants)
            type_ = classes.get(str(content.get(event.tag)), event.content)
            yield {"type": event.type, "content": content, "broken": not fits(content, type_, declared)}


def package_name(title: str) -> str:
    """Return the name of a package for a spec: `Matrix Specification` → `matrix_api`."""
    known = (word for word in words(title) if word.isascii())
    kept = [word for word in known if word not in ("specification", "spec", "the", "api")]
    return "_".join((*kept[:3], "api"))
