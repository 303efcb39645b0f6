"""Money of a plan in the back office: an approved sum moves by an act alone, and of two editors the second is told."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_back_office import publish, signed_in  # noqa: F401

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


def test_an_approved_sum_moves_only_by_an_act_and_the_ledger_says_so(editor):
    page = editor()
    open_money(page, "5.3", "Краевой форум семей")
    sum_of_line = page.locator("#id_budget_lines-0-amount")
    before = sum_of_line.input_value()
    sum_of_line.fill("1 234 567,50")
    publish(page)
    expect(page.locator("body")).to_contain_text("Вы меняете утверждённый план", timeout=PATIENCE)
    expect(sum_of_line).to_have_value("1 234 567,50")
    page.get_by_role("tab", name="Изменение плана").click()
    page.locator("[name=plan_basis][value=act]").check()
    page.locator("#id_plan_act").select_option(index=1)
    act = page.locator("#id_plan_act option:checked").inner_text().strip()
    page.locator("#id_plan_from").fill("01.11.2026")
    page.locator("#id_plan_from").press("Tab")
    page.get_by_role("tab", name="Изменение плана").click()  # the calendar closes
    publish(page)
    expect(page.locator(".messages")).to_contain_text("Краевой форум семей", timeout=PATIENCE)
    page.goto("/programmes/zarechny-2025-2026/changes/")
    moved = page.locator("main")
    for said in (before, "1 234 567,50", act[:30]):
        expect(moved).to_contain_text(said)
