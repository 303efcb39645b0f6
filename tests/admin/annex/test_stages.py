"""What an annex says of amended and of spent money, and of quarters, on its way into the draft."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import AnnexReading, BudgetLine, Stage
from tests.admin.annex.posting import post

pytestmark = pytest.mark.django_db

STAGES = (
    "№\tМероприятие\tИсполнитель\tСрок\tИсточник\tУтверждено, тыс. руб.\tУточнённый план, тыс. руб."
    "\tКассовый расход, тыс. руб.\n"
    "1\tКлуб\tЦентр\t2024\tсредства Фонда\t100,0\t120,0\t{spent}\n"
    "2\tХор\tЦентр\t2024\tсредства Фонда\t10,0\t–\t–\n"
)
QUARTERS = (
    "№\tМероприятие\tИсполнитель\tI квартал 2025 г., областной бюджет, руб."
    "\tII квартал 2025 г., областной бюджет, руб.\n1\tКлуб\tЦентр\t100\t200\n"
)


def reading_of(client, draft, text: str) -> AnnexReading:
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": text})
    return AnnexReading.objects.get()


def stored() -> list[tuple]:
    found = BudgetLine.objects.order_by("measure__number", "stage").values_list("measure__number", "stage", "amount")
    return list(found)


def page_of(client, reading):
    return client.get(reverse("measures_annex", args=[reading.pk]))


def test_each_stage_is_stored_as_its_own(client, draft):
    reading = reading_of(client, draft, STAGES.format(spent="90,0"))
    assert reading.content["measures"][0]["money"].splitlines() == [
        "—; Фонд; 100",
        "—; Фонд; 120; уточнено",
        "—; Фонд; 90; израсходовано",
    ]
    assert post(client, reading, save="1").status_code == 302
    assert stored() == [
        ("1", Stage.AMENDED, Decimal(120_000)),
        ("1", Stage.APPROVED, Decimal(100_000)),
        ("1", Stage.SPENT, Decimal(90_000)),
        ("2", Stage.APPROVED, Decimal(10_000)),
    ]


def test_more_spent_than_planned_is_shown_before_anything_is_saved(client, draft):
    reading = reading_of(client, draft, STAGES.format(spent="120,5"))
    sentences = [check["sentence"] for check in page_of(client, reading).context["sums"].differing_checks]
    assert sentences == ["Израсходовано 120\u00a0500\u00a0₽, это больше плана: 120\u00a0000\u00a0₽."]
    assert stored() == []


def test_a_word_that_is_no_stage_saves_nothing_and_stays(client, draft):
    reading = reading_of(client, draft, STAGES.format(spent="–"))
    page = post(client, reading, save="1", **{"m-0-money": "—; Фонд; 5; потрачено"})
    assert "последним может стоять только одно из" in page.content.decode()
    assert "—; Фонд; 5; потрачено" in page.content.decode()
    assert stored() == []


def test_the_sum_of_quarters_is_taken_only_where_a_person_says_so(client, draft):
    reading = reading_of(client, draft, QUARTERS)
    page = page_of(client, reading)
    assert "2025; Бюджет региона; 300" in page.content.decode()
    assert page.context["sums"].whole == "нет данных"
    post(client, reading, recount="1", **{"m-0-sums": "on"})
    reading.refresh_from_db()
    assert page_of(client, reading).context["sums"].whole == "300\u00a0₽"
    assert post(client, reading, save="1").status_code == 302
    assert stored() == [("1", Stage.APPROVED, Decimal(300))]


def test_a_question_left_open_leaves_the_money_absent(client, draft):
    assert post(client, reading_of(client, draft, QUARTERS), save="1").status_code == 302
    assert stored() == []
