"""A record's time moves when something that the public reads of it changes, by whatever hand; otherwise it stays."""

import datetime

import pytest
from django.db import transaction

from hsds.models import Site, Stamp
from services_directory.models import OpeningHours, Phone, Provider, RequiredDocument, Service, ServiceStep, Tariff
from tests.factories import FamilyCategoryFactory, LocationFactory, ServiceFactory, TerritoryFactory

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def service(db) -> Service:
    place = LocationFactory(phones=["+70001112233"], hours=[(1, "9:00", "18:00")])
    return ServiceFactory(provider=place.provider, steps=["Позвоните."], documents=["Паспорт"], tariffs=[100])


@pytest.fixture
def moved(service):
    """Whether a deed moves the time of the service."""

    def moved(deed) -> bool:
        Stamp.objects.update(modified=LONG_AGO)
        with transaction.atomic():
            deed()
        return Stamp.objects.get(kind="service", object_id=service.pk).modified != LONG_AGO

    return moved


def test_its_own_fields_and_rows_move_it(service, moved):
    assert moved(lambda: Service.objects.filter(pk=service.pk).update(summary="Иначе"))
    assert moved(lambda: ServiceStep.objects.update(text="Приходите."))
    assert moved(lambda: RequiredDocument.objects.all().delete())
    assert moved(lambda: Tariff.objects.create(service=service, name="Ещё", amount=5))
    assert moved(
        lambda: Service.categories.through.objects.create(service=service, familycategory=FamilyCategoryFactory())
    )
    assert moved(lambda: Service.also_serves.through.objects.create(service=service, territory=TerritoryFactory()))


def test_its_provider_and_places_move_it(service, moved):
    place = service.provider.locations.get()
    assert moved(lambda: Provider.objects.filter(pk=service.provider_id).update(name="Иначе"))
    assert moved(lambda: type(place).objects.filter(pk=place.pk).update(address="Иначе"))
    assert moved(lambda: Phone.objects.update(number="+70001112234"))
    assert moved(lambda: OpeningHours.objects.all().delete())
    assert moved(lambda: LocationFactory(provider=service.provider))


def test_a_place_of_another_provider_that_it_names_moves_it(service, moved):
    foreign = LocationFactory()
    assert moved(lambda: Service.locations.through.objects.create(service=service, location=foreign))
    assert moved(lambda: type(foreign).objects.filter(pk=foreign.pk).update(name="Иначе"))


def test_a_draft_a_save_without_change_and_another_card_do_not(service, moved):
    def draft():
        service.summary = "Черновик"
        service.save_revision()

    assert not moved(draft)
    assert not moved(lambda: Service.objects.get(pk=service.pk).save())
    assert not moved(lambda: Service.objects.filter(pk=service.pk).update(has_unpublished_changes=True))
    assert not moved(lambda: ServiceFactory(provider=LocationFactory().provider))


def test_a_service_that_comes_or_goes_moves_its_provider(service):
    provider = Stamp.objects.filter(kind="provider", object_id=service.provider_id)
    Stamp.objects.update(modified=LONG_AGO)
    ServiceFactory(provider=service.provider)
    assert provider.get().modified != LONG_AGO
    Stamp.objects.update(modified=LONG_AGO)
    Service.objects.filter(pk=service.pk).delete()
    assert provider.get().modified != LONG_AGO
    assert not Stamp.objects.filter(kind="service", object_id=service.pk).exists()


def test_a_pair_keeps_its_number(service):
    before = Site.objects.get().uuid
    service.live = False
    service.save()
    assert not Site.objects.exists()
    service.live = True
    service.save()
    assert Site.objects.get().uuid == before
    assert before.version == 3


def test_naming_places_replaces_those_of_the_provider(service):
    own, other = service.provider.locations.get(), LocationFactory(provider=service.provider)
    assert set(Site.objects.values_list("location_id", flat=True)) == {own.pk, other.pk}
    Service.locations.through.objects.create(service=service, location=other)
    assert list(Site.objects.values_list("location_id", flat=True)) == [other.pk]
