"""A place as a contact, a card as a text message."""

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from sharing.vcards import escaped, folded
from tests.factories import WEEK, LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def lines(response, version: str = "") -> list[str]:
    assert response.headers["Content-Type"] == f"text/vcard; {version}charset=utf-8"
    assert "\n" not in response.content.decode().replace("\r\n", "")
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def test_a_contact_holds_name_phones_address_and_hours(client):
    provider = ProviderFactory(name="Центр; «Семья, дети»", slug="centre")
    place = LocationFactory(provider=provider, address="ул. Мира, 1", phones=["+79000000001"], hours=WEEK)
    found = lines(client.get(f"/take/place/{place.uuid}.vcf"))
    assert found[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert found[-2:] == ["END:VCARD", ""]
    assert r"ORG:Центр\; «Семья\, дети»" in found
    assert "TEL;TYPE=WORK,VOICE:+79000000001" in found
    assert r"ADR;TYPE=WORK:;;ул. Мира\, 1;;;;" in found
    assert r"NOTE:пн–пт 9:00–18:00\, перерыв 13:00–14:00\nсб\, вс выходной" in found
    assert f"UID:urn:uuid:{place.uuid}" in found


def test_the_note_names_a_phone_as_people_read_it(client):
    place = LocationFactory(phones=[{"number": "+78434231234", "code_length": 5, "purpose": "приёмная"}])
    assert "NOTE:8 84342 3-12-34: приёмная" in lines(client.get(f"/take/place/{place.uuid}.vcf"))


def test_the_newer_version_says_the_same_in_its_own_way(client):
    provider = ProviderFactory(name="Центр; «Семья, дети»")
    place = LocationFactory(
        provider=provider, name="Отделение", address="ул. Мира, 1", phones=["+79000000001"], hours=WEEK,
        latitude="58.21", longitude="45.43", email="a@example.org",
    )  # fmt: skip
    place.phones.update(extension="12")
    found = lines(client.get(f"/take/place/{place.uuid}.v4.vcf"), "version=4.0; ")
    assert found[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert found[-2:] == ["END:VCARD", ""]
    assert r"FN:Центр\; «Семья\, дети» — Отделение" in found
    assert "KIND:org" in found
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+79000000001;ext=12' in found
    assert "GEO:geo:58.210000,45.430000" in found
    assert "EMAIL;TYPE=work:a@example.org" in found
    assert f"UID:urn:uuid:{place.uuid}" in found
    assert not [line for line in found if line.startswith("N:")]


@pytest.mark.parametrize("ending", [".vcf", ".v4.vcf"])
def test_a_card_of_any_version_is_folded_by_octets_and_hides_what_is_hidden(client, ending):
    place = LocationFactory(
        address="Канареечная, 7", address_is_confidential=True, latitude="58.21", longitude="45.43",
        hours_note="щ" * 250, phones=["+79000000001"],
    )  # fmt: skip
    body = client.get(f"/take/place/{place.uuid}{ending}").content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    assert all(line.decode() for line in body.split(b"\r\n") if line)
    text = body.decode()
    assert "Канареечная" not in text
    assert "58.2" not in text
    assert "+79000000001" in text


def test_a_place_that_is_not_public_has_no_card(client):
    draft = LocationFactory(live=False)
    for ending in (".vcf", ".v4.vcf"):
        assert client.get(f"/take/place/{draft.uuid}{ending}").status_code == 404


def test_no_line_is_longer_than_the_standard_allows_and_no_letter_is_cut():
    line = "NOTE:" + "щ" * 300
    parts = folded(line).split("\r\n")
    assert max(len(part.encode()) for part in parts) <= 75
    assert "".join(part.removeprefix(" ") if number else part for number, part in enumerate(parts)) == line


def test_signs_of_the_format_are_escaped():
    assert escaped("a;b,c\\d\r\ne") == r"a\;b\,c\\d\ne"


def test_a_text_can_be_copied_and_sent(client):
    service = ServiceFactory(name="Няня & ко", slug="nanny")
    LocationFactory(provider=service.provider, address="ул. Мира, 1", phones=["+79000000001"])
    soup = BeautifulSoup(client.get("/take/service/nanny/text/").content, "html.parser")
    body = soup.textarea.text
    assert "Няня & ко" in body
    assert "8 900 000-00-01" in body
    assert "/services/nanny/" in body
    link = soup.select_one("a[href^='sms:']")["href"]
    assert unquote(link.removeprefix("sms:?&body=")) == body
    assert "%20%26%20" in link


def test_a_text_tells_the_whole_week(client):
    days = [(1, "9:00", "18:00"), (2, "10:00", "18:00"), (3, "9:00", "17:00"), (5, "9:00", "13:00")]
    provider = ProviderFactory(slug="centre")
    LocationFactory(provider=provider, phones=["+79000000001"], hours=days)
    body = BeautifulSoup(client.get("/take/provider/centre/text/").content, "html.parser").textarea.text
    assert [day for day in ("пн", "вт", "ср", "чт", "пт", "сб, вс") if f"\n{day}: " not in body] == []


def test_a_card_offers_to_call_to_come_and_to_keep(client):
    service = ServiceFactory(slug="nanny")
    place = LocationFactory(provider=service.provider, address="ул. Мира, 1", phones=["+79000000001"])
    html = client.get("/services/nanny/").content.decode()
    for said in ("tel:+79000000001", "geo:0,0?q=", f"/take/place/{place.uuid}.vcf", "/take/service/nanny.pdf"):
        assert said in html
