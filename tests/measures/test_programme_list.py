"""The list of programmes: filters, paging, what can be compared."""

import pytest

from tests.factories import MeasureFactory, ProgrammeFactory, RegionFactory

from .factories import small_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/"


def page(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def three():
    ProgrammeFactory(
        title="Северная", territory=RegionFactory(slug="north", name="Север"), year_from=2016, year_to=2017
    )
    ProgrammeFactory(title="Южная", territory=RegionFactory(slug="south", name="Юг"), year_from=2020, year_to=2020)
    ProgrammeFactory(title="Образец", kind="model", year_from=None, year_to=None, act=None)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"Северная", "Южная", "Образец"}),
        ({"region": "north"}, {"Северная"}),
        ({"kind": "model"}, {"Образец"}),
        ({"year": "2017"}, {"Северная"}),
        ({"year": "2017", "region": "south"}, set()),
    ],
)
def test_filters_by_region_kind_and_year(client, query, shown):
    text = page(client, **query)
    assert {title for title in ("Северная", "Южная", "Образец") if f">{title}<" in text} == shown
    assert ("Таких программ нет" in text) == (not shown)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("query", [{"year": "\x00"}, {"region": "a" * 500}, {"kind": "'"}, {"page": "10" * 20}])
def test_bad_filters_show_a_page(client, query):
    page(client, **query)


def test_shows_money_and_states_in_small(client):
    small_programme()
    text = page(client)
    assert "500 ₽" in text
    assert "нет отчёта" in text


def test_only_what_two_programmes_give_can_be_compared(client):
    small_programme()
    MeasureFactory(programme=ProgrammeFactory())
    text = page(client)
    assert "Что можно сравнивать" in text
    row = text.partition("Сколько денег всего")[2].partition("</tr>")[0]
    assert "нельзя" in row


def test_one_programme_and_twelve_cost_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    small_programme()
    with django_assert_max_num_queries(5) as few:
        page(client)
    for _ in range(11):
        MeasureFactory(programme=ProgrammeFactory())
    with django_assert_num_queries(len(few.captured_queries)):
        page(client)
