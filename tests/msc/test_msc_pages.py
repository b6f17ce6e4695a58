"""Pages of proposals: nothing is lost, nothing acts, links and changes are told."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, run
from counting import expected, lost
from proposals_repository import Repository

from specgen.cli.msc_releases import split
from specgen.model.source import SourceFile
from specgen.msc.text import read_proposal
from specgen.propose.page import Around, aimed
from specgen.render.compare import compared

HOSTILE = """# MSC4321: <script>alert(1)</script> & more

<script>alert(2)</script><img src=x onerror=alert(3)><svg onload=alert(4)></svg><style>body{display:none}</style>
<a href="javascript:alert(5)" onclick="alert(6)">a</a> [b](javascript:alert(7)) <iframe src="//evil.example"></iframe>

<div class="top skip" id="page:content" style="position:fixed">x</div></main></div></body>
<form action=//evil.example><input name=q>
![tracker](https://evil.example/pixel.png) <img src="https://evil.example/pixel2.png" alt="two">
[traversal](../../../../etc/passwd) ![traversal](../../../../etc/passwd) <!-- hidden comment -->
{{ 7*7 }} {% raw %} \ue0000\ue001 \ue00099\ue001

```"><script>alert(8)</script>
code
```

<details><summary>Open

## Security considerations

`None`, [x](https://spec.matrix.org/v1.1/<script>) <https://x.example/"onmouseover="alert(9)>
"""


def preview(file: Path, output: Path, *arguments: str) -> str:
    run("msc", "preview", str(file), "-o", str(output), *arguments)
    return (output / "index.html").read_text()


def test_nothing_of_a_proposal_acts(tmp_path: Path) -> None:
    file = tmp_path / "proposals/4321-hostile.md"
    file.parent.mkdir()
    file.write_text(HOSTILE)
    html = preview(file, tmp_path / "out")
    main = html.partition('id="page:content"')[2] or html.partition("<main")[2]
    assert not re.search(r"<(?:iframe|svg|style|form|object|embed|base|meta)\b", main)
    assert re.findall(r"<script\b[^>]*>", main) == []
    assert not re.search(r"<[^>]*\son\w+\s*=", html.replace("&quot;", ""))
    assert not re.search(r"(?:href|src)=[\"']?\s*javascript:", html)
    assert not re.search(r"<(?:img|input)[^>]*evil\.example", html)
    assert html.count("</main>") == html.count("<main") == 1
    assert html.count("page:content") == 3  # the frame's own: two links to it and the place
    assert "49" not in main
    assert "{{ 7*7 }}" in main
    assert "hidden comment" not in main
    assert "etc/passwd" in main
    assert not list((tmp_path / "out").rglob("*passwd*"))


FEATURES = """# MSC4322: Features

> [!Caution]
> Do not.

> [!note]
>
> Apart.

>[!TIP]
>Close to it.

> A quote.

Text[^a] and ~~gone~~, www.example.org, see [MSC4321](https://github.com/matrix-org/matrix-spec-proposals/pull/4321).

| a | b |
|:--|--:|
| 1 | `x\\|y` |

- [ ] open
- [x] done

```mermaid
graph TD
  A-->B
```

```json
{"a": 1, // why
 "b": [1, 2,]}
```

$$
x^2
$$

![Local](images/4322.png) <img width="10" src="/proposals/images/4322.png">

<details>
<summary>More</summary>

Hidden *text*.
</details>

[^a]: The note.
"""


def test_what_proposals_are_written_in(tmp_path: Path) -> None:
    folder = tmp_path / "proposals"
    (folder / "images").mkdir(parents=True)
    (folder / "images/4322.png").write_bytes(b"\x89PNG")
    (folder / "4321-other.md").write_text("# MSC4321: The `other` one\n")
    (folder / "4322-features.md").write_text(FEATURES)
    html = preview(folder / "4322-features.md", tmp_path / "out")
    boxes = re.findall(r'<aside class="?(\w+)"?>\s*<p class="?title"?>(\w+)', html)
    assert boxes == [("warning", "Caution"), ("note", "Note"), ("note", "Tip")]
    for part in (
        "<s>gone</s>",
        'href="http://www.example.org"',
        'title="MSC4321: The `other` one (Accepted)"',
        "<code>x|y</code>",
        "text-align:right",
        'type="checkbox"',
        "Diagram (Mermaid source)",
        "A--&gt;B",
        "// why",
        "<math",
        "The note.",
        "<summary>More</summary>",
        "Hidden <em>text</em>",
    ):
        assert part in html or part.replace('"', "") in html, part
    assert len(re.findall(r"<img[^>]*proposals/images/4322.png", html)) == 2
    assert (tmp_path / "out/proposals/images/4322.png").read_bytes() == b"\x89PNG"


def test_a_page_works_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "4322-features.md").write_text(FEATURES)
    html = preview(tmp_path / "4322-features.md", tmp_path / "out")
    targets = re.findall(r"<(?:link|script)[^>]*?(?:href|src)=\"?([^\" >]+)", html)
    assert targets
    assert all((tmp_path / "out" / target).is_file() for target in targets)
    assert not re.search(r"(?:href|src)=\"?/", html)


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a specification on whose branch a proposal and the API are changed."""
    made = Repository(tmp_path_factory.mktemp("branch") / "spec")
    shutil.copytree(ROOT / "tests/site/small/tree", made.folder, dirs_exist_ok=True)
    made.commit("Begin")
    made.git("tag", "v1.0")
    made.git("checkout", "-q", "-b", "limit")
    return made


def test_what_a_branch_changes_is_shown(branch: Repository, tmp_path: Path) -> None:
    path = branch.folder / "api/client-server/notes.yaml"
    text = path.read_text()
    changed = text.replace("name: a, description", "name: c, description").replace("Reads a note.", "Reads one note.")
    assert changed != text
    path.write_text(changed)
    (branch.folder / "proposals").mkdir(exist_ok=True)
    file = branch.folder / "proposals/4400-limit.md"
    file.write_text("# MSC4400: Limit\n\nWhy.\n\n## Security considerations\n\nNone.\n")
    html = preview(file, tmp_path / "out")
    assert "Changes of the specification" in html
    assert "main → this branch" in html
    assert str(branch.folder) not in html
    assert re.search(r"<tr class=\"?removed\"?>\s*<td>a\b", html)
    assert re.search(r"<tr class=\"?added\"?>\s*<td>c\b", html)
    assert "Reads <del>a</del><ins>one</ins> note." in html
    path.write_text(text)
    assert "Changes of the specification" not in preview(file, tmp_path / "out")


def test_what_is_not_on_the_trunk_is_not_accepted(tmp_path: Path) -> None:
    made = Repository(tmp_path / "spec")
    made.write("README.md", "A specification.")
    made.commit("Begin")
    made.git("checkout", "-q", "-b", "bans")
    file = made.folder / made.proposal(4500, "Room bans")
    assert re.search(r"class=\"?state\"?>Open", preview(file, tmp_path / "new"))
    made.commit("Propose")
    assert re.search(r"class=\"?state\"?>Open", preview(file, tmp_path / "open"))
    assert "is a folder" in run("msc", "preview", str(file.parent), status=2).stderr


def test_an_index_links_both_ways(tmp_path: Path) -> None:
    folder = tmp_path / "proposals"
    folder.mkdir()
    (folder / "4001-one.md").write_text("# MSC4001: One\n\nAs [MSC4002](4002-two.md#part) says, and MSC4003.\n")
    (folder / "4002-two.md").write_text("# MSC4002: Two\n\n## Part\n\nText.\n")
    (folder / "0000-template.md").write_text("# MSC0000: Template\n")
    run("msc", "list", str(tmp_path), "-o", str(tmp_path / "out"))
    index = (tmp_path / "out/index.html").read_text()
    assert re.findall(r'<td><a href="?(\d+)/index.html', index) == ["4002", "4001"]
    one, two = ((tmp_path / f"out/{name}/index.html").read_text() for name in ("4001", "4002"))
    assert "../4002/index.html#part" in one
    assert "Named by 1 other" in two
    assert "../4001/index.html" in two
    assert "pull/4003" in one
    again = run("msc", "list", str(tmp_path), "-o", str(tmp_path / "out"))
    assert "(0 changed, 0 removed)" in again.stderr


@pytest.mark.corpus
def test_no_block_of_the_corpus_is_lost(shared: Path, tmp_path: Path) -> None:
    run("msc", "list", str(shared / "corpus/proposals"), "-o", str(tmp_path))
    missing = {}
    total = Counter[str]()
    for file in sorted((shared / "corpus/proposals").glob("[1-9]*.md")):
        missing[file.name] = lost(file.read_text(), (tmp_path / f"{int(file.name[:4])}/index.html").read_text())
        total.update({kind: len(found) for kind, found in expected(file.read_text()).items()})
    assert {name: found for name, found in missing.items() if found} == {}
    assert min(total["code"], total["rows"], total["footnotes"], total["pictures"]) > 5


def test_git_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "4322-features.md").write_text(FEATURES)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    preview(tmp_path / "4322-features.md", tmp_path / "out")


def test_bindings_have_the_unstable_names(branch: Repository, tmp_path: Path) -> None:
    api = """openapi: 3.1.0
info: {title: Limits, version: 1.0.0}
servers:
  - url: "https://{host}{basePath}"
    variables: {host: {default: localhost}, basePath: {default: /_matrix/client/v1}}
paths:
  /limits/{noteId}:
    get:
      operationId: getLimit
      description: Reads `m.limit`.
      parameters:
        - {in: path, name: noteId, required: true, schema: {type: string}}
      responses:
        "200":
          description: The limit.
          content:
            application/json: {schema: {type: object, properties: {m.limit: {type: string}}}}
  /limits:
    get:
      operationId: getLimits
      responses: {"200": {description: All.}}
"""
    (branch.folder / "api/client-server/limits.yaml").write_text(api)
    (branch.folder / "proposals").mkdir(exist_ok=True)
    file = branch.folder / "proposals/4401-limits.md"
    file.write_text(
        "# MSC4401: Limits\n\n## Proposal\n\n`GET /_matrix/client/v1/limits/{id}`, and `m.limit`.\n\n"
        "## Unstable prefix\n\n`/_matrix/client/unstable/org.matrix.msc4401/limits/{id}`, `org.matrix.msc4401.limit`\n"
    )
    preview(file, tmp_path / "out", "--bindings", str(tmp_path / "python"))
    code = "\n".join(each.read_text() for each in sorted((tmp_path / "python").rglob("*.py")))
    assert "/_matrix/client/unstable/org.matrix.msc4401/limits/" in code
    assert "/_matrix/client/v1/limits/" not in code
    assert "/_matrix/client/v1/limits" in code
    assert "org.matrix.msc4401.limit" in code
    assert not re.search(r"['\"]m\.limit['\"]", code)
    (branch.folder / "api/client-server/limits.yaml").unlink()
    alone = tmp_path / "alone/4401-limits.md"
    alone.parent.mkdir()
    alone.write_text("# MSC4401: Limits\n")
    done = run("msc", "preview", str(alone), "-o", str(tmp_path / "o"), "--bindings", str(tmp_path / "p"), status=2)
    assert "name it with --tree" in done.stderr


PLACES = {
    "v1.1": {"/a/": {"kept": "1", "told-otherwise": "1", "gone": "1"}},
    "v1.2": {"/a/": {"kept": "1", "told-otherwise": "2"}},
}


@pytest.mark.parametrize(
    ("address", "tone", "hint"),
    [
        ("v1.1/a/#kept", "good", ""),
        ("v1.1/a#kept", "good", ""),
        ("v1.1/a/#told-otherwise", "moved", "changed by v1.2"),
        ("v1.1/a/#gone", "moved", "gone in v1.2"),
        ("v1.1/a/#never", "broken", "not in v1.1"),
        ("v1.1/b/", "broken", "not in v1.1"),
        ("v1.2/a/#kept", "good", ""),
        ("latest/a/#gone", "broken", "not in v1.2"),
        ("v1.0/a/#kept", "", ""),
        ("proposals", "", ""),
    ],
)
def test_links_into_the_specification_tell_what_has_become_of_it(address: str, tone: str, hint: str) -> None:
    proposal = read_proposal(SourceFile("proposals/4000-x.md", b"# MSC4000: X\n"))
    target = aimed(f"https://spec.matrix.org/{address}", proposal, Around(places=PLACES, newest="v1.2"))
    assert (target.tone, target.hint) == (tone, hint)
    assert target.url == f"https://spec.matrix.org/{address}"


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        ("<p>a b</p>", "<p>a c</p>", "<p>a <del>b</del><ins>c</ins></p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li>b</li></ul>", '<ul><li>a</li><li class="added">b</li></ul>'),
        (
            "<table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>",
            "<table><tr><td>y</td><td>3</td></tr></table>",
            (
                '<table><tr class="removed"><td>x</td><td>1</td></tr>'
                "<tr><td>y</td><td><del>2</del><ins>3</ins></td></tr></table>"
            ),
        ),
        ("", '<p id="x" class="y">&lt;a&gt;</p>', '<p id="x" class="y added">&lt;a&gt;</p>'),
        ('<p id="x">a</p>', "", '<p class="removed">a</p>'),
        (
            "<p>a <code>b</code></p>",
            "<p>a <code>c</code></p>",
            "<p>a <del><code>b</code></del><ins><code>c</code></ins></p>",
        ),
        ("<p>same</p>", "<p>same</p>", "<p>same</p>"),
    ],
)
def test_two_drawings_as_one(old: str, new: str, both: str) -> None:
    assert compared(old, new) == both


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (".@main", (".", "main")),
        (".@me/topic", (".", "me/topic")),
        ("git@host:a/b", ("git@host:a/b", "")),
        (".", (".", "")),
    ],
)
def test_a_tree_is_a_place_and_a_ref(name: str, parts: tuple[str, str]) -> None:
    assert split(name) == parts
