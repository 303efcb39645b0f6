"""«Something is wrong here» by the keyboard alone, without a script and without a cookie."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(portal, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def press_until(page, selector: str, key: str = "Tab") -> None:
    """Move the focus until it stands there."""
    for _press in range(150):
        page.keyboard.press(key)
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_a_reader_reports_a_mistake_with_the_keyboard_alone(portal, page):
    card = next(path for path in portal.paths("/sitemap-services.xml") if "zarechny" in path)
    page.goto(portal.url + card)
    press_until(page, ".report-link a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/**")
    press_until(page, "[name=kind]")
    page.keyboard.press("Space")
    press_until(page, "#text")
    page.keyboard.type("Телефон не отвечает")
    press_until(page, ".report button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/feedback/\w{5}-\w{5}/"))
    expect(page.locator("h1")).to_contain_text("сообщение принято")
    page.wait_for_load_state()
    assert "Телефон не отвечает" not in page.content()
    assert page.context.cookies() == []


def test_a_form_that_fails_keeps_the_text_and_leads_to_the_mistake(portal, page):
    page.goto(portal.url + "/feedback/")
    page.check("[name=kind][value=other]")
    page.fill("#text", "Не открывается список")
    page.fill("#contact", "кому угодно")
    page.click(".report button")
    expect(page.locator("main")).to_contain_text("Не отправлено")
    expect(page.locator("#text")).to_have_value("Не открывается список")
    mistake = page.get_attribute("#contact", "aria-describedby")
    expect(page.locator(f"#{mistake}")).to_contain_text("ни на почту, ни на телефон")
