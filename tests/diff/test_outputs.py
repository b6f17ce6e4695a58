"""What `specgen diff` writes, and how it ends."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import run
from small_trees import of_paths, of_schema, spec

from specgen.diff import diff
from specgen.diff.judge import judge
from specgen.diff.judgements import JUDGEMENTS
from specgen.model.spec import Spec
from specgen.report.changes import github, html, markdown, text
from specgen.report.changes.groups import Entry, Section, sections
from specgen.report.changes.lines import Lines
from specgen.report.changes.words import sentence

TREE = Path(__file__).parents[1] / "site/small/tree"
CASES = yaml.safe_load((Path(__file__).parent / "schemas.yaml").read_text())


def lines(old: Spec, new: Spec) -> list[str]:
    return [sentence(each) for each in diff(old, new)]


def parameter(**values: object) -> Spec:
    return of_paths({"/a": {"get": {"parameters": [{"in": "query", "name": "q", **values}]}}})


def body(schema: object) -> Spec:
    return of_schema(schema, "request")


def field(schema: object) -> Spec:
    return body({"properties": {"a": schema}})


TEXT = {"type": "string"}
SENTENCES = [
    (body({}), field(TEXT), "request body: is now described (object), could be anything"),
    (
        body({"type": "object"}),
        field({**TEXT, "format": "uri"}),
        "request body: `a` added (optional, string, format uri)",
    ),
    (field({"items": TEXT}), field({"items": {"type": "integer"}}), "`a[]` type changed from `string` to `integer`"),
    (field(TEXT), field({"type": ["string", "null"]}), "`a` type changed from `string` to `null or string`"),
    (field({"enum": ["x"]}), field({"enum": ["x", "y"]}), "request body: `a` may now also be `y`"),
    (
        body({"type": "object"}),
        field({"type": "boolean", "default": False, "deprecated": True}),
        "request body: `a` added (optional, boolean, default false, deprecated)",
    ),
    (parameter(), parameter(required=True), "query parameter `q` is now required"),
    (parameter(description="a"), parameter(description="b"), "query parameter `q` description changed"),
    (of_paths({}), of_paths({"/a": {"get": {"summary": "Do it."}}}), "operation added (Do it)"),
]


@pytest.mark.parametrize(("old", "new", "said"), SENTENCES, ids=[said for *_, said in SENTENCES])
def test_sentences(old: Spec, new: Spec, said: str) -> None:
    assert [line.removeprefix("request body: ") for line in lines(old, new)] == [said.removeprefix("request body: ")]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_every_fact_can_be_said(case: dict[str, object]) -> None:
    for sides in ((case["old"], case["new"]), (case["new"], case["old"])):
        for line in lines(*(of_schema(side, "response") for side in sides)):
            assert line.startswith("response 200: ")
            assert "None" not in line
            assert "{" not in line


def test_text_says_once_what_many_share() -> None:
    def shared(**more: object) -> dict[str, object]:
        part = {"properties": {"z": TEXT, **more}}
        return {"paths": {f"/{name}": user(name) for name in "abcde"}, "x": part}

    old, new = shared(), shared(y={"type": "string", "description": "New."})
    sides = [spec_of(value) for value in (old, new)]
    found = sections(judge(diff(*sides)))
    assert text.write(("old", "new"), found, False) == (
        "old → new: 5 compatible\n\n"
        "Compatible (5)\n\n"
        "  GET /a, GET /b, GET /c and 2 more\n"
        "    response 200: `…y` added (optional, string)  [response-optional-property-added]\n"
    )
    said = markdown.write(("old", "new"), found, False)
    assert (
        "- `GET /a`, `GET /b`, `GET /c`, `GET /d`, `GET /e`\n  - response 200: `…y` added (optional, string)\n" in said
    )


def test_formats_in_many_places_come_last_and_once() -> None:
    """A reader sees first what is rare: that a format is now given in every place is told in one line."""
    names = [f"a{number}" for number in range(12)]
    texts = {name: {"type": "string", "format": "uri", "pattern": "^u"} for name in names}
    old = body({"properties": {**dict.fromkeys(names, TEXT), "k": {"enum": ["x", "y"]}, "z": TEXT}})
    new = body({"properties": {**texts, "k": TEXT, "z": {"type": "string", "format": "email"}}})
    found = sections(judge(diff(old, new)))
    assert text.write(("old", "new"), found, False) == (
        "old → new: 26 potentially breaking (25 of them formats and patterns)\n\n"
        "Potentially breaking (26)\n\n"
        "  PUT /a\n"
        "    request body: `k` is no longer limited to `x`, `y`  [request-enum-removed]\n\n"
        "  PUT /a\n"
        "    request body: `z` format `email` added  [request-format-added]\n\n"
        "  PUT /a\n"
        "    format `uri` added, pattern `^u` added in 12 places  [request-format-added, request-pattern-added]\n"
    )
    assert github.write(found, Lines({})).count("::warning ") == 14
    assert [line["text"] for line in view_lines(found)][-1].count("12 places") == 1


def view_lines(found: Sequence[Section]) -> list[dict[str, Any]]:
    docs = {name: each.doc for name, each in JUDGEMENTS.items()}
    drawn: Any = html.view(("old", "new"), found, docs)
    return [line for section in drawn["sections"] for entry in section["entries"] for line in entry["lines"]]


def test_headings_name_a_few_of_many() -> None:
    entry = Entry(tuple(f"GET /{number}" for number in range(30)), ())
    assert html.entry_view(entry, {})["more"] == 18
    assert html.entry_view(Entry(entry.subjects[:13], ()), {})["more"] == 0


def user(name: str) -> dict[str, object]:
    schema = {"properties": {name: {"$ref": "#/x"}}}
    return {"get": {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}}


def spec_of(value: dict[str, object]) -> Spec:
    return spec({"api/client-server/a.yaml": {"openapi": "3.1.0", "info": {"title": "T"}, **value}})


def test_markdown_takes_marks_literally() -> None:
    assert markdown.escaped("a *b* `c*d*` [x]") == "a \\*b\\* `c*d*` \\[x\\]"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Return a repository of two commits, the first tagged `old`: a required property is added to a request."""
    subprocess.run(["cp", "-r", str(TREE), str(tmp_path / "repo")], check=True)
    repo = tmp_path / "repo"
    git = ["git", "-C", str(repo), "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    (repo / "api/client-server/b.yaml").write_text(document("{a: {type: string}}", "[]"))
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "one"], check=True)
    subprocess.run([*git, "tag", "old"], check=True)
    (repo / "api/client-server/b.yaml").write_text(document('{a: {type: string}, "<b>": {type: string}}', '["<b>"]'))
    subprocess.run([*git, "commit", "-q", "-a", "-m", "two"], check=True)
    return repo


