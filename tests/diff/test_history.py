"""Histories: when things came and changed, what brought them, and what is said where nobody knows."""

import json
from typing import Any

import pytest
from small_trees import api, spec

from specgen.changelog.entries import entries, entries_in
from specgen.diff import named
from specgen.diff.attribution import ends_with, segments
from specgen.diff.lookup import find, find_field
from specgen.diff.shape import Shapes
from specgen.diff.timeline import Timeline, of_fields
from specgen.diff.walk import fields
from specgen.errors import SpecgenError
from specgen.history import history_of_specs, story_of
from specgen.load.release_history import read_history, write_history
from specgen.model.release_history import UNSTABLE, History, Moment, gap, is_between, order
from specgen.model.spec import Spec
from specgen.report.changes.chapters import chapters

TEXT: dict[str, Any] = {"type": "string"}
CHANGELOG = """---
title: {0} Changelog
linkTitle: {0}
date: 2024-01-0{1}
---

## Client-Server API

{2}
"""
NEW = "**New Endpoints**\n\n- Add `GET /b`, as per [MSC12](https://x.example/12). ([#7](https://x.example/7))\n"
FIELD = "**Backwards Compatible Changes**\n\n- Add `topic` to `PUT /rooms/{id}`. ([#8](https://x.example/8), [#9](https://x.example/9))\n"


