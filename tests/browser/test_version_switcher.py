"""The switcher between versions in a real browser."""

import sys
from collections.abc import Iterator

import pytest
from chromium import Watch, serving
from conftest import ROOT, run
from playwright.sync_api import Browser, Page, expect

sys.path.append(str(ROOT / "tests/publish"))
from spec_repository import make_repository

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server for the site of all versions, below a folder."""
    place = tmp_path_factory.mktemp("versions")
    run("publish", str(make_repository(place / "spec")), "-o", str(place / "www/s"), "--base-url", "/s", "-q")
    with serving(place / "www") as url:
        yield f"{url}/s"


def switch(page: Page, name: str) -> None:
    page.locator(".versions > summary").click()
    page.locator(".versions li a", has_text=name).click()


def test_the_same_page_and_anchor(page: Page, versions: str) -> None:
    page.goto(f"{versions}/latest/topics/#colours")
    switch(page, "v1.0")
    page.wait_for_url(f"{versions}/v1.0/topics/#colours")
    assert page.locator(".version-notice").count() == 0
    assert page.locator(".version-banner").count() == 1
    page.locator(".version-banner a").click()
    page.wait_for_url(f"{versions}/latest/topics/")


def test_a_page_under_another_name_keeps_its_anchor(page: Page, versions: str) -> None:
    page.goto(f"{versions}/v1.0/guide/#next-steps")
    switch(page, "v1.1")
    page.wait_for_url(f"{versions}/v1.1/manual/#next-steps")
    switch(page, "v1.0")
    page.wait_for_url(f"{versions}/v1.0/guide/#next-steps")


def test_an_anchor_that_is_not_there_is_told(page: Page, versions: str) -> None:
    page.goto(f"{versions}/v1.1/manual/#after-that")
    switch(page, "v1.0")
    expect(page.locator(".version-notice")).to_contain_text("There is no “#after-that” on this page in v1.0.")
    page.get_by_role("link", name="Back to v1.1").click()
    page.wait_for_url(f"{versions}/v1.1/manual/#after-that")
    assert page.locator(".version-notice").count() == 0


def test_a_page_that_is_not_there_is_told(page: Page, versions: str) -> None:
    page.goto(f"{versions}/v1.0/old/")
    switch(page, "v1.1")
    expect(page.locator(".version-notice")).to_contain_text("v1.1 has no page “Old things”.")
    assert page.url == f"{versions}/v1.1/"
    page.get_by_role("button", name="Close").click()
    assert page.locator(".version-notice").count() == 0
    page.reload()
    assert page.locator(".version-notice").count() == 0


def test_redirects_take_the_anchor_along(page: Page, versions: str) -> None:
    page.goto(f"{versions}/latest/guide/#last-steps")
    page.wait_for_url(f"{versions}/latest/manual/#last-steps", wait_until="networkidle")
    page.goto(f"{versions}/latest/old/#relics")
    page.wait_for_url(f"{versions}/v1.0/old/#relics", wait_until="networkidle")
    page.goto(f"{versions}/")
    page.wait_for_url(f"{versions}/latest/", wait_until="networkidle")


def test_what_a_left_document_asked_for_is_no_trouble(browser: Browser, versions: str) -> None:
    """On a slow machine a redirect comes before the page that it leaves is complete; then its requests are given up."""
    seen: dict[bool, list[str]] = {}
    for leaves in (True, False):
        context = browser.new_context()
        opened, troubles = context.new_page(), list[str]()
        watch = Watch(opened, troubles)
        opened.route("**/slow.css", lambda route: None if leaves else route.abort("aborted"))  # noqa: B023
        opened.goto(f"{versions}/v1.0/topics/")
        sheet = "const a = document.createElement('link'); a.rel = 'stylesheet'; a.href = '/slow.css'"
        with opened.expect_request("**/slow.css"):
            opened.evaluate(f"{sheet}; document.head.append(a)")
        if leaves:
            opened.goto(f"{versions}/latest/guide/#last-steps")
            opened.wait_for_url(f"{versions}/latest/manual/#last-steps")
        else:
            opened.wait_for_timeout(200)
        watch.end()
        seen[leaves] = [trouble for trouble in troubles if "slow.css" in trouble]
        context.close()
    assert (len(seen[True]), len(seen[False])) == (0, 1)


def test_keyboard_and_phone(page: Page, versions: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{versions}/v1.0/topics/")
    page.locator(".versions > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".versions li a[aria-current]")).to_have_text("v1.02024")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.locator(".versions > div").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    assert not page.locator(".versions > div").is_visible()
    page.goto(f"{versions}/versions/guide/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_a_page_lists_the_versions(browser: Browser, versions: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{versions}/v1.1/manual/")
    opened.locator(".versions > summary").click()
    opened.get_by_role("link", name="This page in all versions").click()
    opened.get_by_role("link", name="Guide").click()
    assert opened.url == f"{versions}/v1.0/guide/"
    opened.goto(f"{versions}/latest/guide/")
    opened.wait_for_url(f"{versions}/latest/manual/")
    context.close()
