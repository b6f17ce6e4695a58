"""Search in a real browser: by keyboard, from any page, also where the site stands below a folder."""

from collections.abc import Iterator

import pytest
from chromium import serving
from conftest import ROOT, run
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the bundled site, below a folder."""
    place = tmp_path_factory.mktemp("search")
    run("build", "--no-cache", "-q", "-o", str(place / "s/v1"), "--base-url", "/s/v1", cwd=ROOT)
    with serving(place) as url:
        yield f"{url}/s/v1"


def ask(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)


def test_from_the_keyboard_to_an_operation_and_back_to_reading(page: Page, site: str) -> None:
    page.goto(f"{site}/appendices/")
    ask(page, "get sync")
    expect(page.get_by_role("option", selected=True)).to_contain_text("GET /_matrix/client/v3/sync")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/client-server-api/#get_matrixclientv3sync")
    ask(page, "m.room.member")
    expect(page.get_by_role("option", selected=True).locator("b")).to_have_text("m.room.member")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/client-server-api/#mroommember")
    expect(page.locator("dialog")).not_to_be_visible()


def test_words_that_are_nowhere_and_words_that_are_markup(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("<b>(.*")
    expect(page.get_by_role("status")).to_have_text("Nothing found")
    page.keyboard.press("Enter")
    page.get_by_role("combobox").fill("")
    expect(page.get_by_role("status")).to_have_text("")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()


def test_an_index_that_is_gone_is_told(browser: Browser, site: str) -> None:
    context = browser.new_context()
    opened = context.new_page()
    opened.route("**/search.json", lambda route: route.fulfill(status=404))
    opened.goto(f"{site}/")
    ask(opened, "sync")
    expect(opened.get_by_role("status")).to_have_text("The index cannot be fetched")
    context.close()


def test_without_scripts_there_is_no_button(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{site}/")
    expect(opened.locator("button.find")).not_to_be_visible()
    context.close()