def put(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": properties}}}}
    return {"put": {"operationId": "putRoom", "requestBody": body, "responses": {"200": {}}, **more}}


def version(paths: dict[str, Any], **pages: str) -> Spec:
    texts = {f"site/changelog/{name.replace('_', '.')}.md": text for name, text in pages.items()}
    return spec({"api/client-server/a.yaml": api(paths), **texts})


def three() -> History:
    """Return a history: a field comes in v1.2, an endpoint in v1.3, where another is deprecated and one is gone."""
    get = {"get": {"operationId": "getB", "responses": {"200": {}}}}
    old = {"/rooms/{id}": put({"name": TEXT}), "/gone": get}
    first = version(old)
    second = version(
        {**old, "/rooms/{roomId}": put({"name": TEXT, "topic": TEXT})} | {"/rooms/{id}": {}},
        v1_2=CHANGELOG.format("v1.2", 2, FIELD),
    )
    third = version(
        {"/rooms/{roomId}": put({"name": TEXT, "topic": TEXT}, deprecated=True), "/b": get},
        v1_3=CHANGELOG.format("v1.3", 3, NEW),
    )
    return history_of_specs((("v1.3", third), ("v1.1", first), ("v1.2", second)))


def told(found: tuple[Moment, ...]) -> list[tuple[str, str, str]]:
    return [(moment.earliest, moment.version, moment.kind) for moment in found]


def test_what_came_changed_and_went() -> None:
    timeline = Timeline(three())
    assert told(timeline.moments("PUT /rooms/{roomId}")) == [
        ("", "v1.1", "there"),
        ("v1.2", "v1.2", "added"),
        ("v1.3", "v1.3", "deprecated"),
    ]
    assert told(timeline.moments("GET /b")) == [("v1.3", "v1.3", "added")]
    assert told(timeline.moments("GET /gone")) == [("", "v1.1", "there"), ("v1.3", "v1.3", "removed")]


def test_the_entry_of_the_changelog_that_names_it() -> None:
    timeline = Timeline(three())
    added = timeline.moments("GET /b")[0]
    assert [news.proposals for news in added.news] == [("MSC12",)]
    assert [news.issues for news in added.news] == [(("7", "https://x.example/7"),)]
    topic = timeline.moments("PUT /rooms/{roomId}")[1]
    assert [[number for number, _ in news.issues] for news in topic.news] == [["8", "9"]]
    assert timeline.moments("PUT /rooms/{roomId}")[2].news == (), "nothing is better than a guess"


def test_a_field_has_the_part_of_the_history_that_is_its_own() -> None:
    history = three()
    found = Timeline(history).moments("PUT /rooms/{roomId}")
    topic = "request/application~1json/topic"
    assert told(of_fields(found, [topic])) == [("v1.2", "v1.2", "added")]
    assert told(of_fields(found, ["request/application~1json/name"])) == [("", "v1.1", "there")]


def test_fields_that_come_with_what_holds_them() -> None:
    inner = {"type": "object", "properties": {"b": TEXT}}
    wide = {"type": "object", "properties": {"b": TEXT, "c": TEXT}}
    steps = [put({}), put({"a": inner}), put({"a": wide}), put({})]
    specs = [(f"v1.{index}", version({"/x": step})) for index, step in enumerate(steps)]
    found = Timeline(history_of_specs(specs)).moments("PUT /x")
    start = "request/application~1json/a"
    assert told(of_fields(found, [f"{start}/b"])) == [("v1.1", "v1.1", "added"), ("v1.3", "v1.3", "removed")]
    assert told(of_fields(found, [f"{start}/c"])) == [("v1.2", "v1.2", "added"), ("v1.3", "v1.3", "removed")]


def test_gaps_are_said_and_marks_and_changelogs_make_them_narrow() -> None:
    marked = {**TEXT, "x-addedInMatrixVersion": "1.3"}
    named_by = CHANGELOG.format("v1.4", 4, FIELD.replace("`PUT /rooms/{id}`", "`PUT /x`"))
    old = version({"/x": put({})})
    new = version({"/x": put({"marked": marked, "topic": TEXT, "silent": TEXT})}, v1_4=named_by)
    found = Timeline(history_of_specs((("v1.1", old), ("v1.6", new)))).moments("PUT /x")
    by_path = {moment.path.rpartition("/")[2]: (moment.earliest, moment.version, moment.source) for moment in found}
    assert by_path["marked"] == ("v1.3", "v1.3", "marked")
    assert by_path["topic"] == ("v1.4", "v1.4", "named")
    assert by_path["silent"] == ("v1.2", "v1.6", "compared")
    assert [chapter.title for chapter in chapters(found)] == ["v1.1 or before", "v1.3", "v1.4", "v1.2 to v1.6"]


def test_what_documents_say_of_the_time_before_the_first_version() -> None:
    noted = {**TEXT, "x-addedInMatrixVersion": "1.2", "x-changedInMatrixVersion": {"1.3": "Now longer."}}
    one = version({"/x": put({"a": noted}), "/y": put({}, **{"x-addedInMatrixVersion": "1.4"})})
    timeline = Timeline(history_of_specs((("v1.5", one),)))
    assert told(timeline.moments("PUT /y")) == [("v1.4", "v1.4", "added")]
    assert told(timeline.moments("PUT /x")) == [
        ("", "v1.2", "there"),
        ("v1.2", "v1.2", "added"),
        ("v1.3", "v1.3", "changed"),
    ]
    assert timeline.moments("PUT /x")[2].text == "Now longer."


def test_events_keep_their_history_when_they_are_renamed() -> None:
    event = {"properties": {"type": {"enum": ["m.test"]}, "content": {"type": "object"}}}
    more = {"properties": {"type": {"enum": ["m.test"]}, "content": {"properties": {"a": TEXT}}}}
    versions = [
        ("v1.1", spec({"event-schemas/schema/m.test.yaml": event})),
        ("v1.2", spec({"event-schemas/schema/m.test.yaml": more})),
        ("v1.3", spec({"event-schemas/schema/m.test$new.yaml": more})),
    ]
    history = history_of_specs(versions)
    assert told(Timeline(history).moments("m.test$new")) == [("", "v1.1", "there"), ("v1.2", "v1.2", "added")]
    assert [subject.name for subject, _ in (find(history, "m.test$new"),)] == ["m.test$new"]


def test_what_is_not_released_is_brought_by_fragments() -> None:
    config = '[tool.towncrier]\n[[tool.towncrier.type]]\ndirectory = "new"\nname = "New Endpoints"\n'
    get = {"get": {"responses": {"200": {}}}}
    old = version({})
    new = spec(
        {
            "api/client-server/a.yaml": api({"/b": get}),
            "changelogs/pyproject.toml": config,
            "changelogs/client_server/newsfragments/12.new": "Add `GET /b`, as per MSC7.\n",
        }
    )
    (moment,) = Timeline(history_of_specs((("v1.1", old), (UNSTABLE, new)))).moments("GET /b")
    assert (moment.version, moment.news[0].proposals, moment.news[0].issues[0][0]) == (UNSTABLE, ("MSC7",), "12")


@pytest.mark.parametrize(
    ("wanted", "name", "field"),
    [
        ("PUT /rooms/{roomId}", "PUT /rooms/{roomId}", ""),
        ("PUT /rooms/{any}", "PUT /rooms/{roomId}", ""),
        ("/rooms/{id}.topic", "PUT /rooms/{roomId}", "topic"),
        ("PUT /rooms.topic", "PUT /rooms/{roomId}", "topic"),
        ("putRoom.topic", "PUT /rooms/{roomId}", "topic"),
        ("putRoom.m.topic.text", "PUT /rooms/{roomId}", "m.topic.text"),
        ("/gone", "GET /gone", ""),
    ],
)
def test_names_that_users_type(wanted: str, name: str, field: str) -> None:
    subject, rest = find(three(), wanted)
    assert (subject.name, rest) == (name, field)


def test_near_misses_are_proposed() -> None:
    history = three()
    with pytest.raises(SpecgenError, match=r"no operation or event `putRom`; is it `PUT /rooms/\{roomId\}`\?"):
        find(history, "putRom")
    with pytest.raises(SpecgenError, match="`GET /gone`"):
        find(history, "GET /gome")
    with pytest.raises(SpecgenError, match="may be any of `GET /b`, `GET /gone`"):
        find(history, "getB")
    with pytest.raises(SpecgenError, match="there is no field `topik`; is it `topic`"):
        find_field("topik", ["request/application~1json/topic", "response/200"])


def test_paths_of_fields() -> None:
    one = version({"/x": put({"a": {"type": "array", "items": {"properties": {"m.b": TEXT}}}})})
    paths = fields(one, "PUT /x", Shapes(named(one)))
    assert find_field("a.m.b", paths) == ("request/application~1json/a/[]/m.b",)
    assert find_field("a[].m.b", paths) == ("request/application~1json/a/[]/m.b",)
    assert find_field("m.b", paths) == ("request/application~1json/a/[]/m.b",)


def test_schemas_that_contain_themselves_have_an_end() -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "tree.yaml"}, "value": {**TEXT}}}
    one = spec(
        {
            "api/client-server/a.yaml": api({"/x": put({"t": {"$ref": "tree.yaml"}})}),
            "api/client-server/tree.yaml": tree,
        }
    )
    start = "request/application~1json/t"
    assert fields(one, "PUT /x", Shapes(named(one))) == (
        "request/application~1json",
        start,
        f"{start}/next",
        f"{start}/value",
    )


