"""A card grows old: three letters to its institution, then out of the lists, and back by one press in the cabinet.

Time passes in the data: what the portal knows of its past is moved back, while the clock of the machine stays.
"""

import datetime
import re
from email import message_from_string
from email.policy import default
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_cabinet import PATIENCE, decide, office  # noqa: F401

pytestmark = pytest.mark.browser
# The card of the institution that has a cabinet, last checked so that its term is in twenty days. Its services have
# just been checked: a letter is called by the most urgent of all that it names.
BEGIN = """
from django.utils.timezone import localdate
from datetime import timedelta
from services_directory.models import Location, Provider, ReviewReminder
card = Provider.objects.get(memberships__user__username="organisation")
ReviewReminder.objects.filter(provider=card).delete()
Location.objects.filter(pk=card.locations.first().pk).update(email="office@example.org")
Provider.objects.filter(pk=card.pk).update(
    verified_on=localdate() - timedelta(160), next_review_on=localdate() + timedelta(20))
card.services.update(verified_on=localdate(), next_review_on=localdate() + timedelta(400))
print(card.slug, card.name, sep="|")
"""
# So many days later the timer has run; twice, for it may, and that must send nothing twice.
PASS = """
from django.core.management import call_command
from django.db.models import F
from datetime import timedelta
from services_directory.models import Provider, ReviewReminder
days = timedelta({days})
cards = Provider.objects.filter(slug="{slug}")
ReviewReminder.objects.filter(provider__in=cards).update(due_on=F("due_on") - days)
cards.update(verified_on=F("verified_on") - days, next_review_on=F("next_review_on") - days)
for command in ("send_reminders", "send_reminders", "refresh_freshness"):
    call_command(command)
"""


@pytest.fixture
def family(open_page):
    """`family(path)`: the page on a phone without script."""
    return partial(open_page, java_script_enabled=False, viewport={"width": 360, "height": 740})


def test_three_letters_then_out_of_the_lists_and_back_by_one_press(portal, office, family, tmp_path):  # noqa: F811
    slug, name = portal.manage("shell", "-v0", "-c", BEGIN).strip().split("|")

    def letters(after: int) -> list[str]:
        """What came to the institution after so many days more, by subject."""
        mail = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        portal.manage("shell", "-v0", "-c", PASS.format(days=after, slug=slug), EMAIL_URL=f"filemail:///{mail}")
        return subjects(slug, mail)

    assert letters(0) == ["Проверьте сведения на портале"]
    assert letters(34) == ["Срок проверки прошёл: проверьте сведения на портале"]
    assert letters(16) == ["Срочно: карточки скоро уйдут из списков портала"]
    listed = f"/providers/?q={quote(name)}"
    expect(family(listed).locator("main .rows")).to_contain_text(name)
    assert letters(31) == []
    hidden = family(listed)
    expect(hidden.locator("#found")).to_be_visible()
    assert hidden.locator(".rows", has_text=name).count() == 0
    hidden.locator("summary", has_text="Уточнить").click()
    hidden.get_by_label("Показать и давно не проверенные").check()
    hidden.get_by_role("button", name="Показать").click()
    expect(hidden.locator("main .rows")).to_contain_text("Давно не проверяли")
    hidden.get_by_role("link", name=name).first.click()
    expect(hidden.locator("main")).to_contain_text("Сведения могли устареть")
    confirm(office("organisation", width=360))
    expect(family(listed).locator("main .rows")).to_contain_text(name)
    expect(family(f"/providers/{slug}/").locator("main")).to_contain_text("Сведения проверены")
    assert letters(0) == []


def subjects(slug: str, mail: Path) -> list[str]:
    """Of the letters that name the card."""
    letters = [
        message_from_string(text, policy=default)
        for kept in mail.glob("*.log")
        for text in re.split(r"^-{70,}\n", kept.read_text(), flags=re.MULTILINE)
    ]
    return [each["Subject"].strip() for each in letters if f"/providers/{slug}/" in each.get_content()]


