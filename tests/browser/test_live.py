"""`specgen serve` in a real browser: pages follow edits, stay where one reads, and show what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from live import Live, copy_of_the_bundled_tree, serving
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TOP = "name => document.getElementById(name).getBoundingClientRect().top"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_of_the_bundled_tree(tmp_path / "tree")


@pytest.fixture
def live(tree: Path) -> Iterator[Live]:
    with serving(str(tree), "--port", "0") as live:
        yield live


@pytest.fixture
def page(browser: Browser, live: Live) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 850})
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(f"http://127.0.0.1:{live.port}/client-server-api/")
    yield opened
    context.close()
    assert troubles == []


def test_a_page_follows_an_edit_and_stays_where_one_reads(page: Page, tree: Path) -> None:
    source = tree / "site/client-server-api/_index.md"
    last = page.evaluate("[...document.querySelectorAll('main h2[id], main h3[id]')].at(-1).id")
    page.evaluate("name => document.getElementById(name).scrollIntoView({ behavior: 'instant' })", last)
    page.evaluate("scrollBy({ top: -40, behavior: 'instant' })")
    before = page.evaluate(TOP, last)
    head, mark, body = source.read_text().rpartition("---\n\n")
    more = "\n\n".join(f"A new paragraph {number}." for number in range(30))
    source.write_text(f"{head}{mark}{more}\n\n{body}")
    page.wait_for_function(
        "document.body.innerText.includes('A new paragraph 29.') && document.readyState === 'complete'"
    )
    page.wait_for_function(
        "([name, top]) => Math.abs(document.getElementById(name).getBoundingClientRect().top - top) < 3",
        arg=[last, before],
    )


def test_a_broken_file_shows_the_panel_and_recovers(page: Page, tree: Path) -> None:
    document = next((tree / "api/client-server").glob("*.yaml"))
    good = document.read_text()
    panel = page.locator("specgen-problems section")
    panel.wait_for(state="attached")
    assert not panel.is_visible()
    document.write_text(good + "\nx: [\n")
    panel.wait_for(state="visible")
    assert f"api/client-server/{document.name}:" in panel.inner_text()
    assert "yaml-syntax" in panel.inner_text()
    assert page.locator("main > h1").is_visible()
    page.locator("specgen-problems button").click()
    assert not page.locator("specgen-problems ol").is_visible()
    document.write_text(good)
    panel.wait_for(state="hidden")
    assert page.locator("main > h1").is_visible()


def test_what_rules_find_shows_and_what_was_there_is_folded(browser: Browser, tree: Path) -> None:
    source = tree / "site/client-server-api/_index.md"
    text = source.read_text() + "\nAn old old mistake.\n"
    source.write_text(text)
    with serving(str(tree), "--port", "0") as live:
        context = browser.new_context(viewport={"width": 1300, "height": 850})
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{live.port}/client-server-api/")
        panel = page.locator("specgen-problems section")
        panel.get_by_text("1 from before").wait_for(state="visible", timeout=240_000)
        assert not panel.locator("li").first.is_visible()
        source.write_text(text + "\nA new new mistake.\n")
        panel.get_by_text("`new` stands twice in a row").wait_for(state="visible", timeout=240_000)
        assert panel.locator("h2").inner_text().startswith("1 problem")
        assert "`old` stands twice in a row" in panel.inner_text()
        source.write_text(text)
        panel.locator("h2").get_by_text("1 from before").wait_for(state="visible", timeout=240_000)
        assert not panel.locator("li").first.is_visible()
        page.locator("specgen-problems button").click()
        panel.get_by_text("`old` stands twice in a row").wait_for(state="visible")
        context.close()


def test_a_page_says_that_the_server_has_ended(page: Page, live: Live) -> None:
    assert live.end() == 130
    page.wait_for_function("document.querySelector('specgen-problems').shadowRoot.textContent.includes('has ended')")
