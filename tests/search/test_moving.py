"""What moves to another organisation leaves the one where it was: both entries say so at once."""

import pytest

from exchange.publishing import publish_at_once
from exchange.undoing import undo
from search.models import SearchEntry, Type
from tests.admin.conftest import make_person
from tests.exchange.conftest import checked, exported, loaded, private_files, write  # noqa: F401
from tests.factories import HelpKindFactory, LocationFactory, ProviderFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return ProviderFactory(name="Прежняя организация")


@pytest.fixture
def new():
    return ProviderFactory(name="Новая организация")


@pytest.fixture
def service(old):
    return ServiceFactory(name="Услуга", provider=old, kind=HelpKindFactory(slug="speech"))


@pytest.fixture
def found(titles):
    return lambda query: titles(f"{query}&type=provider")


def test_a_service_that_is_saved_elsewhere(service, old, new, found):
    assert found("kind=speech") == [old.name]
    service.provider = new
    service.save()
    assert found("kind=speech") == [new.name]


def test_a_service_whose_draft_moves_it(service, old, new, found):
    service.provider = new
    draft = service.save_revision()
    assert found("kind=speech") == [old.name]
    draft.publish()
    assert found("kind=speech") == [new.name]


def test_a_place_takes_its_territory_along(old, new, found):
    place = LocationFactory(provider=old, territory=TerritoryFactory(slug="town"))
    assert found("territory=town") == [old.name]
    place.provider = new
    place.save()
    assert found("territory=town") == [new.name]


def test_a_place_is_told_of_by_a_service_of_another_organisation_too(service, new, titles):
    place = LocationFactory(provider=new, territory=TerritoryFactory(slug="town"))
    service.locations = [place]
    service.save()
    place.territory = TerritoryFactory(slug="village")
    place.save()
    assert titles("territory=village&type=service") == [service.name]
    assert titles("territory=town&type=service") == []


@pytest.mark.parametrize("publishes", [True, False])
def test_an_import_moves_and_its_undoing_moves_back(service, old, new, found, loaded, publishes):  # noqa: F811
    head, row = exported("services")
    row[head.index("Организация")] = new.name
    importing = loaded([head, row], "services", publishes=publishes)
    if not publishes:
        assert found("kind=speech") == [old.name]
        from_draft(service)
    assert found("kind=speech") == [new.name]
    if publishes:
        undo(importing, None)
        assert found("kind=speech") == [old.name]
    assert SearchEntry.objects.filter(type=Type.PROVIDER).count() == 2


def from_draft(service) -> None:
    service.refresh_from_db()
    assert publish_at_once([service], make_person("moderator")) == []
