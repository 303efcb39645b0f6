"""Drafts and confidential addresses stay with the editors: no list, record, filter or archive gives them away."""

import json
import zipfile

import pytest

from hsds import bulk
from hsds.models import Site
from services_directory.models import Provider
from tests.factories import FamilyCategoryFactory, LocationFactory, ProviderFactory, ServiceFactory
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS

CANARY = "Канареечная"
LATITUDE, LONGITUDE = "51.234567", "41.765432"


def everything(client) -> str:
    """All that the API says, by lists and by records."""
    said = []
    for collection in COLLECTIONS:
        for asked in ("", "?full=true", "?per_page=100"):
            said.append(client.get(f"{BASE}/{collection}{asked}").content.decode())
        for each in json.loads(said[-1])["contents"]:
            said.append(client.get(f"{BASE}/{collection}/{each['id']}").content.decode())
            said.append(client.get(f"{BASE}/{collection}/{each['id']}?full_service=true").content.decode())
    return "\n".join(said)


@pytest.fixture
def shelter(db):
    """A crisis centre that must not be found by whoever looks for somebody in it."""
    place = LocationFactory(
        provider=ProviderFactory(kind=Provider.Kind.CRISIS_CENTRE),
        address=f"623199, г. {CANARY}, {CANARY} улица, 5",
        address_is_confidential=True,
        latitude=LATITUDE,
        longitude=LONGITUDE,
        directions=f"От остановки {CANARY}",
        phones=["+70001112233"],
    )
    ServiceFactory(name="Убежище", provider=place.provider, locations=[place])
    return place


def test_a_confidential_place_has_no_address_point_or_way(client, shelter):
    said = everything(client)
    assert "+70001112233" in said
    for secret in (CANARY, "623199", "51.2345", "41.7654", "51.23", "41.76"):
        assert secret not in said


def test_no_question_of_nearness_gives_it_away(client, shelter):
    asked = {"lat": LATITUDE, "lon": LONGITUDE, "proximity": "500000"}
    for collection in ("services", "organizations", "service_at_locations"):
        assert client.get(f"{BASE}/{collection}", asked).json()["total_items"] == 0
        by_code = client.get(f"{BASE}/{collection}", {"postcode": "623199", "proximity": "1000"})
        assert by_code.status_code == 400
        assert client.get(f"{BASE}/{collection}", {"search": CANARY}).json()["total_items"] == 0


def test_the_archive_does_not_give_it_away_either(shelter, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert bulk.build()
    with zipfile.ZipFile(bulk.path()) as archive:
        said = "\n".join(archive.read(name).decode() for name in archive.namelist())
    assert "Убежище" in said
    for secret in (CANARY, "623199", "51.2345", "41.7654"):
        assert secret not in said


def test_drafts_are_nowhere(client, db):
    ServiceFactory(name=f"{CANARY} услуга", live=False)
    ServiceFactory(name=f"{CANARY} услуга 2", provider=ProviderFactory(live=False, name=f"{CANARY} служба"))
    place = LocationFactory(live=False, address=f"{CANARY}, 5")
    family = FamilyCategoryFactory(name=f"{CANARY} семья", live=False)
    ServiceFactory(provider=place.provider, categories=[family], locations=[place])
    assert CANARY not in everything(client)
    assert client.get(f"{BASE}/taxonomy_terms", {"search": CANARY}).json()["contents"] == []


def test_a_place_of_an_unpublished_organization_is_no_place(client, db):
    foreign = LocationFactory(provider=ProviderFactory(live=False), address=f"{CANARY}, 5")
    ServiceFactory(locations=[foreign])
    assert CANARY not in everything(client)


def test_taken_off_it_is_gone_and_back_it_is_there(client, db):
    place = LocationFactory()
    service = ServiceFactory(provider=place.provider)
    provider = service.provider
    provider.live = False
    provider.save()
    assert client.get(f"{BASE}/services/{service.uuid}").status_code == 404
    assert client.get(f"{BASE}/services").json()["total_items"] == 0
    assert Site.objects.count() == 0
    provider.live = True
    provider.save()
    assert client.get(f"{BASE}/services").json()["total_items"] == 1
    assert client.get(f"{BASE}/service_at_locations").json()["total_items"] == 1
