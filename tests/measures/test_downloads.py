"""A programme as JSON, CSV and XLSX: exact, bounded by its act, cacheable, and harmless in a spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from measures.models import BudgetLine, Executor, Measure, MediaPlanItem
from measures.offered import TABLES
from measures.openapi import PATHS, SCHEMAS
from portal.tables.formulas import harmless
from tests.factories import MeasureFactory, ProgrammeFactory

from .factories import figures, small_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/small/data."


def data(client):
    response = client.get(URL + "json")
    assert response["Content-Type"].startswith("application/json")
    return response.json()


def rows(client):
    content = client.get(URL + "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def book(client):
    return load_workbook(io.BytesIO(client.get(URL + "xlsx").content))


def test_a_year_and_its_word_are_apart_whatever_the_act_printed(client):
    small_programme()
    Measure.objects.filter(number="1.1").update(term="2016г.")
    assert data(client)["measures"][0]["period"] == "2016 г."
    assert "2016 г." in {row["period"] for row in rows(client)}


def test_json_has_the_programme_its_measures_and_their_exact_money(client):
    small_programme()
    content = data(client)
    assert content["programme"]["slug"] == "small"
    assert content["programme"]["period"] == "2016–2017"
    assert [measure["number"] for measure in content["measures"]] == ["1.1", "1.2", "1.3", "1.4"]
    first, _, zero, silent = content["measures"]
    assert first["budget"] == [{"year": 2016, "source": "regional_budget", "stage": "approved", "amount": "300.00"}]
    assert (zero["budget"], zero["stated"]) == ([], "0.00")
    assert (silent["budget"], silent["stated"], silent["direction"]) == ([], None, None)


def test_json_keeps_not_required_and_not_split_apart_from_zero(client):
    small_programme()
    measure, source = Measure.objects.get(number="1.4"), BudgetLine.objects.first().source
    BudgetLine.objects.create(measure=measure, year=2017, source=source, not_required=True)
    BudgetLine.objects.create(measure=measure, year=None, source=source, amount=5)
    content = data(client)
    line = {"source": source.code, "stage": "approved"}
    assert content["measures"][3]["budget"] == [
        {"year": 2017, **line, "amount": None, "not_required": True},
        {"year": None, **line, "amount": "5.00"},
    ]
    assert content["totals"]["by_year"] == {"2016": "500.00", "2017": None, "not_split": "5.00"}


def test_json_reconciles(client):
    small_programme()
    totals = data(client)["totals"]
    assert totals["by_source"] == {"regional_budget": "300.00", "fund": "200.00"}
    assert [item["amount"] for item in totals["stated"]] == ["500.00", "0.00"]
    (outside,) = totals["differences"]
    assert (outside["kind"], outside["measure"], outside["year"], outside["amount"]) == (
        "outside-term",
        "1.2",
        2016,
        "200.00",
    )


def test_json_gives_numbers_as_numbers_and_what_is_absent_as_null(client):
    programme = small_programme()
    values = data(client)["indicators"][0]["values"]
    assert [(value["period"], value["kind"], value["value"]) for value in values] == [
        ("baseline", "plan", None),
        ("2016", "plan", 1.5),
        ("2017", "plan", 3),
        ("end", "plan", 3),
    ]
    assert isinstance(values[3]["value"], int)
    programme.indicators.update(value_kind="yes-no")
    assert data(client)["indicators"][0]["values"][3]["value"] == "да"


def test_json_counts_the_items_of_a_media_plan_among_the_measures(client):
    programme = ProgrammeFactory(slug="small", kind="media-plan")
    MediaPlanItem.objects.create(programme=programme, number="1", title="Буклет", section="Семьям", executor="Директор")
    (item,) = data(client)["measures"]
    assert (item["kind"], item["executors"], item["budget"]) == ("media-plan-item", ["Директор"], [])


def test_csv_has_a_row_for_each_line_and_for_a_measure_without_money(client):
    small_programme()
    table = rows(client)
    assert [row["number"] for row in table] == ["1.1", "1.2", "1.3", "1.4"]
    assert (table[0]["amount"], table[2]["amount"], table[2]["stated"]) == ("300.00", "", "0.00")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_text_can_act_as_a_formula(client, start):
    programme = ProgrammeFactory(slug="small")
    measure = MeasureFactory(programme=programme, number="1", title=f"{start}HYPERLINK(1)", term=f"{start}2")
    Executor.objects.create(measure=measure, name=f"{start}cmd")
    (row,) = rows(client)
    assert all(row[name].startswith("'") for name in ("title", "period", "executors"))
    sheet = book(client)["Мероприятия"]
    assert {cell.data_type for cell in sheet[2] if isinstance(cell.value, str)} == {"s"}


def test_an_ordinary_text_is_left_alone():
    assert harmless("Школа — 2017") == "Школа — 2017"


def test_xlsx_has_four_sheets_with_exact_money(client):
    programme = small_programme()
    figures(programme.indicators.create(number="2", name="Ещё"), y2016=Decimal(7))
    sheets = book(client)
    assert sheets.sheetnames == ["Мероприятия", "Деньги", "Показатели", "Итоги"]
    assert [cell.value for cell in sheets["Деньги"]["E"][1:]] == [300, 200]
    assert sheets["Деньги"]["E2"].data_type == "n"
    assert sheets["Показатели"].max_row == 6


def test_answers_can_be_kept_and_asked_for_again(client):
    small_programme()
    for kind in ("json", "csv", "xlsx"):
        first = client.get(URL + kind)
        assert "public" in first["Cache-Control"]
        again = client.get(URL + kind, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    Measure.objects.filter(number="1.1").update(title="Другое")
    assert client.get(URL + "json", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_other_formats_and_programmes_are_not_found(client):
    small_programme()
    assert client.get(URL + "pdf", follow=True).status_code == 404
    assert client.get("/programmes/other/data.json").status_code == 404


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_one_measure_and_twenty_cost_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries, kind
):
    programme = small_programme()
    with django_assert_max_num_queries(4) as few:
        client.get(URL + kind)
    for number in range(20):
        MeasureFactory(programme=programme, number=f"6.{number}")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(URL + kind)


def test_json_is_what_its_description_says(client):
    small_programme()
    content = data(client)
    described = {
        "ProgrammeData": content,
        "ProgrammeHead": content["programme"],
        "ProgrammeMeasure": content["measures"][0],
        "ProgrammeIndicator": content["indicators"][0],
        "ProgrammeIndicatorValue": content["indicators"][0]["values"][0],
        "ProgrammeTotals": content["totals"],
        "ProgrammeSourceNote": content["source_notes"][0],
    }
    for name, record in described.items():
        assert list(record) == SCHEMAS[name]["required"], name
    whole = {f"/programmes/{{slug}}/{name}.{kind}" for name in ("data", *TABLES) for kind in ("json", "csv", "xlsx")}
    rest = ("{slug}/report.pdf", "{slug}/feed.xml", "{slug}/{number}/feed.xml")
    assert set(PATHS) == whole | {f"/programmes/{path}" for path in rest}


def test_the_page_links_each_file_by_its_own_address(client):
    """The template writes these addresses under the programme's own, not by their names."""
    programme = small_programme()
    page = client.get(programme.get_absolute_url()).content.decode()
    addresses = [reverse("measures:report-pdf", args=["small"]), reverse("measures:feed", args=["small"])]
    addresses += [reverse("measures:data", args=["small", kind]) for kind in ("xlsx", "csv", "json")]
    addresses += [reverse("measures:table", args=["small", name, "csv"]) for name in TABLES if name != "indicators"]
    assert [address for address in addresses if f'href="{address}"' not in page] == []
