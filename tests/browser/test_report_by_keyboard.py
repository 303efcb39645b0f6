"""The quarterly report of an executor by the keyboard alone, with JavaScript and without it, from the first page to the
public one."""

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import choose, press, reach, sign_in, write

pytestmark = pytest.mark.browser
PATIENCE = 60_000
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FILE = {"name": "справка.png", "mimeType": "image/png", "buffer": PICTURE}
OWED = """
from measures.models import Report
owed = Report.objects.filter(measure__responsibilities__user__username="executor", sent_on=None)
with_facts = owed.filter(measure__indicators__isnull={empty}).order_by("period__due_on")
report = with_facts.first()
print(report.pk, report.get_absolute_url())
"""


@pytest.fixture
def office(portal, browser):
    """`office(name, password, **options)`: the first page of that person, signed in by the keyboard."""
    contexts = []

    def signed_in(name, password, **options):
        contexts.append(context := browser.new_context(base_url=portal.url, locale="ru-RU", **options))
        page = context.new_page()
        sign_in(page, name, password)
        return page

    yield signed_in
    for context in contexts:
        context.close()


def executor_password(portal) -> str:
    return re.search(r"executor / (\S+)", portal.output).group(1)


def open_report(page, key: str) -> None:
    page.goto("/admin/")
    press(page.locator(f".own-report h3 a[href*='/report/edit/{key}/']"))
    page.wait_for_url("**/report/edit/**")
    page.wait_for_load_state("networkidle")


def fill(page) -> None:
    asked = page.locator(".report-cell", has=page.locator("select[name$='-instead'] option[value='']:checked"))
    for number in range(asked.count()):
        write(asked.nth(number).locator("input[name^='spent-']"), "100 000,50")
    facts = page.locator("input[name^='fact-']:not([name$='-not']):not([name$='-why'])")
    for number in range(facts.count()):
        write(facts.nth(number), "3")
    choose(page.locator("#id_status"), "идёт")
    write(page.locator("#id_narrative"), "Бригада объехала все районы.")
    write(page.locator("#id_deviation_reason"), "Деньги пришли позже.")
    # The window that the browser opens there is its own, and takes no keys from a test.
    reach(page.locator("#id_files_added"))
    page.locator("#id_files_added").set_input_files(FILE)


def send(page) -> None:
    press(page.get_by_role("button", name="Отправить на утверждение"))


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
def test_a_report_is_refused_in_words_filled_sent_returned_and_approved(portal, office, script):
    # Of the measures with indicators and of those without: each run has a report of its own.
    key, address = portal.manage("shell", "-v0", "-c", OWED.format(empty=not script)).split()
    executor = office("executor", executor_password(portal), java_script_enabled=script)
    open_report(executor, key)
    write(executor.locator("#id_deviation_reason"), "Напечатано до отказа.")
    send(executor)
    expect(executor.locator(".messages")).to_contain_text("ваш текст остался в форме", timeout=PATIENCE)
    expect(executor.locator(".report-cell__error").first).to_contain_text("впишите сумму (0, если не тратили)")
    expect(executor.locator("#id_deviation_reason")).to_have_value("Напечатано до отказа.")
    fill(executor)
    send(executor)
    expect(executor.locator(".messages")).to_contain_text("Отправлено на проверку", timeout=PATIENCE)
    executor.goto("/admin/")
    own = executor.locator(".own-report", has=executor.locator(f"a[href*='/report/edit/{key}/']"))
    expect(own).to_contain_text("Ждёт утверждения")

    moderator = office(portal.admin, portal.password, java_script_enabled=script)
    decide(moderator, key, "Вернуть с замечанием", "Напишите, сколько семей.")
    executor.goto("/admin/")
    expect(own.locator(".own-report__remark")).to_have_text("Напишите, сколько семей.")
    open_report(executor, key)
    write(executor.locator("#id_narrative"), "Бригада помогла 12 семьям.")
    send(executor)
    expect(executor.locator(".messages")).to_contain_text("Отправлено на проверку", timeout=PATIENCE)
    decide(moderator, key, "Опубликовать")
    executor.goto(address)
    expect(executor.locator("main")).to_contain_text("Бригада помогла 12 семьям.")
    expect(executor.locator("main")).to_contain_text("Редакция 1")
    expect(executor.locator("main")).to_contain_text("справка.png")


def decide(moderator, key: str, decision: str, remark: str = "") -> None:
    moderator.goto(f"/admin/snippets/measures/report/edit/{key}/")
    press(moderator.get_by_role("link", name="К решению: что изменилось"))
    moderator.wait_for_url("**/admin/review/**")
    expect(moderator.locator("main")).to_contain_text("справка.png")
    if remark:
        write(moderator.locator("main textarea"), remark)
    press(moderator.get_by_role("button", name=decision))
    expect(moderator.locator(".messages")).to_contain_text("Возвращено" if remark else "Опубликовано", timeout=PATIENCE)
