"""Filters of measures: several choices widen a facet, facets narrow each other, counts tell what each would find."""

import re

import pytest
from django.http import QueryDict

from measures.condensing import ledger_of
from measures.models import Measure, Programme
from measures.narrowing import narrowing
from tests.factories import FamilyCategoryFactory, MeasureFactory, ProgrammeFactory

from .factories import YEAR_2016, YEAR_2017, small_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/small/"


@pytest.fixture
def programme():
    programme = small_programme()
    families = FamilyCategoryFactory(slug="large", name="Многодетные")
    for number, executors in (("1.1", ["Центр"]), ("1.2", ["Центр", "Школа"]), ("1.3", ["Школа"])):
        measure = Measure.objects.get(number=number)
        for name in executors:
            measure.executors.create(name=name)
        if number == "1.3":
            measure.categories.set([families])
        measure.save()
    Measure.objects.filter(number="1.4").update(reported_status="done", status_reason="Отчёт")
    return programme


def asked(query: str):
    return narrowing(ledger_of(Programme.objects.get()), QueryDict(query))


def shown(client, query: str) -> set[str]:
    page = client.get(f"{URL}?{query}").content.decode()
    return set(re.findall(r'measure-number">([^<]+)<', page))


def counts(query: str, name: str) -> dict[str, int]:
    return {
        option.label: option.count
        for facet, options in asked(query).offered
        if facet.name == name
        for option in options
    }


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("executor=Центр", {"1.1", "1.2"}),
        ("executor=Центр&executor=Школа", {"1.1", "1.2", "1.3"}),
        ("executor=Школа&year=2017", {"1.2", "1.3"}),
        ("year=2016", {"1.1"}),
        ("category=large", {"1.3"}),
        ("status=done&status=no-data", {"1.1", "1.2", "1.3", "1.4"}),
        ("status=done", {"1.4"}),
        ("source=fund&source=regional_budget", {"1.1", "1.2"}),
        ("executor=Никто&year=abc&status=", {"1.1", "1.2", "1.3", "1.4"}),
    ],
)
def test_filters_by_every_trait(client, programme, query, numbers):
    assert shown(client, query) == numbers


def test_a_choice_counts_what_it_would_find_beside_the_others(programme):
    assert counts("", "executor") == {"Центр": 2, "Школа": 2}
    assert counts("year=2016", "executor") == {"Центр": 1, "Школа": 0}
    assert counts("executor=Центр", "executor") == {"Центр": 2, "Школа": 2}


def test_what_is_found_is_what_the_facet_promised(client, programme):
    for facet, options in asked("year=2017").offered:
        for option in options:
            if facet.name != "year":
                assert len(shown(client, f"year=2017&{facet.name}={option.value}")) == option.count


def test_an_empty_list_says_what_to_loosen(client, programme):
    narrowed = asked("status=done&year=2016&executor=Центр")
    assert narrowed.count == 0
    assert [(label, count) for label, count, _rest in narrowed.loosening] == [("Состояние", 1)]
    page = client.get(f"{URL}?status=done&year=2016&executor=Центр").content.decode()
    assert "Таких мероприятий нет" in page
    assert "без отбора «Состояние»" in page


def test_each_choice_can_be_taken_off_and_the_rest_stays(programme):
    narrowed = asked("executor=Центр&executor=Школа&year=2017&other=x")
    rests = {label: QueryDict(rest).dict() for _facet, label, rest in narrowed.applied}
    assert rests == {"Центр": {"executor": "Школа", "year": "2017"}, "Школа": {"executor": "Центр", "year": "2017"},
                     "2017": {"executor": "Школа"}}  # fmt: skip


def test_a_draft_is_in_no_count_and_no_choice(programme):
    hidden = MeasureFactory(programme=programme, number="9", live=False, **YEAR_2016)
    hidden.executors.create(name="Тайный центр")
    hidden.save()
    assert "Тайный центр" not in counts("", "executor")
    assert counts("", "year") == {"2016": 1, "2017": 3}


def test_sums_and_pictures_do_not_follow_the_filter(client, programme):
    assert "500\xa0₽" in client.get(f"{URL}?executor=Центр").content.decode()


def test_a_usual_programme_is_one_page_and_a_large_one_has_several(client):
    programme = ProgrammeFactory(slug="small")
    for number in range(70):
        MeasureFactory(programme=programme, number=f"{number + 1}", position=number, **YEAR_2017)
    assert len(shown(client, "")) == 60
    assert shown(client, "page=2") == {str(number) for number in range(61, 71)}
    assert len(shown(client, "show=all")) == 70
    assert len(shown(client, "page=zzz")) == 60
