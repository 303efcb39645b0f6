"""A terminal in a hall: large targets, no way out, and nothing left for the next visitor."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, portal):
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
    page = context.new_page()
    page.clock.install()
    page.goto(portal.url + "/kiosk/")
    yield page
    context.close()


def card_of(portal) -> str:
    return next(path for path in portal.paths() if path.startswith("/services/") and path != "/services/")


def test_targets_are_large(page):
    for tile in page.locator(".kiosk-tile").all():
        box = tile.bounding_box()
        assert min(box["width"], box["height"]) >= 120


def test_the_mode_stays_on_the_next_page(page):
    page.get_by_role("link", name="Найти помощь Услуги").click()
    expect(page.get_by_role("button", name="Начать сначала")).to_be_visible()


def test_nothing_leads_out(page, portal):
    page.goto(portal.url + card_of(portal))
    expect(page.get_by_role("button", name="Начать сначала")).to_be_visible()
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    assert [href for href in hrefs if not href.startswith(portal.url)] == []
    assert [href for href in hrefs if href.endswith((".pdf", ".vcf"))] == []


def test_a_file_that_cannot_be_taken_has_no_button(page, portal):
    page.goto(portal.url + "/materials/first-visit/")
    expect(page.get_by_role("button", name="Начать сначала")).to_be_visible()
    expect(page.locator("main a.button").first).to_be_hidden()
    assert page.locator("main a[href^='/documents/']").count() == 0


def test_an_idle_minute_forgets_everything(page, portal):
    page.goto(portal.url + "/services/?q=няня")
    expect(page.get_by_role("button", name="Начать сначала")).to_be_visible()
    page.evaluate("localStorage.setItem('saved', '[\"s1\"]')")
    page.clock.run_for(51_000)
    expect(page.get_by_text("Вы ещё здесь?")).to_be_visible()
    page.clock.run_for(10_000)
    page.wait_for_url(portal.url + "/kiosk/")
    assert page.evaluate("localStorage.length") == 0


def test_a_touch_keeps_the_page(page, portal):
    page.goto(portal.url + "/services/")
    expect(page.get_by_role("button", name="Начать сначала")).to_be_visible()
    page.clock.run_for(51_000)
    page.touchscreen.tap(500, 300)
    page.clock.run_for(51_000)
    assert page.url == portal.url + "/services/"


def test_other_tabs_are_no_kiosk(browser, portal):
    context = browser.new_context()
    page = context.new_page()
    page.goto(portal.url + "/services/")
    assert page.evaluate("document.documentElement.dataset.kiosk") is None
    context.close()
