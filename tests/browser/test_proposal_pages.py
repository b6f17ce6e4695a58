"""Pages of proposals in a real browser: search, links both ways, a preview on a phone, without a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import serving
from conftest import run
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
FIRST = """# MSC4001: Room bans

As [MSC4002](4002-knocking.md#how-it-works) says.

> [!NOTE]
> Mind the gap.

| Field | Type |
|---|---|
| `a_name_that_is_longer_than_any_phone_could_ever_show_on_one_line_of_text` | `string` |

- [x] done

```json
{"a": 1} // why, and much more than one would expect to read in a comment behind some JSON, since it goes on and on
```

```mermaid
sequenceDiagram
  Alice->>Bob: Hello
```

<details><summary>More</summary>

Hidden text.
</details>

Said elsewhere[^1].

## Security considerations

TODO

[^1]: The note.
"""
SECOND = "# MSC4002: Knocking\n\nText.\n\n" + "Much text.\n\n" * 80 + "## How it works\n\nSo.\n"
ROWS = "[...document.querySelectorAll('.proposals tbody tr')]"
TYPED = f"{ROWS}.filter(row => !row.hidden).map(row => row.cells[0].innerText)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("proposals")
    (place / "proposals").mkdir()
    (place / "proposals/4001-room-bans.md").write_text(FIRST)
    (place / "proposals/4002-knocking.md").write_text(SECOND)
    run("msc", "list", str(place), "-o", str(place / "list"))
    run("msc", "preview", str(place / "proposals/4001-room-bans.md"), "-o", str(place / "preview"))
    return place


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with serving(folder) as url:
        yield url


def test_the_list_is_searched_while_one_types(page: Page, site: str) -> None:
    page.goto(f"{site}/list/")
    assert page.evaluate(TYPED) == ["4002", "4001"]
    page.get_by_label("Search", exact=True).last.fill("ROOM accepted")
    assert page.evaluate(TYPED) == ["4001"]
    expect(page.locator("output")).to_have_text("1 found")
    page.reload()
    assert page.evaluate(TYPED) == ["4001"]
    page.locator(".search input").fill("")
    assert page.evaluate(TYPED) == ["4002", "4001"]


def test_links_between_proposals_lead_both_ways(page: Page, site: str) -> None:
    page.goto(f"{site}/list/")
    page.locator(".proposals").get_by_role("link", name="4001").click()
    expect(page.locator("h1")).to_have_text("MSC4001: Room bans")
    page.locator("main p").get_by_role("link", name="MSC4002").click()
    page.wait_for_url("**/4002/index.html#how-it-works")
    assert page.evaluate("document.getElementById('how-it-works').getBoundingClientRect().top") < 800
    page.locator(".box").get_by_role("link", name="MSC4001").click()
    expect(page.locator("h1")).to_have_text("MSC4001: Room bans")
    page.get_by_role("link", name="Proposals").first.click()
    expect(page.locator("h1")).to_have_text("Proposals")


def test_a_preview_leads_from_its_findings_to_their_places(page: Page, site: str) -> None:
    page.goto(f"{site}/preview/")
    page.locator(".findings li", has_text="msc-placeholder").get_by_role("link").click()
    assert page.evaluate("document.querySelector(':target') !== null")
    expect(page.locator("main")).to_contain_text("Alice->>Bob: Hello")
    assert not page.get_by_text("Hidden text.").is_visible()
    page.get_by_text("More", exact=True).click()
    assert page.get_by_text("Hidden text.").is_visible()
    page.locator("sup a").click()
    assert "The note." in page.locator(":target").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_preview_fits_a_phone_and_needs_no_server(browser: Browser, folder: Path, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.goto((folder / "preview/index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    light = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (scheme == "light")
    context.close()
    assert troubles == []
