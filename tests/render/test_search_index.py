"""What is searched of a page: its sections as a reader sees them, under the ids that lead to them."""

import json
from pathlib import Path

from specgen.render.search import drawn, parts_of

PAGE = """<main id=page:content><h1>Title</h1><div class=content>
<p>Before &amp; <code>first</code>s</p>
<h2 id=one>One <a href=#x>two</a></h2><p>a</p><ul><li>b<li>c</ul>
<details class=http-api><summary><h1 id="get_x%20y" class=get><b>GET</b> /x y</h1></summary><h2>Request</h2>
<table><tr><td>name<td>text</table><pre>{"a":1}</pre></details>
<h2 id=empty>Empty</h2></div></main><footer>not this</footer>"""


def test_sections_have_the_words_of_the_page() -> None:
    assert [json.loads(drawn(*part)) for part in parts_of(PAGE.encode())] == [
        ["", "", "Before & firsts", 0],
        ["one", "One two", "a b c", 2],
        ["get_x%20y", "GET /x y", 'Request name text {"a":1}', 7],
        ["empty", "Empty", "", 2],
    ]
    assert list(parts_of(b"<title>Elsewhere</title>")) == []
    assert next(drawn(*part) for part in parts_of(b"<div class=content><h2 id=a>A</h2></main>")) == ""


def test_the_index_of_the_bundled_site_leads_to_places(bundled_site: Path) -> None:
    entries = json.loads((bundled_site / "search.json").read_text())
    assert {"client-server-api/", "rooms/v2/", "changelog/v0.2/"} <= {entry["url"] for entry in entries}
    for entry in entries:
        html = (bundled_site / entry["url"] / "index.html").read_text()
        assert entry["sections"], entry["url"]
        assert ("type" in entry) == entry["url"].startswith("changelog/")
        for place, title, _, _ in entry["sections"]:
            assert not place or f"id={place}" in html or f'id="{place}"' in html, (entry["url"], place, title)