def confirm(page) -> None:
    card = page.locator(".cabinet-card", has_text="Карточка организации").first
    expect(card).to_contain_text("проверить до")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    card.get_by_role("button", name="Всё верно, проверено сегодня").click()
    expect(page.locator(".messages")).to_contain_text("Проверена сегодня 1 карточка", timeout=PATIENCE)
    expect(page.locator(".cabinet-card", has_text="Карточка организации").first).not_to_contain_text("Всё верно")


CLOSED = """
from datetime import timedelta
from services_directory.models import Service
service = Service.objects.get(pk={pk})
service.closed_from -= timedelta({days})
service.closed_until -= timedelta({days})
service.save()
"""
# One of the institution's services that no edit of the demo waits for; the longest name is a part of no other.
SETTLED = """
from services_directory.models import Service
own = Service.objects.published().filter(provider__memberships__user__username="organisation")
own.update(closed_from=None, closed_until=None, closed_reason="")
card = max(own.filter(has_unpublished_changes=False), key=lambda each: len(each.name))
card.save()
print(card.pk, card.slug, card.name, sep="|")
"""


def test_closed_for_a_while_by_the_institution_and_open_again_by_itself(portal, office, family):  # noqa: F811
    pk, slug, name = portal.manage("shell", "-v0", "-c", SETTLED).strip().split("|")
    first, last = datetime.date.today() - datetime.timedelta(1), datetime.date.today() + datetime.timedelta(20)
    close(office("organisation"), name, [f"{day:%d.%m.%Y}" for day in (first, last)])
    assert "Временно закрыто" not in family(f"/services/{slug}/").locator("main").inner_text()
    publish(office(portal.admin), name)
    card = family(f"/services/{slug}/")
    expect(card.locator(".page-head")).to_contain_text("закрыто")
    expect(card.locator(".page-head")).to_contain_text("отпуск")
    listed = family(f"/services/?q={quote(name)}").locator("main article", has_text=name).first
    expect(listed).to_contain_text(
        re.compile(rf"Временно закрыто с {first.day}\b.* по {last.day}\b.*: отпуск специалиста")
    )
    opened = family(f"/services/?q={quote(name)}&when=now")
    expect(opened.locator("h1")).to_be_visible()
    assert opened.get_by_role("link", name=name, exact=True).count() == 0
    portal.manage("shell", "-v0", "-c", CLOSED.format(pk=pk, days=30))
    again = family(f"/services/{slug}/")
    expect(again.locator(".page-head")).to_contain_text(name)
    assert "закрыто" not in again.locator(".page-head").inner_text()


def close(page, name: str, days: list[str]) -> None:
    page.locator(".cabinet-card", has_text=name).get_by_role("link", name="Изменить").click()
    page.wait_for_url("**/edit/**")
    page.wait_for_load_state("networkidle")
    page.get_by_role("tab", name="Как получить").click()
    type_date(page, "closed_from", "31.02.2027")
    type_date(page, "closed_from", days[0])
    type_date(page, "closed_until", days[1])
    page.locator("#id_closed_reason").fill("отпуск специалиста")
    page.get_by_role("button", name=re.compile("Отправить на проверку")).click()
    page.locator(".messages", has_text="Отправлено на проверку").wait_for(timeout=PATIENCE)


def type_date(page, name: str, text: str) -> None:
    """The calendar goes when the field is left, and what was typed stays, though it may be no date."""
    field, calendar = page.locator(f"#id_{name}"), page.locator(".xdsoft_datetimepicker:visible")
    field.fill(text)
    expect(calendar).to_have_count(1)
    page.locator("#id_closed_reason").focus()
    expect(calendar).to_have_count(0)
    expect(field).to_have_value(text)


def publish(page, name: str) -> None:
    page.goto("/admin/")
    page.locator("tr", has_text=name).get_by_role("link").first.click()
    expect(page.locator(".differences").first).to_contain_text("отпуск специалиста")
    page.get_by_role("button", name="Опубликовать").click()
    page.wait_for_url("**/admin/", timeout=PATIENCE)
