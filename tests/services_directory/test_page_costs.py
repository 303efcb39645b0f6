"""A page asks the database as often for many rows as for one, and keeps no visitor apart from another."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services_directory.models import CategoryWording
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
DETAIL, LIST = 6, 5


def service(rows):
    provider = ProviderFactory()
    record = ServiceFactory(
        provider=provider,
        categories=FamilyCategoryFactory.create_batch(rows),
        practices=PracticeFactory.create_batch(rows),
        locations=[LocationFactory(provider=provider, phones=["+79000000001"], hours=WEEK) for _row in range(rows)],
        steps=["Шаг"] * rows,
        documents=["Паспорт"] * rows,
        tariffs=[100] * rows,
    )
    for _row in range(rows):
        MeasureFactory(services=[record])
    return record.get_absolute_url()


def provider(rows):
    record = ProviderFactory(part_of=ProviderFactory())
    ServiceFactory.create_batch(rows, provider=record)
    ProviderFactory.create_batch(rows, part_of=record)
    for _row in range(rows):
        LocationFactory(provider=record, phones=["+79000000001"], hours=WEEK)
        PracticeFactory(sites=[record])
        MeasureFactory(providers=[record])
    return record.get_absolute_url()


def category(rows):
    record = FamilyCategoryFactory()
    for _row in range(rows):
        CategoryWording.objects.create(category=record, wording="семьи", territory=RegionFactory())
        ServiceFactory(categories=[record])
        PracticeFactory(categories=[record])
        MeasureFactory(categories=[record])
    return record.get_absolute_url()


def practice(rows):
    record = PracticeFactory(
        sites=ProviderFactory.create_batch(rows), categories=FamilyCategoryFactory.create_batch(rows)
    )
    for _row in range(rows):
        ServiceFactory(practices=[record])
        MeasureFactory(practices=[record])
    return record.get_absolute_url()


def providers(rows):
    place = TerritoryFactory()
    for one in ProviderFactory.create_batch(rows, territory=place):
        ServiceFactory(provider=one)
    ProviderFactory.create_batch(rows)
    return f"/providers/?territory={place.parent.slug}"


def categories(rows):
    FamilyCategoryFactory.create_batch(rows)
    return "/categories/"


def practices(rows):
    region = RegionFactory()
    PracticeFactory.create_batch(rows, territory=region, sites=ProviderFactory.create_batch(rows))
    PracticeFactory.create_batch(rows)
    return f"/practices/?territory={region.slug}"


PAGES = [
    (service, DETAIL),
    (provider, DETAIL),
    (category, DETAIL),
    (practice, DETAIL),
    (providers, LIST),
    (categories, LIST),
    (practices, LIST),
]


@pytest.fixture(autouse=True)
def _known_settings(client):
    """The portal's settings come from the cache but for one page in a minute; that page is not the one measured."""
    cache.clear()
    client.get("/categories/")


def queries(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("make", "most"), PAGES)
def test_one_row_and_twenty_cost_the_same(client, make, most):
    one = queries(client, make(1))
    assert one == queries(client, make(20))
    assert one <= most


@pytest.mark.parametrize(("make", "most"), PAGES)
def test_no_cookie_and_nothing_that_varies_by_it(client, make, most):
    response = client.get(make(1))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
