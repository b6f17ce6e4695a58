"""Small pairs: the exact set of judgements, in both directions; and a table of judgements that audits itself."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from small_trees import mirrored, of_paths, of_schema, plain

from specgen.diff import diff
from specgen.diff.judge import judge
from specgen.diff.judgements import JUDGEMENTS, WAIVERS
from specgen.model.change import Impact
from specgen.model.spec import Spec

HERE = Path(__file__).parent
SCHEMAS = yaml.safe_load((HERE / "schemas.yaml").read_text())
OPERATIONS = yaml.safe_load((HERE / "operations.yaml").read_text())
OTHERWISE_TESTED = (
    "anchor-added anchor-removed definition-added definition-removed event-added event-removed "
    "string-format-added string-format-removed string-format-changed content-body-added content-body-removed "
    "content-media-type-added content-media-type-removed"
)


def names(old: Spec, new: Spec) -> list[str]:
    assert plain(diff(old, new)) == mirrored(diff(new, old))
    return sorted(each.judgement for each in judge(diff(old, new)))


@pytest.mark.parametrize("place", ["request", "response", "content"])
@pytest.mark.parametrize("case", SCHEMAS, ids=[f"{each['old']}→{each['new']}"[:80] for each in SCHEMAS])
def test_schemas(case: dict[str, Any], place: str) -> None:
    old, new = of_schema(case["old"], place), of_schema(case["new"], place)
    assert names(old, new) == sorted(f"{place}-{name}" for name in case["is"])
    assert names(new, old) == sorted(f"{place}-{name}" for name in case["back"])


@pytest.mark.parametrize("case", OPERATIONS, ids=[f"{each['old']}→{each['new']}"[:80] for each in OPERATIONS])
def test_operations(case: dict[str, Any]) -> None:
    old, new = of_paths(case["old"]), of_paths(case["new"])
    forward, back = ([each.judgement for each in judge(diff(*sides))] for sides in ((old, new), (new, old)))
    assert sorted(forward) == sorted(case["is"])
    assert sorted(back) == sorted(case["back"])


def test_every_judgement_has_a_case() -> None:
    told = {name for case in SCHEMAS for name in (*case["is"], *case["back"])}
    tried = {f"{place}-{name}" for name in told for place in ("request", "response", "content")}
    tried |= {name for case in OPERATIONS for name in (*case["is"], *case["back"])}
    assert set(JUDGEMENTS) - tried == set(OTHERWISE_TESTED.split())


def test_every_judgement_says_why() -> None:
    for judgement in JUDGEMENTS.values():
        assert judgement.doc.endswith(".")
        assert judgement.name == judgement.name.lower().replace("_", "-")


def test_requests_and_responses_mirror_each_other() -> None:
    """What is asked of clients by a request is asked of servers by the response, or it is said why not."""
    odd = set()
    for name, judgement in JUDGEMENTS.items():
        if name.startswith("request-"):
            mirror = JUDGEMENTS.get(name.replace("request-", "response-").replace("parameter", "header"))
            if mirror is None or (mirror.client, mirror.server) != (judgement.server, judgement.client):
                odd.add(name)
    assert odd == set(WAIVERS), "waive what is odd, and drop waivers that are not needed"


@pytest.mark.parametrize(
    ("name", "client", "server"),
    [
        ("request-required-property-added", Impact.BREAKING, Impact.COMPATIBLE),
        ("response-required-property-added", Impact.COMPATIBLE, Impact.BREAKING),
        ("response-required-property-removed", Impact.BREAKING, Impact.COMPATIBLE),
        ("response-enum-value-added", Impact.POTENTIALLY_BREAKING, Impact.COMPATIBLE),
        ("response-media-type-removed", Impact.POTENTIALLY_BREAKING, Impact.BREAKING),
        ("response-success-removed", Impact.POTENTIALLY_BREAKING, Impact.POTENTIALLY_BREAKING),
        ("request-enum-value-removed", Impact.BREAKING, Impact.COMPATIBLE),
        ("operation-removed", Impact.BREAKING, Impact.COMPATIBLE),
        ("request-optional-parameter-added", Impact.COMPATIBLE, Impact.COMPATIBLE),
        ("content-required-property-added", Impact.BREAKING, Impact.BREAKING),
    ],
)
def test_what_the_judgements_are_for(name: str, client: Impact, server: Impact) -> None:
    assert (JUDGEMENTS[name].client, JUDGEMENTS[name].server) == (client, server)
