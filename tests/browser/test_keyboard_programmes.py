"""Programmes by the keyboard alone: an annex is pasted and agreed to, a line of the budget is typed and counted."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import choose, press, reach, sign_in, write

pytestmark = pytest.mark.browser
PATIENCE = 30_000
DRAFT = """
from measures.models import Programme
Programme.objects.filter(title="Черновик с клавиатуры").delete()
Programme.objects.create(title="Черновик с клавиатуры", slug="from-keyboard", year_from=2025, year_to=2026, live=False,
    territory=Programme.objects.get(slug="zarechny-2025-2026").territory)
"""
ROWS = [
    ["№ п/п", "Мероприятие", "Исполнители", "Срок реализации", "Источник", "2025 год, руб.", "2026 год, руб."],
    ["1", "Семейный лагерь", "Центр «Семья»", "2025-2026", "Бюджет региона", "1 250 000,00", "300 000,00"],
    ["2", "Тренинг для родителей", "Центр «Семья»", "2025", "Бюджет региона", "40 000,00", "-"],
]  # fmt: skip


@pytest.fixture
def page(portal, browser):
    """Of the administrator, who has signed in with the keyboard."""
    context = browser.new_context(base_url=portal.url, locale="ru-RU")
    page = context.new_page()
    sign_in(page, portal.admin, portal.password)
    yield page
    context.close()


def test_an_annex_is_pasted_looked_through_and_agreed_to(portal, page):
    page.goto("/admin/measures/annexes/")
    page.wait_for_load_state("networkidle")
    press(page.get_by_role("button", name="Прочитать"))
    expect(page.get_by_role("alert")).to_contain_text("Не прочитано", timeout=PATIENCE)
    portal.manage("shell", "-v0", "-c", DRAFT)
    page.goto("/admin/measures/annexes/")
    page.wait_for_load_state("networkidle")
    choose(page.locator("#id_programme"), "Черновик с клавиатуры")
    write(page.locator("#id_text"), "\n".join("\t".join(row) for row in ROWS))
    press(page.get_by_role("button", name="Прочитать"))
    page.wait_for_url(re.compile(r"/annexes/\d+/$"))
    expect(page.locator(".annex__row")).to_have_count(2, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    write(page.locator("textarea[name$='-title']").first, "Лагерь для всей семьи")
    press(page.get_by_role("button", name="Согласиться"), "Space")
    page.wait_for_url("**/programme/edit/**")
    expect(page.locator(".messages")).to_contain_text("мероприятий: 2", timeout=PATIENCE)
    page.goto("/admin/snippets/measures/measure/?q=Лагерь+для+всей+семьи")
    expect(page.locator("table.listing")).to_contain_text("Лагерь для всей семьи", timeout=PATIENCE)


def test_a_line_of_the_budget_is_added_counted_and_struck_out(page):
    page.goto("/admin/snippets/measures/measure/?q=Выездная+бригада")
    press(page.locator("table.listing td.title a").first)
    page.wait_for_url("**/measure/edit/**")
    page.wait_for_load_state("networkidle")
    reach(page.get_by_role("tab", selected=True))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Деньги")).to_have_attribute("aria-selected", "true")
    rows, total = page.locator("input[name^='budget_lines-'][name$='-amount']"), page.locator("live-totals")
    expect(total).to_contain_text("Всего")
    before, whole = rows.count(), total.locator("p", has_text="Всего").inner_text()
    press(page.locator("#id_budget_lines-ADD"))
    expect(rows).to_have_count(before + 1)
    line = f"#id_budget_lines-{before}"
    choose(page.locator(f"{line}-source"), "Бюджет региона")
    write(page.locator(f"{line}-year"), "2026")
    write(page.locator(f"{line}-amount"), "7 000 000,50")
    changed = total.locator("p", has_text="Всего")
    expect(changed).to_contain_text(",50", timeout=PATIENCE)
    press(page.locator(f"{line}-DELETE-button"))
    expect(changed).to_have_text(whole, timeout=PATIENCE)
