"""Lists are narrowed as asked; a value that is none is refused in words, never with a fault."""

import datetime
import uuid

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from hsds.models import Stamp
from hsds.openapi import PARAMETERS
from services_directory.models import HelpKind, Service
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)
from tests.hsds.conftest import BASE
from tests.hsds.crawling import COLLECTIONS


def term(get, name: str) -> str:
    return next(each["id"] for each in get("/taxonomy_terms", per_page=100)["contents"] if each["name"] == name)


def test_words_are_found_in_any_form_and_titles_come_first(names):
    ServiceFactory(name="Няня на час", description="Зовите, если психолог занят")
    ServiceFactory(name="Консультация психолога")
    assert names(search="психологи") == ["Консультация психолога", "Няня на час"]
    assert names(search="?!") == []


def test_words_alone_find_what_words_within_a_range_find(names, get):
    for n in range(7):
        ServiceFactory(name=f"Психолог {n}" if n % 2 else f"Занятие {n}", description="Ведёт психолог, слушает мама")
    ServiceFactory(name="Массаж")
    ever = {"modified_after": "2000-01-01"}
    for asked in ("психолог", "психолог занятие", "психолг", "психолог абракадабра", "мама психолог", "ничего такого"):
        assert names(search=asked) == names(search=asked, **ever), asked
    pages = [get("/services", search="психолог", per_page=3, page=page) for page in (1, 2, 3)]
    assert {each["total_items"] for each in pages} == {7}
    found = [each["name"] for page in pages for each in page["contents"]]
    assert len(found) == 7
    assert found == names(search="психолог", **ever)
    assert found[:3] == ["Психолог 1", "Психолог 3", "Психолог 5"]


def test_words_narrow_organizations_and_places_too(names, get):
    place = LocationFactory(provider=ProviderFactory(name="Центр «Рядом»"))
    ServiceFactory(name="Консультация психолога", provider=place.provider)
    ServiceFactory(name="Массаж", provider=LocationFactory().provider)
    assert names("organizations", search="рядом") == ["Центр «Рядом»"]
    assert [each["service"]["name"] for each in get("/service_at_locations", search="психолог")["contents"]] == [
        "Консультация психолога"
    ]


def test_a_term_stands_for_its_items_and_several_for_any(names, get):
    kind = HelpKindFactory(name="Юридическая помощь")
    ServiceFactory(name="Пункт", kind=HelpKindFactory(name="Алименты", parent=kind))
    ServiceFactory(name="Иное")
    ServiceFactory(name="Семейное", categories=[FamilyCategoryFactory(name="Приёмные")])
    law, foster = term(get, "Юридическая помощь"), term(get, "Приёмные")
    assert names(taxonomy_term_id=law) == ["Пункт"]
    assert names(taxonomy_term_id=f"{law},{foster}") == ["Пункт", "Семейное"]
    assert names(taxonomy_term_id=uuid.uuid4()) == []
    assert len(names("organizations", taxonomy_term_id=law)) == 1


def test_a_taxonomy_stands_for_all_its_terms(names, get):
    ServiceFactory(name="Статья 20", kind=HelpKindFactory(branch=HelpKind.Branch.SOCIAL_SERVICE))
    ServiceFactory(name="Статья 22", form=None)
    found = {each["name"]: each["id"] for each in get("/taxonomies")["contents"]}
    assert names(taxonomy_id=found["Виды помощи: социальные услуги"]) == ["Статья 20"]
    assert names(taxonomy_id=found["Формы обслуживания"]) == ["Статья 20"]
    assert names(taxonomy_id=found["Категории семей"]) == []


def test_terms_are_narrowed_by_taxonomy_parent_and_level(names, get):
    kind = HelpKindFactory(name="Вид")
    HelpKindFactory(name="Пункт", parent=kind)
    assert names("taxonomy_terms", top_only="true") == ["Вид"]
    assert names("taxonomy_terms", parent_id=term(get, "Вид")) == ["Пункт"]
    assert names("taxonomy_terms", search="пункты") == ["Пункт"]
    assert get(f"/taxonomy_terms/{term(get, 'Пункт')}")["parent_id"] == term(get, "Вид")


