"""The address of a crisis centre is nowhere: planted canaries are looked for at every public address there is.

New addresses are covered by themselves: they are read from the URL configuration, and the tables from the database.
"""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from feedback.models import Report
from home.sitemaps import SITEMAPS
from measures.offered import TABLES
from services_directory.models import Location
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    LegalActFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProviderFactory,
    ServiceFactory,
)
from tests.portal.routes import addresses, public_patterns

pytestmark = pytest.mark.django_db
STREET, WAY, POSTCODE = "Канареечная", "сквером Щегла", "628999"
POINT = (Decimal("61.234567"), Decimal("69.765432"))
# Case does not matter; a point is not to be had even roughly.
SECRETS = ("канареечн", "щегла", POSTCODE, "61.23", "69.76", "61,23", "69,76", r"\u043a\u0430\u043d\u0430\u0440")
QUERIES = ("", "?show=stale", "?near=61.23,69.77&radius=5", "?full=true", "?minimal=true", "?format=csv", "?page=2")
FILES_OF = {b"PK\x03\x04": "archive", b"%PDF": "pdf"}


@pytest.fixture
def shelter(settings, tmp_path):
    """A crisis centre with every kind of record that could speak of its place."""
    # An archive that another test or process has made would be withheld, and not made anew for a minute.
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    provider = ProviderFactory(slug="shelter", name="Убежище", kind="crisis-centre", full_name="Кризисный центр")
    place = LocationFactory(
        provider=provider, name="Приют", address=f"{POSTCODE}, ул. {STREET}, 77", directions=f"За {WAY}",
        latitude=POINT[0], longitude=POINT[1], address_is_confidential=True, phones=["+79000000001"], hours=WEEK,
    )  # fmt: skip
    category, practice = FamilyCategoryFactory(), PracticeFactory(sites=[provider])
    service = ServiceFactory(
        slug="refuge", provider=provider, locations=[place], categories=[category], practices=[practice], price="free"
    )
    MeasureFactory(providers=[provider], services=[service])
    LegalActFactory()
    Report.objects.create(digest="x", kind="phone", provider=provider, about=provider.name)
    return place


def values(place: Location) -> dict[str, list]:
    """What may stand for each parameter of a public address."""
    models = [place.provider, place.provider.services.get(), *place._meta.apps.get_models()]
    slugs = {"shelter", "refuge"}
    uuids = {place.uuid, place.provider.uuid, place.provider.services.get().uuid}
    for model in models[2:]:
        if model._meta.app_label in ("services_directory", "measures", "acts"):
            names = {field.name for field in model._meta.concrete_fields}
            slugs |= set(model.objects.values_list("slug", flat=True)) if "slug" in names else set()
            uuids |= set(model.objects.values_list("uuid", flat=True)) if "uuid" in names else set()
    return {
        "slug": sorted(slugs),
        "id": sorted(map(str, uuids)),
        "uuid": sorted(map(str, uuids)),
        "number": ["1", "2"],
        "kind": ["csv", "xlsx", "json"],
        "receipt": [Report.objects.get().receipt],
        "section": sorted(SITEMAPS),
        "rest": ["anything"],
        "page_view_restriction_id": [1],
        "page_id": [1],
        **KINDS_OF_VALUES,
    }


# Parameters of addresses that others add: name their values here.
KINDS_OF_VALUES: dict[str, list] = {
    "extension": ["csv", "xlsx"],
    "format": ["csv", "json", "txt"],
    "table": list(TABLES),
    "pk": [1],
    "path": ["x"],
    "document_id": [1],
    "address": ["providers/shelter/"],
    "restriction_id": [1],
    "period": ["2025-1"],
    "edition": [1],
    "file_id": [1],
    "month": ["2026-12"],
}


def every_address(place: Location) -> list[str]:
    known = values(place)
    found = {url for name, route, pattern in public_patterns() for url in addresses(name, route, pattern, known)}
    return sorted(url for url in found if not re.search(r"[<>(?\\^$]", url))


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = next((kind for start, kind in FILES_OF.items() if body.startswith(start)), "text")
    return {"archive": text_of_archive, "pdf": text_of_pdf, "text": lambda raw: raw.decode(errors="replace")}[kind](
        body
    )