def test_json_gives_back_the_same_history() -> None:
    history = three()
    assert read_history(write_history(history), "x") == history


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"specgen history": 1}', '{"specgen history": 1, "steps": [1]}', '{"specgen history": 0}']
)
def test_other_json_is_no_history(text: str) -> None:
    with pytest.raises(SpecgenError, match="history"):
        read_history(text, "file.json")


def test_a_version_knows_nothing_of_later_ones() -> None:
    history = three()
    assert history.until("v1.2").versions == ("v1.1", "v1.2")
    assert history.until(UNSTABLE) == history
    story = story_of(history, "v1.2")
    assert list(story.comparisons) == ["/changelog/v1.2/"]
    assert "GET /b" not in story.chapters
    assert story.key == story_of(history.until("v1.2"), "v1.2").key != story_of(history, "v1.3").key


def test_entries_of_all_eras() -> None:
    old = "### Client-Server API\n\n\n<strong>New Endpoints</strong>\n\n\n- One\n  goes on. ([#1](u/1), [#2](u/2))\n"
    found = list(entries_in("v1.1", f"{old}- Two\n"))
    assert [(each.area, each.kind, each.text) for each in found] == [
        ("Client-Server API", "New Endpoints", "One goes on."),
        ("Client-Server API", "New Endpoints", "Two"),
    ]
    assert found[0].issues == (("1", "u/1"), ("2", "u/2"))
    assert list(entries(version({}, v1_9=CHANGELOG.format("v1.9", 1, "No significant changes.\n")))) == []


def test_versions_are_numbers() -> None:
    assert sorted(["v1.10", "unstable", "v1.9", "v2.0"], key=order) == ["v1.9", "v1.10", "v2.0", "unstable"]
    assert is_between("1.10", "v1.9", "v1.10")
    assert not is_between("v1.9", "v1.9", "unstable")
    assert gap("v1.9", "v1.10") is None
    assert gap("v1.9", "v1.12") == ("v1.10", "v1.11")
    assert gap("v1.9", "v2.1") is gap("v1.9", UNSTABLE) is None


def test_plain_data_only() -> None:
    value = json.loads(write_history(three()))
    assert value["steps"][2]["changes"][0]["subject"] == "GET /b"


@pytest.mark.parametrize(("said", "path", "meant"), [
    ("/v2/send_join", "/_matrix/federation/v2/send_join/{}/{}", True),
    ("/v2/send_join", "/_matrix/federation/v1/send_join/{}/{}", False),
    ("/r0/login", "/_matrix/client/v3/login", True),
    ("/send_join", "/_matrix/federation/v1/send_join/{}/{}", True),
])  # fmt: skip
def test_entries_mean_the_version_that_they_name(said: str, path: str, meant: bool) -> None:
    """Only the oldest changelogs write `r0` for what is `v3` now; `v1` and `v2` are different operations."""
    assert ends_with(segments(path), segments(said)) == meant
