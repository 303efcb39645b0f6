"""The ledger of changes and the reports as tables: every figure of the pages, three states, totals that match."""

import csv
import datetime
import io
import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from measures.models import Measure, ReportEdition
from measures.reports.loading import load as load_reports
from portal.formatting import plain
from portal.loading import Report
from tests.factories import FundingSourceFactory, LegalActFactory, RegionFactory

from .amendments.plans import add_measure, amend, edition, published_plan
from .formulas import Calculator

pytestmark = pytest.mark.django_db


def rows(client, address) -> list[dict]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def calculated(content: bytes) -> dict[tuple[str, str], Decimal]:
    """What each formula of the book gives; each gives what is written beside it."""
    book = Calculator(content)
    found = {(sheet, cell): book.counted(sheet, formula) for sheet, cell, formula in book.formulas()}
    for (sheet, cell), value in found.items():
        assert value == Decimal(str(book.kept[sheet][cell].value)), (sheet, cell)
    return found


def amended_plan():
    """The first measure dearer, later and with another executor; the second gone to «not required»; a third added."""
    programme = published_plan()
    by = edition(programme, act=LegalActFactory(number="15-п"))
    first, second = programme.measures.order_by("number")
    amend(
        first,
        by,
        money={(2025, "fund"): "250.50", (2026, "fund"): "10"},
        executors=["Школа"],
        ends_on=datetime.date(2025, 9, 30),
    )
    second.budget_lines.update(amount=None, not_required=True)
    amend(Measure.objects.get(pk=second.pk), by)
    added = add_measure(programme, first.direction, "1.3", position=3, edition=by)
    assert added.live
    return programme


def test_the_ledger_has_a_row_for_each_thing_that_moved(client):
    amended_plan()
    found = {
        (row["measure"], row["what"], row["year"]): (row["old"], row["old_state"], row["new"], row["new_state"])
        for row in rows(client, "/programmes/plan/changes.csv")
    }
    assert found["1.1", "money", "2025"] == ("100.00", "amount", "250.50", "amount")
    assert found["1.1", "money", "2026"] == ("", "absent", "10.00", "amount")
    assert found["1.2", "money", "2025"] == ("100.00", "amount", "", "not-required")
    assert found["1.3", "whole", ""] == ("", "", "100.00", "amount")
    assert found["1.1", "ends_on", ""][::2] == ("2025-06-30", "2025-09-30")


def test_a_difference_is_only_of_two_known_amounts(client):
    amended_plan()
    moved = {
        (row["measure"], row["what"], row["year"]): row["difference"]
        for row in rows(client, "/programmes/plan/changes.csv")
    }
    assert moved["1.1", "money", "2025"] == "150.50"
    assert moved["1.1", "money", "2026"] == moved["1.2", "money", "2025"] == ""
    assert moved["1.1", "ends_on", ""] == "92"


def test_an_act_that_is_not_public_is_not_named(client):
    programme = amended_plan()
    programme.editions.get(number=1).act.unpublish()
    assert "15-п" not in client.get("/programmes/plan/changes.json").content.decode()
    assert "15-п" not in client.get("/programmes/plan/feed.xml").content.decode()


def test_the_formulas_of_the_ledger_give_what_is_written_beside_them(client):
    amended_plan()
    content = client.get("/programmes/plan/changes.xlsx").content
    found = calculated(content)
    assert {sheet for sheet, _cell in found} == {"Изменения", "Итоги изменений"}
    assert found["Итоги изменений", "D3"] == Decimal("250.50")  # 150.50 dearer and 100 new


def test_a_measure_that_is_a_draft_is_in_no_table(client):
    programme = amended_plan()
    programme.measures.get(number="1.3").unpublish()
    for kind in ("csv", "json"):
        assert "Дело 3" not in client.get(f"/programmes/plan/changes.{kind}").content.decode()


@pytest.fixture
def reported(db):
    for code in ("regional_budget", "municipal", "fund"):
        FundingSourceFactory(code=code, name=code)
    region = RegionFactory(slug="zarechny", is_fictional=True)
    load_reports(Report(write=lambda text: None), today=datetime.date(2026, 11, 1))
    return region.programmes.get()


