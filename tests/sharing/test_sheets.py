"""The sheet of a card: a tagged PDF that says what the page says."""

import io
import time

import pytest
import segno
from pypdf import PdfReader

from services_directory.models import RequiredDocument, ServiceStep
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def read(response) -> PdfReader:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def drawn(address: str) -> bytes:
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, "svg", scale=4, xmldecl=False, nl=False, light="#fff")
    return picture.getvalue()


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_whom_to_call_and_what_to_bring(client):
    service = ServiceFactory(name="Няня на час", slug="nanny", summary="Посидим с ребёнком")
    LocationFactory(provider=service.provider, address="ул. Мира, 1", phones=["+79000000001"])
    ServiceStep.objects.create(service=service, text="Позвоните")
    RequiredDocument.objects.create(service=service, name="Паспорт")
    text = text_of(read(client.get("/take/service/nanny.pdf")))
    for said in ("Няня на час", "Посидим с ребёнком", "ул. Мира, 1", "8 900 000-00-01", "Позвоните", "Паспорт", "112"):
        assert said in text


def test_whom_to_call_now_stands_on_the_first_page_however_long_the_card_is(client):
    service = ServiceFactory(name="Няня на час", slug="nanny")
    LocationFactory(provider=service.provider, address="ул. Мира, 1", phones=["+79000000001"])
    for n in range(60):
        ServiceStep.objects.create(service=service, text=f"Шаг {n}")
    first, *others = read(client.get("/take/service/nanny.pdf")).pages
    assert others
    assert "112" in first.extract_text()
    assert not any("112" in page.extract_text() for page in others)


def test_it_is_tagged_for_screen_readers(client):
    ServiceFactory(slug="nanny", name="Няня на час")
    pdf = read(client.get("/take/service/nanny.pdf"))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "ru"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert pdf.metadata.title == "Няня на час"
    assert b"pdfuaid:part" in pdf.xmp_metadata.stream.get_data()


@pytest.mark.parametrize("name", ['#include("/etc/passwd") *жирно* $x$', "Клуб 🙂 «Ёлка»", "中文", "א"])
def test_nothing_written_in_a_card_is_read_as_a_command(client, name):
    ServiceFactory(slug="odd", name=name)
    text = text_of(read(client.get("/take/service/odd.pdf")))
    assert "root:" not in text


def test_the_same_card_is_typeset_once(client):
    ServiceFactory(slug="nanny")
    first = client.get("/take/service/nanny.pdf")
    started = time.perf_counter()
    again = client.get("/take/service/nanny.pdf")
    assert again.content == first.content
    assert time.perf_counter() - started < 0.5
    unchanged = client.get("/take/service/nanny.pdf", headers={"if-none-match": first.headers["ETag"]})
    assert unchanged.status_code == 304


def test_a_list_of_fifty_is_ready_soon(client):
    services = ServiceFactory.create_batch(50, summary="Слова " * 40)
    started = time.perf_counter()
    pdf = read(client.get("/saved.pdf", {"s": ",".join(f"s{service.pk}" for service in services)}))
    assert time.perf_counter() - started < 20
    assert text_of(pdf).count("Слова Слова") > 50


def test_a_draft_has_no_sheet_no_text_no_code_and_no_contact(client):
    service = ServiceFactory(slug="draft", live=False)
    provider = ProviderFactory(slug="closed", live=False)
    place = LocationFactory(provider=provider)
    hidden = LocationFactory(provider=service.provider, live=False)
    for path in (
        "/take/service/draft.pdf",
        "/take/service/draft.svg",
        "/take/service/draft/text/",
        "/take/provider/closed.pdf",
        f"/take/place/{place.uuid}.vcf",
        f"/take/place/{hidden.uuid}.vcf",
        f"/saved.pdf?s=s{service.pk}",
        "/saved.pdf",
    ):
        assert client.get(path).status_code == 404, path


def test_the_code_leads_to_the_page(client):
    ServiceFactory(slug="nanny")
    response = client.get("/take/service/nanny.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content == drawn("http://testserver/services/nanny/") != drawn("http://testserver/services/")
    assert b"<script" not in response.content
    assert "max-age=86400" in response.headers["Cache-Control"]