def test_an_organization_narrows_services_and_places(names, get):
    place = LocationFactory()
    ServiceFactory(name="Своя", provider=place.provider)
    ServiceFactory(name="Чужая", provider=LocationFactory().provider)
    assert names(organization_id=place.provider.uuid) == ["Своя"]
    assert get("/service_at_locations", organization_id=place.provider.uuid)["total_items"] == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"minimum_age": 4}, ["3–6", "4–", "Любой"]),
        ({"maximum_age": 3}, ["3–6", "Любой", "–2"]),
        ({"minimum_age": 7, "maximum_age": 9}, ["4–", "Любой"]),
    ],
)
def test_ages_meet(names, asked, found):
    ServiceFactory(name="3–6", age_from=3, age_to=6)
    ServiceFactory(name="4–", age_from=4)
    ServiceFactory(name="–2", age_to=2)
    ServiceFactory(name="Любой")
    assert sorted(names(**asked)) == found


def test_days_are_those_on_which_a_place_is_open(names):
    ServiceFactory(name="Будни", provider=LocationFactory(hours=WEEK).provider)
    ServiceFactory(name="Суббота", provider=LocationFactory(hours=[(6, "9:00", "12:00")]).provider)
    ServiceFactory(name="Неизвестно")
    assert names(day="SA") == ["Суббота"]
    assert names(day="mo,sa") == ["Будни", "Суббота"]


def test_hours_are_those_within_which_a_place_is_open(names, get):
    ServiceFactory(name="Будни", provider=LocationFactory(hours=WEEK).provider)
    ServiceFactory(name="Утро", provider=LocationFactory(hours=[(6, "9:00", "12:00")]).provider)
    ServiceFactory(name="Ночь", provider=LocationFactory(hours=[(6, "20:00", "8:00")]).provider)
    assert names(start_time="09:00", end_time="18:00") == ["Будни", "Утро"]
    assert names(end_time="12:00") == ["Утро"]
    assert names(start_time="19:30:00") == ["Ночь"]
    assert names(day="MO", end_time="12:00") == []
    assert get("/service_at_locations", end_time="12:00")["total_items"] == 1


def test_near_a_point(names, get):
    near = LocationFactory(latitude="56.500000", longitude="60.250000")
    far = LocationFactory(latitude="56.600000", longitude="60.250000")
    ServiceFactory(name="Рядом", provider=near.provider)
    ServiceFactory(name="Далеко", provider=far.provider)
    assert names(lat="56.5", lon="60.26", proximity="1000") == ["Рядом"]
    assert names(lat="56.5", lon="60.26", proximity="20000") == ["Рядом", "Далеко"]
    assert names("organizations", lat="56.5", lon="60.26", proximity="1000") == [near.provider.name]
    assert get("/service_at_locations", lat="56.5", lon="60.26", proximity="1000")["total_items"] == 1


def test_near_across_the_antimeridian(names):
    chukotka = LocationFactory(latitude="66.000000", longitude="-179.990000")
    ServiceFactory(name="За чертой", provider=chukotka.provider)
    assert names(lat="66", lon="179.99", proximity="2000") == ["За чертой"]


def test_a_postcode_names_a_point_or_an_area(names, client):
    region = RegionFactory()
    town, other = TerritoryFactory(parent=region), TerritoryFactory(parent=region)
    place = LocationFactory(
        provider=ProviderFactory(territory=town), address="623100, ул. Лесная", latitude="56.5", longitude="60.25"
    )
    ServiceFactory(name="Здесь", provider=place.provider)
    ServiceFactory(name="Весь край", provider=ProviderFactory(territory=region))
    ServiceFactory(name="Соседи", provider=ProviderFactory(territory=other))
    assert names(postcode="623100", proximity="1000") == ["Здесь"]
    assert names(postcode="623100") == ["Здесь", "Весь край"]
    for asked in ({"postcode": "999999", "proximity": "1000"}, {"postcode": "999999"}):
        assert client.get(f"{BASE}/services", asked).json()["field"] == "postcode"


