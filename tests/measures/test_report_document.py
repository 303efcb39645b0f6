"""The report of a programme as a document to sign: tagged, Russian, with its figures, source, date and signature."""

import datetime
import io

import pytest
from pypdf import PdfReader

from measures.models import IndicatorValue, Measure
from tests.factories import LegalActFactory, MeasureFactory

from .factories import small_programme

pytestmark = pytest.mark.django_db


def document(client) -> PdfReader:
    response = client.get("/programmes/small/report.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\N{NO-BREAK SPACE}", " ").split())


def test_it_says_what_the_page_says_and_whom_it_waits_for(client):
    act = LegalActFactory(number="77-п", date=datetime.date(2016, 2, 3))
    small_programme(act=act, coordinator="Департамент семьи")
    text = text_of(document(client))
    for said in (
        "Малая программа",
        "Департамент семьи",
        "77-п",
        "500",
        "1.1",
        "Семьи с помощью",
        "Деньги раньше срока",
    ):
        assert said in text
    assert "Руководитель" in text
    assert "подпись" in text
    assert "Страница 1 из" in text
    assert f"{datetime.date.today().year}" in text
    assert "известная часть" in text, "a measure has no sum"


def test_it_is_tagged_for_screen_readers(client):
    small_programme()
    pdf = document(client)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), "/StructTreeRoot" in root) == ("ru", True, True)
    assert b"pdfuaid:part" in pdf.xmp_metadata.stream.get_data()
    assert "Малая программа" in pdf.metadata.title


def test_a_long_list_runs_over_pages_under_its_head(client):
    programme = small_programme()
    for number in range(60):
        MeasureFactory(programme=programme, number=f"7.{number}", title="Мероприятие с длинным названием " * 3)
    pdf = document(client)
    pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) > 3
    assert sum("Исполнители" in page for page in pages) > 2, "the head of the table stands on each of its pages"


def test_a_fact_stands_under_its_plan(client):
    programme = small_programme()
    IndicatorValue.objects.create(indicator=programme.indicators.get(), period="year", year=2016, kind="fact", value=2)
    assert "факт 2" in text_of(document(client))


@pytest.mark.parametrize("title", ['#include("/etc/passwd") *жирно* $x$', "Клуб 🙂", "中文"])
def test_nothing_written_in_it_is_read_as_a_command(client, title):
    small_programme()
    Measure.objects.filter(number="1.1").update(title=title)
    assert "root:" not in text_of(document(client))


def test_twenty_measures_cost_the_queries_of_one(client, django_assert_num_queries, django_assert_max_num_queries):
    programme = small_programme()
    with django_assert_max_num_queries(5) as few:
        document(client)
    for number in range(20):
        MeasureFactory(programme=programme, number=f"6.{number}")
    with django_assert_num_queries(len(few.captured_queries)):
        document(client)
