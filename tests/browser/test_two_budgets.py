"""Two editors on one budget in two browsers: the second is told, and both texts stand in view."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_back_office import signed_in  # noqa: F401

pytestmark = pytest.mark.browser
PATIENCE = 30_000


@pytest.fixture
def editor(portal, browser, signed_in):  # noqa: F811
    """`editor()`: a page of an own browser, as each of two editors has."""
    contexts = []

    def opened():
        contexts.append(browser.new_context(base_url=portal.url, locale="ru-RU", storage_state=signed_in))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def open_money(page, number: str, title: str):
    page.goto(f"/admin/snippets/measures/measure/?q={title}")
    page.goto(page.locator("table.listing td.title a", has_text=f"{number}. {title}").first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    page.get_by_role("tab", name="Деньги").click()


def test_the_second_of_two_editors_is_told_and_both_sums_are_shown(editor):
    first, second = editor(), editor()
    for page in (first, second):
        open_money(page, "5.1", "Телефон и чат для родителей")
    first.locator("#id_budget_lines-0-note").fill("Первое письмо")
    second.locator("#id_budget_lines-0-note").fill("Второе письмо")
    first.get_by_role("button", name="Сохранить черновик").first.click()
    expect(first.locator(".messages")).to_contain_text("Сохранено", timeout=PATIENCE)
    second.get_by_role("button", name="Сохранить черновик").first.click()
    expect(second.locator(".edit-review")).to_contain_text("Первое письмо", timeout=PATIENCE)
    expect(second.locator(".edit-review")).to_contain_text("Второе письмо")
    expect(second.locator("#id_budget_lines-0-note")).to_have_value("Второе письмо")
