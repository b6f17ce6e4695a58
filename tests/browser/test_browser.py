"""The bundled site in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import serving
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WAYS = [
    "/",
    "/client-server-api/",
    "/server-server-api/",
    "/rooms/v2/",
    "/olm-megolm/megolm/",
    "/proposals/",
    "/appendices/",
    "/changelog/v0.2/",
    "/404.html",
]


@pytest.fixture(scope="module")
def address(bundled_site: Path) -> Iterator[str]:
    """Return the address of a server for the bundled site."""
    with serving(bundled_site) as url:
        yield url


def test_a_deep_anchor_lands_below_the_bar_and_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/client-server-api/#get_matrixclientv3sync")
    top = "document.querySelector(':target').getBoundingClientRect().top"
    first = page.evaluate(top)
    page.wait_for_timeout(400)
    assert first == page.evaluate(top)
    assert page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom") <= first <= 200


def test_a_link_in_a_type_leads_to_its_table(page: Page, address: str) -> None:
    page.goto(f"{address}/client-server-api/")
    link = page.locator("details.http-api td a[href^='#']").first
    target = str(link.get_attribute("href"))[1:]
    link.click()
    assert page.evaluate("location.hash.slice(1)") == target
    assert page.evaluate("document.querySelector(':target').tagName") == "TABLE"


def test_the_theme_follows_the_system_switches_and_stays(page: Page, address: str) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page.goto(f"{address}/")
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert light != dark
    page.goto(f"{address}/appendices/")
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == light
    page.evaluate("localStorage.clear()")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/")
    assert page.evaluate(paper) == dark


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("width", [360, 1300])
def test_no_page_scrolls_sideways_or_complains(page: Page, address: str, way: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + way)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("main h1").count() >= 1


def test_the_contents_follow_the_reader(page: Page, address: str) -> None:
    page.goto(f"{address}/server-server-api/")
    last = page.locator(".contents li > a").last
    page.evaluate("name => document.getElementById(name).scrollIntoView()", str(last.get_attribute("href"))[1:])
    page.wait_for_function(
        "document.querySelector('.contents a.here') === [...document.querySelectorAll('.contents li > a')].at(-1)"
    )
    box = last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 850


def test_the_menu_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/")
    assert not page.locator(".sidebar").is_visible()
    page.locator(".menu").click()
    page.locator(".sidebar a", has_text="Appendices").first.click()
    page.wait_for_url("**/appendices/")


def test_something_closed_opens_for_its_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}/server-server-api/")
    closed = page.locator("details.definition:not([open])").first
    name = closed.get_attribute("id")
    page.goto(f"{address}/server-server-api/#{name}")
    assert page.evaluate("document.querySelector(':target').open")


def test_without_scripts_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    opened = context.new_page()
    opened.goto(f"{address}/client-server-api/")
    assert opened.locator(".sidebar").is_visible()
    opened.goto(f"{address}/client-server-api/#mroommember")
    assert opened.locator("#mroommember").is_visible()
    context.close()


def test_keyboard_and_landmarks(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    for landmark in ("body > header", "body > footer", ".columns > main", ".columns > aside"):
        assert page.locator(landmark).count() == 1
