"""A card that says all it can is told on every channel: a fact that one keeps back is named here, or the test fails."""

import datetime
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.db.models import CharField, EmailField, TextField, URLField
from django.utils.timezone import localdate

from guidebook.choosing import Choice
from guidebook.document import document
from portal.formatting import plain
from portal.phones import PhoneField
from search.rebuilding import rebuild
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    ServiceFormFactory,
    TerritoryFactory,
)
from tests.home import factories as make
from tests.sharing.test_confidential import text_of

pytestmark = pytest.mark.django_db
TODAY, DAY = localdate(), datetime.timedelta(days=1)
# By what each fact is known, in words of people or in the terms of programs.
OF_SERVICE = {
    "price in force": r"350",
    "until what day": rf"действует до|{TODAY + 20 * DAY}",
    "terms of payment": r"скидка семьям",
    "form": r"На дому",
    "ages": r"от 3 до 7|minimum_age",
    "eligibility": r"семьи в беде",
    "residence": r"жители города",
    "families": r"Многодетные",
    "papers": r"Паспорт",
    "waiting": r"две недели",
    "places": r"4 из 10|available",
    "day of the places": rf"на {(TODAY - 2 * DAY).day} \w+ {(TODAY - 2 * DAY).year}|updated",
    "service closes": r"отпуск|hoursAvailable",
    "also serves": r"Соседний",
}
OF_PROVIDER = {"provider also serves": r"Дальний"}
OF_PLACE = {
    "extension": r"доб\. 12|,12\b|ext=12|\"extension\": 12",
    "whom the phone reaches": r"регистратура",
    "when it answers": r"будни до обеда",
    "mail": r"centre@example",
    "remark on hours": r"запись по сред",
    "other days": rf"учёба|{TODAY + 3 * DAY}",
    "place closes": rf"ремонт|{TODAY + 10 * DAY}",
    "branch": r"Корпус",
}
COMMON = {
    "checked": rf"роверены|assured_date|verified_on|{TODAY - 4 * DAY:%d.%m.%Y}",
    "fictional": r"ымышленный регион|is_fictional\": true",
    "no address": r"Адрес не публикуется",
}
# What nothing may tell: an address that is hidden, a draft, a price of yesterday.
NOWHERE = {"hidden address": r"Тайная", "draft": r"Черновик", "old price": r"\b111\b"}
FACTS = {**OF_SERVICE, **OF_PROVIDER, **OF_PLACE, **COMMON}
PLACE_ONLY = {*OF_PLACE, *COMMON}
PROVIDER_ONLY = {*PLACE_ONLY, *OF_PROVIDER, "service closes"}
# Each channel and what it tells.
TOLD = {
    "page of the service": {*FACTS},
    "page of the provider": {*PROVIDER_ONLY, "form", "ages"},
    "row of the list": {"form", "fictional"},
    "row of the institutions": {"fictional"},
    "search of the site": {"form", "fictional"},
    "API of the search": {"fictional"},
    "saved list": {*PLACE_ONLY, "service closes"},
    "sheet": {*FACTS},
    "sheet of the provider": PROVIDER_ONLY,
    "text": {*PLACE_ONLY, "service closes"},
    # A contact stays in a phone for years: a day of a check would age there unseen.
    "contact": {*PLACE_ONLY} - {"checked", "no address"},
    "contact, version 4": {*PLACE_ONLY} - {"checked", "no address"},
    "frame of the provider": PROVIDER_ONLY,
    "frame of the search": {"fictional"},
    "printed guide": {*FACTS},
    # The standard has «assured_date» for services alone.
    "HSDS service": {*FACTS},
    "HSDS organization": {*PLACE_ONLY} - {"checked"},
    # A map has no point of a hidden place, and no services but their names.
    "map of services": {*PLACE_ONLY} - {"mail", "no address"},
    "map of institutions": {*PLACE_ONLY} - {"mail", "no address"},
    # Of free places a table that is kept would be wrong tomorrow.
    "table of services": {*FACTS} - {"places", "day of the places", "branch"},
    "table of institutions": {*PLACE_ONLY, *OF_PROVIDER} - {"branch"},
    # schema.org has no word for the rest.
    "schema.org service": {
        *("price in force", "until what day", "eligibility", "service closes", "also serves", "provider also serves"),
        *("extension", "whom the phone reaches", "other days", "place closes", "branch", "fictional"),
    },
    "schema.org provider": {"extension", "other days", "place closes", "branch", "fictional", "provider also serves"},
    "block of contacts": {*PLACE_ONLY} - {"checked"},
    "block of services": {"service closes", "fictional"},
}


