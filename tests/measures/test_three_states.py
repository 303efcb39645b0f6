"""Absent, zero and «not required» stay three things in every way out: pages, pictures, tables, data, forms."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from measures.models import BudgetLine, Measure
from tests.factories import BudgetLineFactory, FundingSourceFactory, MeasureFactory, ProgrammeFactory

from .factories import YEAR_2016, small_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """Zero in 2016, not required in 2017, nothing said of 2018; one measure of which nothing at all is said."""
    programme = ProgrammeFactory(slug="three", year_from=2016, year_to=2018)
    source = FundingSourceFactory(code="fund", name="Фонд")
    measure = MeasureFactory(programme=programme, number="1.1")
    BudgetLineFactory(measure=measure, year=2016, source=source, amount=Decimal(0))
    BudgetLine.objects.create(measure=measure, year=2017, source=source, not_required=True)
    MeasureFactory(programme=programme, number="1.2", **YEAR_2016)
    return programme


def text(client, url) -> str:
    return " ".join(client.get(url).content.decode().replace("\xa0", " ").split())


def data(client, slug="three"):
    return json.loads(client.get(f"/programmes/{slug}/data.json").content)


def test_the_page_of_a_measure_tells_them_apart_by_year(client, programme):
    page = text(client, "/programmes/three/1.1/")
    row = {year: page.split(f'<th scope="row">{year}')[1].split("</tr>")[0] for year in (2016, 2017, 2018)}
    assert "0 ₽" in row[2016]
    assert "не требуется" in row[2017]
    assert "нет данных" in row[2018]
    assert "Это не ноль: это неизвестно." in text(client, "/programmes/three/1.2/")


def test_the_page_of_a_programme_has_a_row_for_the_year_of_which_nothing_is_said(client):
    programme = small_programme()
    programme.year_to = 2018
    programme.save()
    page = text(client, "/programmes/small/")
    table = page.split('<table class="money-table">')[1].split("</table>")[0]
    assert "нет данных" in table.split('<th scope="row">2018 ')[1]
    assert "известная часть" in table.split("<tfoot>")[1]


def test_a_total_over_absent_money_says_that_it_is_the_known_part(client):
    small_programme()
    assert "известная часть</span> 500 ₽" in text(client, "/programmes/small/")
    assert "известная часть</span> 500 ₽" in text(client, "/programmes/")
    BudgetLineFactory(measure=Measure.objects.get(number="1.4"), year=2017, amount=Decimal(1))
    assert "известная часть" not in text(client, "/programmes/small/").split('id="money"')[1].split("</section>")[0]


def test_no_picture_is_drawn_of_money_that_is_not_known(client, programme):
    page = text(client, "/programmes/three/")
    assert "money-segment" not in page
    assert "money-bar" not in page


def test_json(client, programme):
    totals = data(client)["totals"]
    assert totals["by_year"] == {"2016": "0.00", "2017": None}
    assert (totals["total"], totals["state"], totals["partial"], totals["silent_measures"]) == (
        "0.00",
        "amount",
        True,
        1,
    )
    lines = {line["year"]: line for line in data(client)["measures"][0]["budget"]}
    assert (lines[2016]["amount"], lines[2017]["amount"], lines[2017]["not_required"]) == ("0.00", None, True)
    assert data(client)["measures"][1]["budget"] == []


def test_csv(client, programme):
    content = client.get("/programmes/three/data.csv").content.decode("utf-8-sig")
    rows = [
        (row["number"], row["year"], row["amount"], row["not_required"]) for row in csv.DictReader(io.StringIO(content))
    ]
    assert rows == [("1.1", "2016", "0.00", ""), ("1.1", "2017", "", "True"), ("1.2", "", "", "")]


def test_xlsx(client, programme):
    content = io.BytesIO(client.get("/programmes/three/data.xlsx").content)
    book = load_workbook(content, data_only=True)  # the totals are formulas; beside each stands what it gives
    money = [tuple(cell.value for cell in row) for row in book["Деньги"].iter_rows(min_row=2)]
    assert [(row[1], row[4], row[5] or "") for row in money] == [(2016, 0, ""), (2017, None, "да")]
    totals = [tuple(cell.value for cell in row) for row in book["Итоги"].iter_rows(min_row=2)]
    assert totals[0][:2] == ("Всего, известная часть", 0)
    assert ("Год: 2017", None, None, None, "не требуется") in totals


def test_spent_zero_is_said_and_spent_nothing_is_not(client, programme):
    assert "Израсходовано" not in text(client, "/programmes/three/1.1/")
    line = BudgetLine.objects.get(year=2016)
    BudgetLine.objects.create(measure=line.measure, year=2016, source=line.source, stage="spent", amount=0)
    assert 'Израсходовано: <b><span class="nowrap">0 ₽</span></b>' in text(client, "/programmes/three/1.1/")


def test_the_form_keeps_them_apart(admin_client, programme):
    measure = Measure.objects.get(number="1.1")
    page = text(admin_client, reverse("wagtailsnippets_measures_measure:edit", args=[measure.pk]))
    sums = page.split("По годам</caption>")[1].split("</table>")[0]
    assert "2016</th><td>0 ₽" in sums
    assert "2017</th><td>не требуется" in sums
    silent = Measure.objects.get(number="1.2")
    page = text(admin_client, reverse("wagtailsnippets_measures_measure:edit", args=[silent.pk]))
    assert "Всего: нет данных" in page
