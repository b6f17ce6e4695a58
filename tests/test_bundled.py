"""The bundled specification: it shows every feature, is valid by its standards, and its links lead somewhere."""

import json
import posixpath
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from needs import tool
from openapi_spec_validator import OpenAPIV31SpecValidator
from selectolax.lexbor import LexborHTMLParser

from specgen.cli.trees import bundled_tree
from specgen.layouts import OWN
from specgen.load.refs import Documents, merge_all
from specgen.load.spec import load_spec
from specgen.model.node import Node
from specgen.model.resolve import Resolver
from specgen.render.calls import CALL, read_call
from specgen.render.shortcodes import names

LOADED = load_spec(bundled_tree())
SPEC = LOADED.spec
# Shortcodes that only old layouts need.
OLD = {
    "cs-modules",
    "changelog/changelogs",
    "changelog/changelog-description",
    "changelog/changes",
    "relref",
    "boxes/added-in-paragraph",
}


def documents() -> Documents:
    return load_spec(bundled_tree(), OWN).documents


def test_nothing_is_wrong_with_it() -> None:
    assert LOADED.diagnostics == ()


def test_it_is_a_real_subset() -> None:
    counts = dict.fromkeys(("client-server", "server-server", "application-service", "identity", "push-gateway"), 0)
    for api in SPEC.apis:
        counts[api.folder] += len(api.operations)
    assert counts["client-server"] >= 40
    assert counts["server-server"] >= 12
    assert min(counts.values()) >= 1
    assert len([event for event in SPEC.event_types if "$" not in event.name]) >= 40
    assert len([page for page in SPEC.pages if re.fullmatch(r"v\d+\.\d+", page.link_title)]) == 2
    assert len(SPEC.fragments) >= 5
    assert len(list(ROOT.glob("proposals/0*.md"))) == 4


def test_every_shortcode_is_used() -> None:
    texts = [*(page.body for page in SPEC.pages), *(text.body for text in SPEC.inclusions)]
    used = {read_call(match).name for text in texts for match in CALL.finditer(text)}
    assert set(names()) - OLD <= used


@pytest.mark.parametrize("bundle", SPEC.bundles, ids=lambda bundle: bundle.folder)
def test_the_bundles_are_valid_openapi(bundled_site: Path, bundle: object) -> None:
    folder = bundle.folder  # type: ignore[attr-defined]
    name = {"identity": "identity-service-api"}.get(folder, f"{folder}-api")
    document = json.loads((bundled_site / name / "api.json").read_text())
    document["paths"] = {path: item for path, item in document["paths"].items() if path == path.strip()}
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_example_of_an_event_is_valid() -> None:
    everything = documents()
    schemas = {
        event.name: merge_all(everything.expand(everything.node(event.location.path))) for event in SPEC.event_types
    }
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for example in SPEC.event_examples:
        name = example.example.name
        schema = schemas.get(name) or schemas[name.partition("$")[0]]
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(example.example.text))]
        assert errors == [], name


def test_every_example_of_an_operation_is_valid() -> None:
    everything, checked = documents(), 0
    for api in SPEC.apis:
        for operation in api.operations:
            bodies = [operation.request_body, *operation.responses]
            for media in (media for body in bodies if body for media in body.content if "json" in media.media_type):
                schema = merge_all(
                    everything.expand(Node(everything.at(pointer_name(media)).value, media.location.path))
                )
                for example in media.examples:
                    errors = [
                        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(example.text))
                    ]
                    assert errors == [], (operation.operation_id, example.name)
                    checked += 1
    assert checked > 100


def pointer_name(media: object) -> str:
    location = media.schema.location  # type: ignore[attr-defined]
    return f"{location.path}#{location.pointer}"


def test_no_schema_contains_itself_without_end() -> None:
    resolver = Resolver({named.name: named.schema for named in SPEC.schemas})
    for named in SPEC.schemas:
        resolver.resolve(named.schema)
    assert resolver.open == set()


def test_links_lead_somewhere_and_ids_are_unique(bundled_site: Path) -> None:
    trees = {path: LexborHTMLParser(path.read_text()) for path in bundled_site.rglob("*.html")}
    ids: dict[str, list[str]] = {}
    for path, tree in trees.items():
        name = "/" + path.relative_to(bundled_site).as_posix().removesuffix("index.html")
        ids[name] = [str(node.attributes["id"]) for node in tree.css("[id]")]
        assert sorted(set(ids[name])) == sorted(ids[name]), name
    broken = []
    for path, tree in trees.items():
        page = "/" + path.relative_to(bundled_site).as_posix().removesuffix("index.html")
        for link in (str(node.attributes.get("href") or "") for node in tree.css("a[href], link[href]")):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, fragment = link.partition("#")
            target = posixpath.join(page, target) if target else page
            there = target in ids or (bundled_site / target.lstrip("/")).is_file()
            if not there or (fragment and unquote(fragment) not in ids[target]):
                broken.append((page, link))
    assert broken == []


def test_towncrier_draws_the_open_fragments(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "changelogs", tmp_path / "changelogs")
    command = [tool("towncrier"), "build", "--draft", "--version", "v0.3", "--date", "2026-11-26"]
    done = subprocess.run(
        [*command, "--config", str(tmp_path / "changelogs/pyproject.toml")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    for fragment in SPEC.fragments:
        assert fragment.text.split(".")[0].split("\n")[0][:40] in done.stdout.replace("\n", "\n")
