"""The media plan as people use it: on a phone without a script, and an editor who logs what came out."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PLAN = "/programmes/zarechny-2025-2026/media-plan/"


@pytest.fixture
def phone(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_months_are_read_on_a_phone_without_a_script(portal, phone):
    phone.goto(f"{portal.url}{PLAN}?month=2026-03")
    assert not phone.locator(".media-calendar").is_visible()
    assert "вышло: Газета «Ольховские вести»" in phone.inner_text(".media-days")
    phone.click(".media-months a >> text=Октябрь 2026")
    expect(phone.locator(".media-days")).to_contain_text("крайний день: 4. Передача о приёмных семьях")
    assert phone.context.cookies() == []


@pytest.mark.parametrize("path", [PLAN, "/programmes/vladimir-2020/media-plan/", "/coverage/?region=zarechny"])
def test_pages_fit_the_narrowest_phone(portal, browser, path):
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(portal.url + path)
    assert fits(page)
    context.close()


def test_an_editor_logs_a_publication_and_loses_nothing_to_a_mistake(portal, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(portal.url + "/admin/login/")
    page.fill("[name=username]", portal.admin)
    page.fill("[name=password]", portal.password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(portal.url + "/admin/publicity/?state=overdue&channel=tv")
    page.locator("table tr", has_text="Передача о приёмных семьях").locator("a", has_text="Отметить").click()
    page.select_option("[name=channel]", "tv")
    page.fill("[name=place]", "Краевой канал, программа «Дом»")
    page.fill("[name=published_on]", "2026-10-09")
    page.fill("[name=link]", "http://tv.zarechny.example/dom")
    page.click("form[enctype] button[type=submit]")
    expect(page.locator("main")).to_contain_text("Адрес должен начинаться с https://")
    expect(page.locator("[name=place]")).to_have_value("Краевой канал, программа «Дом»")
    page.fill("[name=link]", "https://tv.zarechny.example/dom")
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/admin/publicity/items/**")
    page.goto(portal.url + PLAN)
    item = page.locator("#item-4")
    assert "Опубликовано" in item.inner_text()
    assert item.locator("a[href='https://tv.zarechny.example/dom']").count() == 1
    context.close()
