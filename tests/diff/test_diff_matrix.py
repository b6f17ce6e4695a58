"""The real Matrix specification: what its changelogs say is found, and nothing differs from itself."""

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_trees import mirrored, plain

from specgen.diff import diff, named
from specgen.diff.judge import judge
from specgen.diff.shape import Shapes
from specgen.diff.timeline import loose
from specgen.diff.walk import Walker, marks
from specgen.load.spec import load_spec
from specgen.model.release_history import is_between, key_of
from specgen.model.schema import children
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Spec
from specgen.report.changes.words import sentence
from specgen.source import read_tree

pytestmark = pytest.mark.corpus
PAIRS = [("v1.5", "v1.11"), ("v1.11", "v1.16"), ("v1.16", "v1.18"), ("v1.18", "v1.19")]
ENDPOINT = re.compile(r"`(GET|PUT|POST|DELETE) (/[^`]+)`")
SPECS: dict[str, Spec] = {}


@pytest.fixture
def specs(repository: Path) -> dict[str, Spec]:
    for version in {name for pair in PAIRS for name in pair} - SPECS.keys():
        SPECS[version] = load_spec(read_tree(f"{repository}@{version}")).spec
    return SPECS


def number(version: str) -> int:
    return int(version.partition(".")[2])


def new_endpoints(spec: Spec, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the endpoints that the changelogs between two versions list as new."""
    for text in (*spec.pages, *spec.inclusions):
        found = re.search(r"/v1\.(\d+)/?$", getattr(text, "url", "") or f"/{getattr(text, 'name', '')}")
        if found and number(old) < int(found[1]) <= number(new):
            for part in re.findall(r"\*\*New Endpoints\*\*\n\n(.*?)(?=\n\n\*\*|\n##|\Z)", text.body, re.DOTALL):
                yield from ENDPOINT.findall(part)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_new_endpoints_of_the_changelogs_are_found(specs: dict[str, Spec], old: str, new: str) -> None:
    added = {each.subject for each in diff(specs[old], specs[new]) if each.area == "operation" and each.kind == "added"}
    loose = {re.sub(r"\{[^}]*\}", "{}", subject.replace("/_matrix/client", "")) for subject in added}
    changelog = specs["v1.19"]
    told = [f"{method} {path.partition('?')[0]}" for method, path in new_endpoints(changelog, old, new)]
    assert told, "the changelogs were read"
    missed = [each for each in told if re.sub(r"\{[^}]*\}", "{}", each.replace("/_matrix/client", "")) not in loose]
    assert missed == []


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_operations_marked_as_added_are_found(specs: dict[str, Spec], old: str, new: str) -> None:
    added = {each.subject for each in diff(specs[old], specs[new]) if each.area == "operation" and each.kind == "added"}
    marked = {
        f"{operation.method} {operation.endpoint}"
        for api in specs[new].apis
        for operation in api.operations
        if operation.added_in and number(old) < number(operation.added_in) <= number(new)
    }
    assert marked - added == set()


def test_properties_marked_as_added_are_found(specs: dict[str, Spec]) -> None:
    """Each property with a marker of v1.19 is new in a fact, or part of something that is."""
    changes = [each for each in diff(specs["v1.18"], specs["v1.19"]) if each.kind == "added" and each.after]
    queue = [*(each.schema for each in specs["v1.19"].schemas), *(each.schema for each in specs["v1.19"].event_types)]
    marked = set()
    while queue:
        schema = queue.pop()
        marked |= {each.name for each in schema.properties or () if each.schema.added_in == "1.19"}
        queue.extend(children(schema))
    found = {each.path.rpartition("/")[2] for each in changes}
    assert marked, "there are markers"
    assert [
        name for name in marked if name not in found and not any(f'"{name}"' in each.after for each in changes)
    ] == []


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_reverse_mirrors_but_for_renamed_paths(specs: dict[str, Spec], old: str, new: str) -> None:
    forward, back = diff(specs[old], specs[new]), diff(specs[new], specs[old])
    moved = {each.subject for each in (*forward, *back) if each.keyword == "path"}
    sides = plain(tuple(each for each in forward if each.subject not in moved))
    assert sides == mirrored(tuple(each for each in back if each.subject not in moved))


@pytest.mark.parametrize("version", ["v1.5", "v1.11", "v1.19"])
def test_nothing_differs_from_itself(specs: dict[str, Spec], repository: Path, version: str) -> None:
    again = load_spec(read_tree(f"{repository}@{version}")).spec
    assert diff(specs[version], again) == ()


def test_the_change_of_standard_is_no_change(specs: dict[str, Spec]) -> None:
    """From Swagger 2.0 to OpenAPI 3.1: no wholesale facts about authentication, media types, maps or `null`."""
    names = [each.judgement for each in judge(diff(specs["v1.5"], specs["v1.11"]))]
    assert "security-scheme-added" not in names
    assert "response-media-type-removed" not in names
    assert "request-media-type-removed" not in names
    assert not [name for name in names if name.startswith(("request-keys", "response-keys"))]
    assert names.count("security-tightened") + names.count("security-relaxed") == 0


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_line_can_be_read(specs: dict[str, Spec], old: str, new: str) -> None:
    for change in diff(specs[old], specs[new]):
        line = sentence(change)
        assert "None" not in line
        assert '{"' not in line
        assert len(line) < 400


def test_what_v1_18_took_away(specs: dict[str, Spec]) -> None:
    breaking = {
        (each.judgement, each.change.subject)
        for each in judge(diff(specs["v1.16"], specs["v1.18"]))
        if each.impact == 3
    }
    assert breaking == {
        ("operation-removed", "PUT /_matrix/federation/v1/send_join/{roomId}/{eventId}"),
        ("operation-removed", "PUT /_matrix/federation/v1/send_leave/{roomId}/{eventId}"),
        ("request-parameter-became-required", "GET /_matrix/client/v3/events "),
        ("request-enum-added", "POST /_matrix/client/v3/pushers/set"),
    }


def test_comparing_is_quicker_than_loading(specs: dict[str, Spec], repository: Path) -> None:
    start = time.process_time()
    load_spec(read_tree(f"{repository}@v1.19"))
    loaded = time.process_time()
    diff(specs["v1.18"], specs["v1.19"])
    assert time.process_time() - loaded < 2 * (loaded - start)


def shuffled(value: object, rng: random.Random) -> object:
    """Return a value with the members of its mappings in another order."""
    if isinstance(value, list):
        return [shuffled(each, rng) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: shuffled(value[key], rng) for key in rng.sample(list(value), len(value))}


@pytest.mark.parametrize("version", ["v1.5", "v1.11", "v1.18", "v1.19"])
def test_bundling_and_reformatting_are_no_changes(repository: Path, version: str) -> None:
    """Every document with all references replaced by what they lead to, as JSON in another order: nothing changed."""
    tree = read_tree(f"{repository}@{version}")
    loaded = load_spec(tree)
    rng = random.Random(version)  # noqa: S311
    files = []
    for file in tree.files:
        value = loaded.documents.values.get(file.path)
        if isinstance(value, dict) and ("paths" in value or "/event-schemas/schema/" in file.path):
            whole = shuffled(loaded.documents.expand(loaded.documents.node(file.path)), rng)
            files.append(SourceFile(file.path, json.dumps(whole, ensure_ascii=False).encode()))
        else:
            files.append(file)
    bundled = load_spec(SourceTree("bundled", tuple(files))).spec
    assert diff(loaded.spec, bundled) == ()
    assert diff(bundled, loaded.spec) == ()


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_every_mark_of_an_addition_is_a_fact(specs: dict[str, Spec], old: str, new: str) -> None:
    """What a document says was added since the older version is new in a fact, or part of something that is."""
    found: dict[str, list[str]] = {}
    for change in diff(specs[old], specs[new]):
        if change.kind == "added":
            found.setdefault(key_of(change.subject), []).append(loose(change.path))
    missed = []
    for mark in marks(specs[new], Walker(Shapes(named(specs[new])))):
        if mark.text is None and is_between(mark.version, old, new):
            starts = found.get(key_of(mark.subject), [])
            if not any(start in ("", loose(mark.path)) or loose(mark.path).startswith(f"{start}/") for start in starts):
                missed.append((mark.subject, mark.path))
    # What names in a profile may hold was anything before, and is now: only the words about it are new.
    assert missed in ([], [("GET /_matrix/client/v3/profile/{userId}", "response/200/application~1json/*")])