def test_what_changed_since(names):
    old, new = ServiceFactory(name="Старая"), ServiceFactory(name="Новая")
    noon = datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC)
    Stamp.objects.filter(kind="service", object_id=old.pk).update(modified=noon)
    assert names(modified_after="2026-05-04") == ["Новая"]
    assert names(modified_before="2026-05-03T12:00:00Z") == []
    assert names(modified_after="2026-05-03T15:00:00+03:00", modified_before="2026-05-03T12:00:01") == ["Старая"]
    Service.objects.filter(pk=old.pk).update(closed_from=timezone.localdate())
    Stamp.objects.filter(object_id__in=[old.pk, new.pk]).update(modified=noon)
    assert names(modified_after="2026-05-04") == ["Старая"]


@pytest.mark.parametrize("collection", ["services", "organizations", "service_at_locations"])
def test_the_ends_of_the_calendar_are_moments_too(names, get, collection):
    ServiceFactory(provider=LocationFactory().provider, closed_from=timezone.localdate())
    for first in ("0001-01-01", "0001-01-01T00:00:00Z"):
        assert get(f"/{collection}", modified_after=first)["total_items"] == 1
    assert get(f"/{collection}", modified_after="9999-12-31T23:59:59Z")["total_items"] == 0
    assert get(f"/{collection}", modified_before="9999-12-31T23:59:59Z")["total_items"] == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("page=0", "page"),
        ("page=abc", "page"),
        ("page=100000000000000000000", "page"),
        ("page=-1", "page"),
        ("per_page=0", "per_page"),
        ("per_page=101", "per_page"),
        ("minimal=true&per_page=5001", "per_page"),
        ("minimal=true&full=true", "full"),
        ("full=да", "full"),
        ("search=%00", "search"),
        ("search=" + "я" * 301, "search"),
        ("taxonomy_term_id=17", "taxonomy_term_id"),
        ("taxonomy_id=%00", "taxonomy_id"),
        ("organization_id=' OR 1=1", "organization_id"),
        ("modified_after=вчера", "modified_after"),
        ("modified_after=2026-02-30", "modified_after"),
        ("modified_after=0001-01-01T00:00:00+14:00", "modified_after"),
        ("modified_before=9999-12-31T23:59:59-14:00", "modified_before"),
        ("minimum_age=-1", "minimum_age"),
        ("minimum_age=9&maximum_age=3", "maximum_age"),
        ("day=XX", "day"),
        ("day=" + "MO," * 30, "day"),
        ("start_time=9", "start_time"),
        ("start_time=24:00", "start_time"),
        ("start_time=12:00&end_time=09:00", "end_time"),
        ("lat=56", "lon"),
        ("lat=56&lon=60", "proximity"),
        ("lat=nan&lon=60&proximity=5", "lat"),
        ("lat=91&lon=60&proximity=5", "lat"),
        ("lat=56&lon=60&proximity=1e9", "proximity"),
        ("proximity=100", "proximity"),
        ("postcode=12", "postcode"),
        ("format=ndjson", "format"),
        ("format=xml", "format"),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(client, db, asked, field):
    response = client.get(f"{BASE}/services?{asked}")
    assert (response.status_code, response.json()["field"]) == (400, field)
    assert len(response.json()["error"]) > 10
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"


ODD = [
    "\0",
    "a" * 500,
    "9" * 60,
    "-1",
    "'; --",
    "\\",
    "1e9",
    "None",
    "\U0010ffff",
    "true",
    "2026-05-03",
    "٣",
    "60.5",
    ",",
]
VALUES = st.one_of(st.sampled_from(ODD), st.text(max_size=40), st.integers().map(str), st.uuids().map(str))
QUERIES = st.dictionaries(st.sampled_from([*PARAMETERS, "другое"]), st.lists(VALUES, max_size=3), max_size=4)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_parameter_breaks_a_list(client, db, collection):
    @settings(max_examples=30)
    @given(query=QUERIES)
    def answers(query):
        assert client.get(f"{BASE}/{collection}", query).status_code in (200, 400)

    answers()


@pytest.mark.parametrize("number", ["17", "%00", "..", "ё", "a" * 300, str(uuid.UUID(int=0)), "1'--"])
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_number_that_names_nothing_is_not_found(client, db, collection, number):
    response = client.get(f"{BASE}/{collection}/{number}")
    assert response.status_code == 404
    assert response.json()["error"]