@pytest.fixture
def card():
    region = RegionFactory(name="Край", is_fictional=True)
    town, near, far = (
        TerritoryFactory(name=name, parent=region) for name in ("Город", "Соседний район", "Дальний район")
    )
    dates = {"verified_on": TODAY - 4 * DAY, "next_review_on": TODAY + 100 * DAY}
    provider = ProviderFactory(name="Центр «Ель»", slug="centre", territory=town, also_serves=[far], **dates)
    line = {"number": "+74922223344", "extension": "12", "purpose": "регистратура", "hours": "будни до обеда"}
    place = LocationFactory(
        provider=provider, name="Корпус", address="ул. Лесная, 5", phones=[line], hours=WEEK,
        email="centre@example.org", hours_note="запись по средам", latitude="58.2", longitude="45.4",
        closed_from=TODAY + 10 * DAY, closed_until=TODAY + 12 * DAY, closed_reason="ремонт",
    )  # fmt: skip
    place.exceptions.create(starts_on=TODAY + 3 * DAY, reason="учёба")
    place.save()
    LocationFactory(provider=provider, name="Дом", address="ул. Тайная, 7", address_is_confidential=True)
    service = ServiceFactory(
        name="Няня", slug="nanny", provider=provider, kind=HelpKindFactory(name="Присмотр", slug="care"),
        form=ServiceFormFactory(name="На дому"), price="paid", price_note="скидка семьям", eligibility="семьи в беде",
        categories=[FamilyCategoryFactory(name="Многодетные")], residence="жители города", age_from=3, age_to=7,
        term="две недели", documents=["Паспорт"], also_serves=[near],
        places_total=10, places_free=4, places_as_of=TODAY - 2 * DAY,
        closed_from=TODAY + 5 * DAY, closed_until=TODAY + 6 * DAY, closed_reason="отпуск",
        tariffs=[
            {"name": "Час", "amount": 350, "unit": "за час", "valid_until": TODAY + 20 * DAY},
            {"name": "Раньше", "amount": 111, "valid_until": TODAY - DAY},
        ],
        **dates,
    )  # fmt: skip
    ServiceFactory(name="Черновик", provider=provider, live=False)
    rebuild()
    return provider, place, service


CONTACT = {*["BEGIN", "VERSION", "FN", "ORG", "N", "TEL", "EMAIL", "GEO", "ADR", "NOTE", "URL", "UID", "END"]}
HOSTILE = "<img src=x onerror=alert(1)></script></textarea>'\"{{733*733}}"


def poisoned(record):
    """Every text of the record that takes so much begins with markup."""
    texts = [each for each in record._meta.concrete_fields if isinstance(each, CharField | TextField)]
    for field in texts:
        if not (field.choices or field.unique or isinstance(field, PhoneField | EmailField | URLField)):
            room = field.max_length is None or field.max_length > len(HOSTILE) + 20
            setattr(record, field.name, f"{HOSTILE} {getattr(record, field.name)}" if room else "<b>")
    record.save()


def read(client, path: str) -> str:
    """What a reader of the channel reads: of a page what is in the middle, of a contact whole lines."""
    response = client.get(path)
    assert response.status_code == 200, path
    text = b"".join(response.streaming_content).decode() if response.streaming else text_of(response)
    text = text.replace("\r\n ", "")
    if response["Content-Type"].startswith("text/html"):
        soup = BeautifulSoup(text, "html.parser")
        for part in soup.select("script, form"):
            part.decompose()
        text = (soup.select_one("main") or soup).get_text(" ")
    return json.dumps(json.loads(text), ensure_ascii=False) if "json" in response["Content-Type"] else text


