"""Near me: what serves the territory first, then the nearest; confidential places give away no distance."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.indexing import index
from search.models import SearchEntry, Type
from search.sources import BY_TYPE
from services_directory.models import Location
from tests.factories import (
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    SettlementFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
CANARY = Decimal("58.765432")


def service(name: str, latitude="58.21", **place):
    """A service of one place, by default in the middle of nowhere's town."""
    provider = place.pop("provider", None) or ProviderFactory()
    point = {"latitude": Decimal(str(latitude)), "longitude": Decimal("45.43")} if latitude else {}
    location = LocationFactory(provider=provider, **{**point, **place})
    return ServiceFactory(name=name, provider=provider, locations=[location])


def test_the_nearest_comes_first_with_its_distance(ask):
    service("Далёкая", 58.41)
    service("Близкая", 58.22)
    service("Средняя", 58.31)
    rows = ask("near=58.21,45.43&type=service").rows
    assert [row.title for row in rows] == ["Близкая", "Средняя", "Далёкая"]
    assert [round(row.km, 1) for row in rows] == [1.1, 11.1, 22.2]


def test_a_settlement_stands_for_its_middle(ask, titles):
    service("Далёкая", 58.41)
    service("Близкая", 58.22)
    SettlementFactory(name="Зареченск")
    assert titles("near=г. зареченск&type=service") == ["Близкая", "Далёкая"]


def test_what_serves_the_territory_comes_before_the_merely_near(titles):
    here, there = TerritoryFactory(), TerritoryFactory()
    SettlementFactory(territory=here)
    service("Чужая рядом", 58.22, provider=ProviderFactory(territory=there))
    service("Своя подальше", 58.35, provider=ProviderFactory(territory=here))
    far = service("Обслуживает издалека", 58.6, provider=ProviderFactory(territory=there))
    far.also_serves.add(here)
    far.save()
    assert titles("near=58.21,45.43&type=service") == ["Своя подальше", "Обслуживает издалека", "Чужая рядом"]


def test_among_those_that_serve_the_ones_without_a_point_come_last_but_before_strangers(titles):
    here = TerritoryFactory()
    SettlementFactory(territory=here)
    service("Чужая", 58.22)
    service("По телефону", None, provider=ProviderFactory(territory=here))
    service("Своя", 58.35, provider=ProviderFactory(territory=here))
    assert titles("near=58.21,45.43&type=service") == ["Своя", "По телефону", "Чужая"]


def test_the_nearest_of_several_places_counts(ask):
    record = service("Услуга", 58.6)
    record.locations.add(LocationFactory(provider=record.provider, latitude=Decimal("58.22"), longitude="45.43"))
    record.save()
    assert round(ask("near=58.21,45.43&type=service").rows[0].km, 1) == 1.1


def test_a_service_without_places_of_its_own_is_where_its_provider_is(ask):
    location = LocationFactory(latitude=Decimal("58.22"), longitude=Decimal("45.43"))
    ServiceFactory(provider=location.provider)
    assert round(ask("near=58.21,45.43&type=service").rows[0].km, 1) == 1.1


def test_words_and_filters_hold_near_too(titles):
    service("Психолог", 58.41)
    service("Логопед", 58.22)
    assert titles("near=58.21,45.43&type=service&q=психолог") == ["Психолог"]


def test_a_radius_leaves_what_lies_within_it(ask, titles):
    service("Внутри", 58.254)
    service("Снаружи", 58.256)
    service("Без точки", None)
    assert titles("near=58.21,45.43&radius=5&type=service") == ["Внутри"]
    assert ask("near=58.21,45.43&radius=5&type=service").total == 1
    assert ask("near=58.21,45.43&radius=7&type=service").total == 3


def test_pages_by_distance_repeat_and_lose_nothing(ask):
    """More of them than the places that the first parts look at."""
    here = TerritoryFactory()
    SettlementFactory(territory=here)
    for number in range(65):
        territory = {"territory": here} if number % 3 else {}
        service(f"Услуга {number}", 58.21 + number / 100, provider=ProviderFactory(**territory))
    pages = [[row.title for row in ask(f"near=58.21,45.43&type=service&page={page}").rows] for page in range(1, 5)]
    serving = [number for number in range(65) if number % 3]
    others = [number for number in range(65) if not number % 3]
    assert [title for page in pages for title in page] == [f"Услуга {number}" for number in serving + others]
    assert ask("near=58.21,45.43&type=service&page=99").page == 4


