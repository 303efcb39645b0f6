"""A confidential address is in nothing that is taken along or shown elsewhere."""

import io

import pytest
from pypdf import PdfReader

from tests.sharing.canaries import SECRET, hidden_centre

pytestmark = pytest.mark.django_db


def told(text: str) -> list[str]:
    return [word for word in SECRET if word in text]


def text_of(response) -> str:
    if response.headers["Content-Type"] != "application/pdf":
        return response.content.decode()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_neither_page_nor_sheet_nor_contact_nor_text_nor_frame_tells_it(client):
    provider, place, service = hidden_centre()
    paths = [
        service.get_absolute_url(),
        provider.get_absolute_url(),
        "/take/service/refuge.pdf",
        "/take/provider/crisis.pdf",
        "/take/service/refuge/text/",
        "/take/provider/crisis/text/",
        f"/take/place/{place.uuid}.vcf",
        f"/take/place/{place.uuid}.v4.vcf",
        f"/saved/?s=s{service.pk},p{provider.pk}",
        f"/saved.pdf?s=s{service.pk},p{provider.pk}",
        "/embed/provider/crisis/",
        "/embed/search/?q=убежище",
        "/embed/?provider=crisis",
    ]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert told(text_of(response)) == [], path


def test_the_phone_is_told_all_the_same(client):
    hidden_centre()
    assert "8 000" not in text_of(client.get("/take/service/refuge.pdf"))
    assert "900 000-00-01" in text_of(client.get("/take/service/refuge.pdf")).replace("\N{NO-BREAK SPACE}", " ")


def test_there_is_no_way_to_it(client):
    _provider, _place, service = hidden_centre()
    page = client.get(service.get_absolute_url()).content.decode()
    assert "geo:" not in page
    assert "rtext" not in page
