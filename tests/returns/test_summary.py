"""The consolidated table: sums over all institutions, gaps marked, formulas alive, for staff only."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from returns.forms_of_law import forms
from returns.summarising import summary
from tests.measures.formulas import assert_formulas_match

from .conftest import FORM, QUARTER, SOUND, reports, returned

pytestmark = pytest.mark.django_db
PAGE = f"/admin/returns/summary/{FORM}/2026-2/"
FILE = f"/admin/returns/summary/{FORM}/2026-2."


@pytest.fixture
def client(sign_in):
    return sign_in("directory")


def made():
    return summary(forms()[FORM], QUARTER)


def totals() -> dict:
    return {line.row.code: line.total.figure for line in made().lines}


def test_every_row_is_the_sum_of_the_institutions_and_computed_rows_are_computed_again(db):
    returned(reports("А"))
    returned(reports("Б"), state="sent", cells={**SOUND, "1.1": 10, "1.2": 5, "1.7": 3})
    found = totals()
    assert (found["1.1"], found["1.2"], found["1.3"], found["1.7"], found["1.8"]) == (50, 17, 67, 12, 55)
    assert not made().is_partial


def test_who_has_not_reported_is_named_and_the_total_is_a_known_part(client):
    returned(reports("Отчитался"))
    returned(reports("Начал"), state="draft")
    returned(reports("Вернули"), state="returned")
    reports("Молчит")
    page = client.get(PAGE).content.decode()
    assert "Отчитались организаций: 1 из 4" in page
    assert "Итоги — известная часть" in page
    assert "Вернули, Молчит, Начал" in page
    assert totals()["1.1"] == 40


def test_an_empty_cell_makes_its_row_a_known_part_and_is_named(client):
    returned(reports("А"))
    returned(reports("Б"), cells={code: value for code, value in SOUND.items() if code != "1.2"})
    lines = {line.row.code: line for line in made().lines}
    assert (lines["1.2"].total.figure, lines["1.2"].total.is_partial) == (12, True)
    assert lines["1.3"].total.is_partial, "what is computed of a known part is one"
    assert not lines["1.7"].total.is_partial
    assert "пустые строки 1.2" in client.get(PAGE).content.decode()


def test_a_count_that_is_not_kept_is_no_gap(db):
    returned(reports("А"), cells={**SOUND, "1.6.2": "not-kept"})
    returned(reports("Б"))
    lines = {line.row.code: line for line in made().lines}
    assert (lines["1.6.2"].total.figure, lines["1.6.2"].total.is_partial) == (3, False)


def test_nobody_has_reported(client):
    reports("А")
    assert "Отчитались организаций: 0 из 1" in client.get(PAGE).content.decode()
    assert set(totals().values()) == {None}
    for extension in ("xlsx", "pdf"):
        assert client.get(FILE + extension).status_code == 200


@pytest.mark.parametrize("quarter", ["2026-2", "020269-1", "2026-12", "2026-", "٢٠٢٦-1", "9" * 3000 + "-1"])
def test_what_is_no_quarter_is_answered_by_the_last_one(quarter, client):
    reports("А")
    page = client.get(f"/admin/returns/?quarter={quarter}")
    assert page.status_code == 200
    assert (page.context["quarter"] == QUARTER) == (quarter == "2026-2")


def test_an_institution_that_no_longer_reports_is_not_waited_for(db):
    reports("Была", until_year=2026, until_quarter=1)
    reports("Будет", since_year=2026, since_quarter=3)
    assert made().columns == []


def test_the_workbook_has_live_totals_that_match(client):
    returned(reports("А"))
    returned(reports("Б"), cells={**{k: v for k, v in SOUND.items() if k != "1.6.1"}, "1.2": "not-kept"}, note="=1+1")
    reports("В")
    content = client.get(FILE + "xlsx").content
    calculator = assert_formulas_match(content, at_least=27)
    sheet = calculator.book["Свод"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    for code, figure in totals().items():
        assert calculator.value("Свод", rows[code][2].coordinate) == figure
    assert rows["1.6.1"][4].value is None, "a gap is a gap"
    assert rows["1.2"][4].value == "н/в"
    assert sheet["F1"].value == "В — нет отчёта"
    book = load_workbook(io.BytesIO(content))
    assert [[cell.value for cell in row] for row in book["Пропуски"].iter_rows(min_row=2)] == [
        ["В", "все строки", "отчёта нет"],
        ["Б", "1.6.1", "ячейка пустая"],
    ]
    assert book["Кто отчитался"]["D3"].data_type == "s"


def test_a_total_of_the_workbook_follows_a_cell(client):
    returned(reports("А"))
    returned(reports("Б"))
    calculator = assert_formulas_match(client.get(FILE + "xlsx").content, at_least=27)
    calculator.book["Свод"]["D2"].value = 140
    assert calculator.value("Свод", "C2") == 180
    assert calculator.value("Свод", "C4") == 204


def test_the_document_says_the_sums_the_gaps_and_has_a_line_to_sign(client):
    returned(reports("Центр «Надежда»"))
    reports("Приют «Исток»")
    pdf = PdfReader(io.BytesIO(client.get(FILE + "pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\N{NO-BREAK SPACE}", " ").split())
    for said in (
        "II квартал 2026 года",
        "1 из 2",
        "известная часть",
        "Приют «Исток»",
        "не начат",
        "43",
        "Руководитель",
    ):
        assert said in text
    assert b"pdfuaid:part" in pdf.xmp_metadata.stream.get_data()


def test_no_other_person_gets_the_table(reporter, sign_in):
    for client in (reporter, sign_in("publications"), sign_in("programmes")):
        for url in (PAGE, FILE + "xlsx", FILE + "pdf"):
            assert client.get(url).status_code in (302, 403)


@pytest.mark.parametrize("path", ["other/2026-2/", f"{FORM}/2026-5/", f"{FORM}/1-1/", f"{FORM}/2026-2.exe"])
def test_a_table_that_is_none_is_not_found(client, path):
    assert client.get(f"/admin/returns/summary/{path}").status_code in (302, 404)


def test_twenty_institutions_cost_the_queries_of_one(db, django_assert_num_queries):
    returned(reports("А"))
    for number in range(20):
        returned(reports(f"Б{number}"))
    with django_assert_num_queries(2):
        assert made().lines