def text_of_archive(body: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(body))
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def text_of_pdf(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


def leaks(text: str) -> list[str]:
    said = text.lower()
    return [secret for secret in SECRETS if secret.lower() in said]


def test_no_public_address_gives_it_away(shelter):
    client, leaking, answered = Client(), {}, set()
    for url in every_address(shelter):
        response = client.get(url)
        assert response.status_code < 500, url
        if response.status_code == 200:
            answered.add(url)
            if found := leaks(text_of(response)):
                leaking[url] = found
    assert leaking == {}
    assert {"/providers/shelter/", "/services/refuge/", "/services/", "/api/search/"} <= answered
    assert {"/services/data.geojson", "/providers/data.geojson"} <= answered
    assert {f"/take/place/{shelter.uuid}.vcf", f"/take/place/{shelter.uuid}.v4.vcf"} <= answered


def test_no_filter_order_or_form_of_an_answer_gives_it_away(shelter):
    client, leaking = Client(), {}
    lists = [url for url in every_address(shelter) if not re.search(r"shelter|refuge|[0-9a-f]{8}-", url)]
    for url in (f"{path}{query}" for path in lists for query in QUERIES[1:]):
        response = client.get(url)
        assert response.status_code < 500, url
        # A page repeats the point that it was asked for.
        asked = {"61.23", "69.76", "61,23", "69,76"} if "near=" in url else set()
        if response.status_code == 200 and (found := set(leaks(text_of(response))) - asked):
            leaking[url] = found
    assert leaking == {}


def test_what_pages_link_to_does_not_give_it_away(shelter):
    client, seen, leaking = Client(), set(), {}
    for page in ("/providers/shelter/", "/services/refuge/", "/services/", "/search/?q=убежище"):
        seen |= set(re.findall(r'(?:href|src|action)="(/[^"#]*)', client.get(page).content.decode()))
    for url in sorted(seen):
        response = client.get(url.replace("&amp;", "&"))
        if response.status_code == 200 and (found := leaks(text_of(response))):
            leaking[url] = found
    assert leaking == {}


@pytest.mark.parametrize("words", [STREET, "канареечная 77", POSTCODE, "щегла"])
def test_nobody_finds_the_centre_by_its_address(words, shelter):
    client = Client()
    for url in ("/services/", "/search/", "/api/search/", "/providers/"):
        assert "Убежище" not in client.get(url, {"q": words}).content.decode()
    assert STREET not in client.get("/api/suggest/", {"q": words[:4]}).content.decode()
    for url in ("/api/hsds/services", "/api/hsds/service_at_locations", "/api/hsds/organizations"):
        for query in ({"search": words}, {"postcode": POSTCODE}, {"postcode": POSTCODE, "proximity": 1000}):
            assert str(shelter.provider.uuid) not in client.get(url, query).content.decode()


@pytest.mark.parametrize("kind", ["services", "providers"])
def test_no_map_has_its_point_and_a_neighbour_there_is_drawn(kind, shelter):
    neighbour = LocationFactory(address=f"ул. {STREET}, 5", latitude=POINT[0], longitude=POINT[1])
    ServiceFactory(provider=neighbour.provider)
    for query in ({}, {"near": "61.23,69.77", "radius": 5}, {"q": "убежище"}, {"show": "stale"}):
        text = Client().get(f"/{kind}/data.geojson", query).content.decode()
        assert str(shelter.uuid) not in text
        assert "Приют" not in text
    assert str(neighbour.uuid) in Client().get(f"/{kind}/data.geojson").content.decode()


def test_a_published_neighbour_is_found_so_the_canary_would_sing(shelter):
    open_place = LocationFactory(address=f"{POSTCODE}, ул. {STREET}, 1", directions=f"Рядом с {WAY}")
    assert leaks(Client().get(open_place.provider.get_absolute_url()).content.decode())
    assert open_place.provider.name in Client().get("/search/", {"q": STREET}).content.decode()


def test_no_table_that_public_pages_are_read_from_holds_it(shelter):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [
            name for (name,) in cursor.fetchall() if name.startswith(("search_", "hsds_", "sharing_", "navigator_"))
        ]
        assert "search_searchentry" in tables
        for table in tables:
            cursor.execute(f'SELECT row::text FROM "{table}" AS row')
            assert not [row for (row,) in cursor.fetchall() if leaks(row)], table


def test_an_address_that_becomes_confidential_is_gone_at_once(shelter):
    place = LocationFactory(address=f"ул. {STREET}, 5")
    page = place.provider.get_absolute_url()
    assert STREET in Client().get(page).content.decode()
    place.address_is_confidential = True
    place.save()
    assert STREET not in Client().get(page).content.decode()
    assert place.provider.name not in Client().get("/api/search/", {"q": STREET}).content.decode()


@pytest.mark.parametrize("kind", ["publications", "programmes", "reporter_b"])
def test_choosers_and_previews_tell_it_to_nobody_whose_card_it_is_not(kind, shelter, sign_in):  # noqa: F811
    Location.objects.update(name="")
    client, leaking = sign_in(kind), {}
    base = "wagtailsnippetchoosers_services_directory_location"
    for url in (
        reverse(f"{base}:choose"),
        reverse(f"{base}:choose_results"),
        reverse(f"{base}:chosen", args=[shelter.pk]),
        reverse("wagtailsnippets_services_directory_location:inspect", args=[shelter.pk]),
    ):
        if found := leaks(client.get(url).content.decode()):
            leaking[url] = found
    assert leaking == {}


def test_previews_show_what_the_public_will_see(shelter):
    for record in (shelter, shelter.provider, shelter.provider.services.get()):
        preview = record.make_preview_request()
        assert preview.status_code == 200
        assert not leaks(preview.content.decode())
