"""A list costs the same number of queries however many records it holds; so does a record however much hangs on it."""

import pytest

from tests.factories import FamilyCategoryFactory, LocationFactory, ServiceFactory
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS


@pytest.fixture
def queries(client, django_assert_max_num_queries):
    def queries(address: str) -> int:
        client.get(BASE + address)
        with django_assert_max_num_queries(100) as asked:
            assert client.get(BASE + address).status_code == 200
        return len(asked)

    return queries


def fill(count: int) -> list:
    return [
        ServiceFactory(
            provider=LocationFactory(phones=["+70001112233"], hours=[(1, "9:00", "18:00")]).provider,
            categories=[FamilyCategoryFactory()],
            steps=["Позвоните."],
        )
        for _each in range(count)
    ]


LISTS = [
    f"/{collection}?per_page=100{asked}" for collection in COLLECTIONS for asked in ("", "&full=true", "&search=услуга")
]


def test_one_and_twenty_cost_the_same(db, queries):
    fill(1)
    one = {address: queries(address) for address in LISTS}
    fill(19)
    assert {address: queries(address) for address in LISTS} == one
    assert max(one.values()) <= 11


def test_lists_and_records_are_cheap(db, queries):
    (service,) = fill(1)
    assert queries("/services") <= 4
    assert queries("/service_at_locations") <= 5
    assert queries("/organizations") <= 3
    assert queries(f"/services/{service.uuid}") <= 6
    assert queries(f"/organizations/{service.provider.uuid}") <= 6
