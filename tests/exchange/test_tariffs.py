"""Rows with sums and dates in a cell: taken exactly, or refused with the reason."""

import datetime
from decimal import Decimal

import pytest

from exchange.undoing import undo
from services_directory.models import Service
from tests import factories
from tests.exchange.conftest import exported, only_row


@pytest.fixture
def service(db):
    return factories.ServiceFactory(name="Няня", provider=factories.ProviderFactory(name="Центр"), tariffs=["300"])


def table(cell, label: str = "Тарифы"):
    return [["Организация", "Название", label], ["Центр", "Няня", cell]]


def tariffs() -> list[tuple]:
    names = ("name", "amount", "unit", "valid_from", "valid_until")
    return list(Service.objects.get().tariffs.order_by("sort_order").values_list(*names))


def test_tariffs_come_as_the_cell_has_them_and_in_its_order(loaded, service):
    loaded(
        table("Час днём | 350,50 ₽ | за час | 01.01.2026 | 31.12.2026\nЧас ночью | 0\nМесяц|12 000 руб.|в месяц"),
        "services",
    )
    first, last = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
    assert tariffs() == [
        ("Час днём", Decimal("350.50"), "за час", first, last),
        ("Час ночью", Decimal("0.00"), "", None, None),
        ("Месяц", Decimal("12000.00"), "в месяц", None, None),
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("350", "нет суммы"),
        ("Час | дорого", "не число"),
        ("Час | -5", "сумма, ₽"),
        ("Час | 1,005", "больше двух знаков"),
        ("Час | 99999999999", "сумма, ₽"),
        (" | 350", "за что"),
        ("Час | 350 | за час | 31.12.2026 | 01.01.2026", "Тариф не может кончиться раньше, чем начался"),
        ("Час | 350 | за час | вчера", "не дата"),
        ("Час | 350 | за час | 1.1.2026 | 2.1.2026 | ещё", "больше, чем 5"),
    ],
)
def test_what_is_no_tariff_is_refused_with_its_cell(checked, service, cell, why):
    row = only_row(checked(table(cell), "services"))
    assert row.outcome == "refused"
    ((place, said),) = row.reasons
    assert place == "C2"
    assert why in said
    assert said.startswith("Тарифы: ")


def test_an_empty_cell_leaves_tariffs_alone_or_clears_them_as_was_chosen(loaded, checked, service):
    assert only_row(checked(table(""), "services")).outcome == "same"
    loaded(table(""), "services", clears=True)
    assert tariffs() == []


def test_undo_brings_the_old_tariffs_back(loaded, service):
    before = exported("services")
    importing = loaded(table("Час | 1"), "services")
    assert exported("services") != before
    undo(importing, None)
    assert exported("services") == before


def test_the_public_page_shows_the_tariff_of_today(loaded, client, service):
    today = datetime.date.today()
    ended = today - datetime.timedelta(1)
    loaded(table(f"Час | 351,50 | за час\nСтарый час | 111 | за час | | {ended:%d.%m.%Y}"), "services")
    page = client.get(service.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "351,50 ₽" in page
    assert "Старый час" not in page


def test_special_days_that_are_no_days_are_refused(checked, db):
    place = factories.LocationFactory(name="Отделение")
    for cell, why in [
        ("завтра", "не дата"),
        ("08.01.2027–01.01.2027", "Последний день раньше первого"),
        ("01.01.2027 | с утра", "не часы"),
        ("01.01.2027 | 9:00–25:00", "такого времени нет"),
    ]:
        head = ["Организация", "Название места", "Территория", "Особые дни"]
        values = [place.provider.name, "Отделение", place.territory.name, cell]
        row = only_row(checked([head, values], "locations"))
        assert (row.outcome, row.reasons[0][0]) == ("refused", "D2")
        assert why in row.reasons[0][1]


def test_facts_of_article_13_are_named_once(checked, db):
    factories.ProviderFactory(name="Центр", inn="3300000001")
    row = only_row(
        checked([["Название", "ИНН", "Сведения по статье 13"],
                 ["Центр", "3300000001", "предписания и отчёты об их исполнении|||1.2.2026\norders|||1.3.2026"]])
    )  # fmt: skip
    assert "названо дважды" in row.reasons[0][1]
