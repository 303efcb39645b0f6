"""One query brings a record with what stands around it, as exact as if each part were asked for."""

import datetime
from decimal import Decimal

import pytest

from services_directory.models.location import LOCATIONS_CHOSEN
from services_directory.models.service import SERVICE_PAGE
from tests.factories import WEEK, LocationFactory, ServiceFactory

pytestmark = pytest.mark.django_db
TARIFF = {"name": "Занятие", "amount": Decimal("1234567890.10"), "valid_from": datetime.date(2026, 1, 31)}


def test_values_come_back_exact():
    service = ServiceFactory(tariffs=[TARIFF])
    (found,) = SERVICE_PAGE(service.slug)
    (tariff,) = found.tariffs.all()
    assert {name: getattr(tariff, name) for name in TARIFF} == TARIFF


def test_rows_keep_their_order():
    steps = ["Третий", "Первый", "Второй"]
    (found,) = SERVICE_PAGE(ServiceFactory(steps=steps).slug)
    assert [step.text for step in found.steps.all()] == steps


def test_what_is_around_is_there_without_another_query(django_assert_num_queries):
    slug = ServiceFactory(form=None, steps=["Позвоните"]).slug
    SERVICE_PAGE(slug)
    with django_assert_num_queries(1):
        (found,) = SERVICE_PAGE(slug)
        assert found.provider.territory.region.level == 1
        assert found.kind.kind.name
        assert found.form is None
        assert found.source_act is None
        assert found.steps.count() == 1


def test_nothing_is_found_where_there_is_nothing():
    assert SERVICE_PAGE("no-such") == []


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_ids_is_one_query(number, django_assert_num_queries):
    ids = {LocationFactory(hours=WEEK, phones=["+79000000001"]).pk for _place in range(number)}
    LocationFactory()
    with django_assert_num_queries(1):
        found = LOCATIONS_CHOSEN(list(ids))
        assert {place.pk for place in found} == ids
        assert all(place.opening and place.reachable for place in found)