def test_several_settlements_of_one_name_are_a_choice_and_nothing_is_hidden(ask):
    service("Услуга")
    for name in ("Краснобор", "Липовец"):
        SettlementFactory(name="Ольховка", territory=TerritoryFactory(name=name))
    result = ask("near=Ольховка&type=service")
    assert [each.territory.name for each in result.near.choices] == ["Краснобор", "Липовец"]
    assert result.near.is_known
    assert result.total == 1
    assert ask("near=Ольховка, Липовец").near.point


def test_an_unknown_name_is_said_and_the_like_are_offered(ask):
    SettlementFactory(name="Зареченск")
    near = ask("near=Зариченск").near
    assert not near.is_known
    assert [each.name for each in near.choices] == ["Зареченск"]


@pytest.mark.parametrize(
    "near", ["91,45", "58.2,181", "58.21,", "-", ",", "\0", "1e5,3", "١٢,١٢", "x" * 500, "58.21,45.43,1", "nan,nan"]
)
def test_what_is_no_point_breaks_nothing(ask, near):
    service("Услуга")
    assert ask(f"near={near}&radius=5").total >= 1


def test_a_point_is_cut_to_a_hundredth_of_a_degree(ask):
    assert ask("near=58.213721,45.438997").near.point == (58.21, 45.44)


def test_a_confidential_place_has_no_point_anywhere_in_the_index(ask):
    service("Кризисный центр", CANARY, address_is_confidential=True)
    assert ask("near=58.76,45.43&type=service").rows[0].km is None
    assert ask("near=58.76,45.43&radius=50&type=service").total == 0
    assert set(SearchEntry.objects.values_list("places", flat=True)) == {""}
    with connection.cursor() as cursor:
        cursor.execute("SELECT terms::text || card::text FROM search_searchentry")
        texts = " ".join(row for (row,) in cursor.fetchall())
    assert "^" not in texts
    assert "58.76" not in texts


def test_a_place_that_has_become_confidential_is_out_at_once_even_from_a_stale_index(ask):
    service("Кризисный центр", CANARY)
    Location.objects.update(address_is_confidential=True)
    assert ask("near=58.76,45.43&type=service").rows[0].km is None
    assert ask("near=58.76,45.43&radius=5&type=service").total == 0


def test_distance_costs_the_same_for_any_number_of_rows(client):
    SettlementFactory(name="Зареченск")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/services/?near=Зареченск&radius=50").status_code == 200
        return len(asked)

    service("Услуга")
    queries()
    one = queries()
    for number in range(25):
        service(f"Услуга {number}", 58.21 + number / 100)
    # What the process keeps for half a minute may have grown old meanwhile.
    queries()
    assert queries() == one <= 6


class TestServiceArea:
    def test_what_also_serves_a_municipality_is_found_and_counted_there(self, ask, titles):
        wide, here = service("Широкая"), TerritoryFactory(name="Дальний район")
        wide.also_serves.add(here)
        wide.save()
        service("Другая")
        assert titles(f"territory={here.slug}&type=service") == ["Широкая"]
        counts = {choice.value: choice.count for choice in ask("type=service").facets["territory"]}
        assert counts[here.slug] == 1

    def test_what_its_provider_serves_the_service_does(self, titles):
        here = TerritoryFactory()
        service("Широкая", provider=ProviderFactory(also_serves=[here]))
        assert titles(f"territory={here.slug}&type=service") == ["Широкая"]
        assert len(titles(f"territory={here.slug}&type=provider")) == 1

    def test_a_region_means_all_its_parts_also_one_that_comes_later(self, titles):
        region = RegionFactory()
        old = TerritoryFactory(parent=region)
        service("Широкая", provider=ProviderFactory(also_serves=[region]))
        new = TerritoryFactory(parent=region)
        for part in (old, new):
            assert titles(f"territory={part.slug}&type=service") == ["Широкая"]

    def test_a_provider_that_stops_serving_takes_its_services_along(self, titles):
        here = TerritoryFactory()
        record = service("Широкая", provider=ProviderFactory(also_serves=[here]))
        record.provider.also_serves.clear()
        record.provider.save()
        index(BY_TYPE[Type.SERVICE], [record.pk])
        assert titles(f"territory={here.slug}&type=service") == []


def test_what_is_asked_for_comes_before_what_is_nearer_and_only_mentions_it(titles):
    service("Логопед", 58.5)
    near = service("Игры", 58.21)
    near.description = "Расскажем, когда нужен логопед"
    near.save()
    assert titles("q=логопед&near=58.20,45.43") == ["Логопед", "Игры"]