def described(client, record) -> str:
    soup = BeautifulSoup(client.get(record.get_absolute_url()).content, "html.parser")
    return soup.select_one("script[type='application/ld+json']").string


def addresses(provider, place, service) -> dict[str, str]:
    block = {"type": "contact", "value": {"provider": provider.pk}}
    offers = {"type": "services", "value": {"title": "Услуги", "kind": service.kind_id}}
    return {
        "page of the service": service.get_absolute_url(),
        "page of the provider": provider.get_absolute_url(),
        "row of the list": "/services/?q=няня",
        "row of the institutions": "/providers/",
        "search of the site": "/search/?q=няня",
        "API of the search": "/api/search/?q=няня&type=service",
        "saved list": f"/saved/?s=s{service.pk}",
        "sheet": f"/take/service/{service.slug}.pdf",
        "sheet of the provider": f"/take/provider/{provider.slug}.pdf",
        "text": f"/take/service/{service.slug}/text/",
        "contact": f"/take/place/{place.uuid}.vcf",
        "contact, version 4": f"/take/place/{place.uuid}.v4.vcf",
        "frame of the provider": f"/embed/provider/{provider.slug}/",
        "frame of the search": "/embed/search/?q=няня",
        "HSDS service": f"/api/hsds/services/{service.uuid}",
        "HSDS organization": f"/api/hsds/organizations/{provider.uuid}",
        "map of services": "/services/data.geojson",
        "map of institutions": "/providers/data.geojson",
        "table of services": "/services/data.csv",
        "table of institutions": "/providers/data.csv",
        "block of contacts": make.section(body=[block]).url,
        "block of services": make.section(body=[offers]).url,
    }


def channels(client, provider, place, service) -> dict[str, str]:
    said = {name: read(client, path) for name, path in addresses(provider, place, service).items()}
    said["printed guide"] = json.dumps(document(Choice(), TODAY).content, ensure_ascii=False)
    said["schema.org service"] = described(client, service)
    said["schema.org provider"] = described(client, provider)
    return {name: plain(re.sub(r"\s+", " ", text)) for name, text in said.items()}


def test_every_channel_tells_what_it_should_and_nothing_that_is_over_or_hidden(client, card, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    told = channels(client, *card)
    assert told.keys() == TOLD.keys()
    silent = {
        name: sorted(fact for fact in TOLD[name] if not re.search(FACTS[fact], text)) for name, text in told.items()
    }
    assert {name: facts for name, facts in silent.items() if facts} == {}
    # A program gets each price with its dates.
    people = {name: text for name, text in told.items() if not name.startswith("HSDS")}
    blurted = {name: [fact for fact, sign in NOWHERE.items() if re.search(sign, text)] for name, text in people.items()}
    assert {name: facts for name, facts in blurted.items() if facts} == {}
    assert not any(re.search(NOWHERE[fact], told["HSDS service"]) for fact in ("hidden address", "draft"))


def test_markup_in_any_field_is_a_text_on_every_page(client, card):
    provider, place, service = card
    parts = [*place.phones.all(), *place.exceptions.all(), *service.tariffs.all(), *service.documents.all()]
    for record in (
        provider,
        *provider.locations.all(),
        service,
        service.kind,
        service.form,
        *parts,
    ):
        poisoned(record)
    rebuild()
    for name, path in addresses(provider, place, service).items():
        response = client.get(path)
        assert response.status_code == 200, name
        if response["Content-Type"].startswith("text/html"):
            soup = BeautifulSoup(response.content, "html.parser")
            assert not soup.select("[onerror], img[src=x]"), name
            assert str(733 * 733) not in soup.title.text, name
    contact = client.get(f"/take/place/{place.uuid}.vcf").content.decode()
    assert {line.partition(":")[0].partition(";")[0] for line in contact.replace("\r\n ", "").splitlines()} <= CONTACT