def test_every_edition_of_every_report_is_there_and_the_latest_are_told(client, reported):
    found = rows(client, f"/programmes/{reported.slug}/reports.csv")
    editions = {(row["measure"], row["quarter"], row["edition"]) for row in found}
    assert len(editions) == ReportEdition.objects.count()
    corrected = {
        row["edition"]: row["latest"] for row in found if (row["measure"], row["quarter"]) == ("2.1", "2025-4")
    }
    assert corrected == {"1": "no", "2": "yes"}


def test_the_money_of_the_reports_is_that_of_the_programme(client, reported):
    """Summed from the table as its own sheet does, and as the programme's data has it."""
    content = client.get(f"/programmes/{reported.slug}/reports.xlsx").content
    totals = sum(calculated(content).values())
    data = json.loads(client.get(f"/programmes/{reported.slug}/data.json").content)
    lines = [line for measure in data["measures"] for line in measure["budget"] if line["stage"] == "spent"]
    assert totals == sum(Decimal(line["amount"]) for line in lines if line["amount"]) > 0
    assert any(line["stage"] == "spent" and line["amount"] is None for line in lines), "not required is no zero"


@pytest.mark.parametrize("table", ["changes", "reports"])
def test_a_programme_without_any_has_an_empty_table(client, table):
    published_plan()
    assert rows(client, f"/programmes/plan/{table}.csv") == []
    assert client.get(f"/programmes/plan/{table}.xlsx").status_code == 200


@pytest.mark.parametrize("table", ["changes", "reports"])
def test_one_measure_and_twenty_cost_the_same_queries(client, django_assert_num_queries, table):
    programme = published_plan(measures=1)
    address = f"/programmes/plan/{table}.csv"
    client.get(address)
    with django_assert_num_queries(2):
        client.get(address)
    for number in range(2, 21):
        add_measure(programme, programme.directions.get(), f"1.{number}", position=number)
    with django_assert_num_queries(2):
        client.get(address)


ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address) -> list[dict]:
    root = ElementTree.fromstring(client.get(address).content)
    names = ("title", "summary", "updated")
    found = [
        {name: each.findtext(ATOM + name).replace("\xa0", " ") for name in names} for each in root.iter(ATOM + "entry")
    ]
    links = [each.find(ATOM + "link").get("href") for each in root.iter(ATOM + "entry")]
    return [{**each, "link": link} for each, link in zip(found, links, strict=True)]


def test_the_feed_tells_what_an_act_changed(client):
    programme = amended_plan()
    act = programme.editions.get(number=1).act
    (told,) = [each for each in entries(client, "/programmes/plan/feed.xml") if each["title"].startswith("План")]
    assert told["title"] == f"План изменён: {plain(act.citation)}"
    # Of the second measure's money it is known that none is required.
    assert told["summary"] == "Мероприятий изменено: 2, добавлено: 1. Деньги: было 200 ₽, стало 360,50 ₽."
    assert told["updated"].startswith(act.date.isoformat())
    assert told["link"].endswith("/programmes/plan/changes/")
    (own,) = [each for each in entries(client, "/programmes/plan/1.1/feed.xml") if each["title"].startswith("План")]
    assert own["summary"] == "Мероприятий изменено: 1. Деньги: было 100 ₽, стало 260,50 ₽."


def test_the_feed_tells_of_approved_reports_and_of_corrections(client, reported):
    found = entries(client, f"/programmes/{reported.slug}/2.1/feed.xml")
    (corrected,) = [each for each in found if each["title"].startswith("Исправлен.")]
    assert "IV квартал 2025 года" in corrected["title"]
    assert corrected["summary"].startswith("Почему исправлено: ")
    assert client.get(corrected["link"].removeprefix("http://testserver")).status_code == 200
    reports = [each for each in found if "тчёт за" in each["title"]]
    assert len(reports) == ReportEdition.objects.filter(report__measure__number="2.1").count() > 5