def document(properties: str, required: str) -> str:
    return f"""openapi: 3.1.0
info: {{title: B}}
paths:
  /b:
    put:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: {required}
              properties: {properties}
"""


def test_the_command_and_its_exit_codes(history: Path) -> None:
    trees = [f"{history}@old", f"{history}@HEAD"]
    said = run("diff", *trees).stdout
    assert "  PUT /b\n    request body: `<b>` added (required, string)  [request-required-property-added]\n" in said
    run("diff", *trees, "--fail-on", "breaking", status=1)
    run("diff", *reversed(trees), "--fail-on", "potentially-breaking", status=1)
    assert run("diff", trees[0], trees[0], "--fail-on", "potentially-breaking").stdout.endswith(": nothing changed\n")
    assert "name two trees" in run("diff", trees[0], status=2).stderr
    assert "there is no judgement" in run("diff", "--rules", "x", status=2).stderr


def test_json_holds_every_fact_with_its_place(history: Path) -> None:
    value = json.loads(run("diff", f"{history}@old", f"{history}@HEAD", "--format", "json").stdout)
    assert value["counts"]["breaking"] == 1
    (change,) = value["changes"]
    assert change["after"] == {"type": "string"}
    assert change["path"] == "request/application~1json/<b>"
    assert change["location"] == {
        "path": "api/client-server/b.yaml",
        "line": 12,
        "pointer": "/paths/~1b/put/requestBody/content/application~1json/schema/properties/<b>",
    }


def test_github_annotations_name_the_newer_file(history: Path) -> None:
    (line,) = run("diff", f"{history}@old", f"{history}@HEAD", "--format", "github").stdout.splitlines()
    assert line == (
        "::error file=api/client-server/b.yaml,line=12,title=Breaking%3A request-required-property-added"
        "::PUT /b: request body: `<b>` added (required, string)"
    )
    (gone,) = run("diff", f"{history}@HEAD", f"{history}@old", "--format", "github").stdout.splitlines()
    assert gone.startswith("::error file=api/client-server/b.yaml,line=9,")


def test_html_is_one_page_with_before_and_after(history: Path, tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    assert run("diff", f"{history}@old", f"{history}@HEAD", "--format", "html", "-o", str(page)).stdout == ""
    content = page.read_text()
    assert "<code>&lt;b&gt;</code> added" in content
    assert "<b>" not in content
    assert not re.search(r'(src|href)="(?!#)', content)
    assert "&#34;type&#34;: &#34;string&#34;" in content
    assert JUDGEMENTS["request-required-property-added"].doc in content


def test_anchors_are_compared_on_wish(history: Path) -> None:
    index = history / "site/client-server-api/_index.md"
    index.write_text(index.read_text() + "\n## Something new\n")
    subprocess.run(["rm", "-rf", str(history / ".git")], check=True)
    said = run("diff", str(TREE), str(history), "--anchors", "--documentation").stdout
    assert "`#something-new` anchor added  [anchor-added]" in said


def test_rules_are_listed_with_their_reasons() -> None:
    said = run("diff", "--rules").stdout
    assert all(f"{name}\n  for clients: " in said for name in JUDGEMENTS)
    assert run("diff", "--rules", "operation-removed").stdout.startswith("operation-removed\n  for clients: breaking,")
