"""A worker of an institution changes a phone, a moderator sees the difference and publishes it, the public sees it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PATIENCE = 60_000
OLD, NEW = "+79990000001", "+79990000002"


@pytest.fixture
def office(portal, browser):
    """`office("admin")`: a page of that person; at the end no page may have complained of anything."""
    password = re.search(r"A cabinet: .* organisation / (\S+)", portal.output)
    people = {"organisation": password and password.group(1), portal.admin: portal.password}
    contexts, problems = [], []

    def signed_in(name: str, width: int = 1280):
        context = browser.new_context(base_url=portal.url, locale="ru-RU", viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(name)
        page.locator("input[name=password]").fill(people[name])
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/admin/")
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert problems == []


def send_phone(page, number: str):
    """From the first page into the place's card, one phone left in it, and off to the moderator."""
    page.goto("/admin/")
    page.locator(".cabinet__heading", has_text="Места приёма").locator("+ .cabinet-card a").first.click()
    add, phone = page.get_by_role("button", name="Добавить: телефон"), page.locator("input[name$=-number]:visible")
    # Rows are made by a script: before it has run there is neither a row nor a way to add one.
    add.wait_for()
    if not phone.count():
        add.click()
    phone.first.fill(number)
    page.get_by_role("button", name=re.compile("Отправить на проверку")).click()
    page.locator(".messages", has_text="Отправлено на проверку").wait_for(timeout=PATIENCE)


def settle(page):
    """A kept database may hold an edit of the place that still waits."""
    page.goto("/admin/")
    if page.locator("tr", has_text="место приёма").count():
        decide(page, "Опубликовать")


def decide(page, button: str, comment: str = ""):
    page.goto("/admin/")
    page.locator("tr", has_text="место приёма").get_by_role("link").first.click()
    page.get_by_label("Замечание").fill(comment)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/admin/", timeout=PATIENCE)


def public_card(portal, page) -> str:
    """As a stranger gets it: a browser keeps a public page for a minute."""
    page.goto("/admin/")
    address = page.locator(".cabinet-card").first.get_by_role("link", name="Посмотреть на сайте").get_attribute("href")
    return portal.get(address)[2].decode()


def test_a_phone_goes_from_the_cabinet_through_the_moderator_to_the_public(office, portal):
    reporter, moderator = office("organisation"), office(portal.admin)
    settle(moderator)
    send_phone(reporter, OLD)
    decide(moderator, "Опубликовать")
    send_phone(reporter, NEW)
    assert f"tel:{OLD}" in public_card(portal, reporter)
    assert f"tel:{NEW}" not in public_card(portal, reporter)
    moderator.goto("/admin/")
    moderator.locator("tr", has_text="место приёма").get_by_role("link").first.click()
    expect(moderator.locator(".differences__side--old").first).to_contain_text("999 000-00-01")
    expect(moderator.locator(".differences__side--new").first).to_contain_text("999 000-00-02")
    decide(moderator, "Опубликовать")
    assert f"tel:{NEW}" in public_card(portal, reporter)
    assert f"tel:{OLD}" not in public_card(portal, reporter)


def test_a_returned_edit_comes_back_with_words_on_a_phone(office, portal):
    reporter, moderator = office("organisation", width=360), office(portal.admin, width=360)
    settle(moderator)
    send_phone(reporter, "+79990000003")
    decide(moderator, "Вернуть с замечанием", "Проверьте последнюю цифру")
    reporter.goto("/admin/")
    card = reporter.locator(".cabinet-card", has_text="Проверьте последнюю цифру")
    card.get_by_role("link", name="Исправить").click()
    expect(reporter.get_by_text("Проверьте последнюю цифру")).to_be_visible()
    assert reporter.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_not_hers_is_shut(office):
    page = office("organisation")
    for address in ("/admin/pages/", "/admin/reports/workflow/", "/admin/images/", "/admin/users/"):
        page.goto(address)
        assert page.url.endswith("/admin/")
