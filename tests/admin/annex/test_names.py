"""Whose money it is, said once for all rows; rows to look at, named at the top of the page."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import AnnexReading, BudgetLine, Measure
from tests.admin.annex.posting import post

pytestmark = pytest.mark.django_db

NAMELESS = (
    "№\tМероприятие\tИсполнитель\tСрок\tСумма, руб.\n"
    "1\tКлуб\tЦентр\t2024\t100\n2\tХор\tЦентр\t2024\t200\n3\tСовет\tЦентр\t2024\tне требуется\n"
)
BY_CAPTION = f"Мероприятия за счёт средств Фонда\n\n{NAMELESS}"


def reading_of(client, draft, text: str) -> AnnexReading:
    client.post(reverse("measures_annexes"), {"programme": draft.pk, "text": text})
    return AnnexReading.objects.get()


def page_of(client, reading):
    return client.get(reverse("measures_annex", args=[reading.pk]))


def stored() -> list[tuple]:
    found = BudgetLine.objects.order_by("measure__number")
    return list(found.values_list("measure__number", "source__code", "amount", "not_required"))


EXPECTED = [
    ("1", "fund", Decimal(100), False), ("2", "fund", Decimal(200), False), ("3", "fund", None, True),
]  # fmt: skip


def test_one_choice_names_the_source_of_every_row(client, draft):
    reading = reading_of(client, draft, NAMELESS)
    form = page_of(client, reading).context["editing"].unknown
    assert [(field.label, field.value()) for field in form.visible_fields()] == [("не назван — строк: 3", "")]
    post(client, reading, recount="1", **{"n-word-0": "?", "n-source-0": "fund"})
    reading.refresh_from_db()
    assert [row["money"] for row in reading.content["measures"]] == [
        "—; Фонд; 100", "—; Фонд; 200", "—; Фонд; не требуется",
    ]  # fmt: skip
    page = page_of(client, reading)
    assert page.context["editing"].unknown is None
    assert "Не назван источник денег" not in page.content.decode()
    assert post(client, reading, save="1").status_code == 302
    assert stored() == EXPECTED


def test_nothing_is_saved_while_a_source_has_no_name(client, draft):
    reading = reading_of(client, draft, NAMELESS)
    assert "Не назван источник денег" in page_of(client, reading).content.decode()
    assert post(client, reading, save="1", **{"n-word-0": "?", "n-source-0": ""}).status_code == 200
    assert not Measure.objects.exists()


def test_the_source_that_a_caption_names_is_offered_and_taken_with_the_agreement(client, draft):
    reading = reading_of(client, draft, BY_CAPTION)
    words = "Мероприятия за счёт средств Фонда"
    form = page_of(client, reading).context["editing"].unknown
    assert [(field.label, field.value()) for field in form.visible_fields()] == [(f"«{words}» — строк: 3", "fund")]
    assert post(client, reading, save="1", **{"n-word-0": words, "n-source-0": "fund"}).status_code == 302
    assert stored() == EXPECTED


@pytest.mark.parametrize("code", ["mars", "' OR 1=1"])
def test_a_source_that_is_none_names_nothing(client, draft, code):
    reading = reading_of(client, draft, NAMELESS)
    assert post(client, reading, save="1", **{"n-word-0": "?", "n-source-0": code}).status_code == 200
    assert not Measure.objects.exists()


def test_rows_in_doubt_are_named_first_and_lead_to_their_rows(client, draft):
    text = NAMELESS.replace("Сумма, руб.", "Средства Фонда, руб.").replace("\t200\n", "\t20О\n")
    reading = reading_of(client, draft, text)
    page = page_of(client, reading)
    assert page.context["editing"].doubtful == [("m-1", "2")]
    html = page.content.decode()
    assert html.index('href="#m-1"') < html.index('id="m-1"')
