"""Indicators: what follows from their figures, and how the page shows what is absent."""

from decimal import Decimal

import pytest

from measures.indicating import adds_up, adds_up_throughout, follows
from measures.models import Indicator, IndicatorValue, SourceNote
from tests.factories import IndicatorFactory, ProgrammeFactory

from .factories import figures, small_programme

URL = "/programmes/small/indicators/"


@pytest.mark.parametrize(
    ("rule", "years", "end", "answer"),
    [
        ("last", [1, 2], 2, True),
        ("last", [1, None], 1, True),
        ("sum", [1, 2], 3, True),
        ("max", [5, 2], 5, True),
        ("sum", [1, 2], 2, False),
        ("", [1, 2], 2, None),
        ("sum", [None, None], 0, None),
        ("last", [1, 2], None, None),
    ],
)
def test_the_end_follows_from_the_years_by_the_rule(rule, years, end, answer):
    assert follows(rule, years, end) is answer


def test_parts_make_the_whole_only_where_every_figure_is_known():
    assert adds_up(3, [1, 2]) is True
    assert adds_up(4, [1, 2]) is False
    assert adds_up(3, [3, None]) is None
    assert adds_up(3, []) is None
    assert adds_up_throughout([3, None, 5], [[1, None, 2], [2, None, 3]]) is True
    assert adds_up_throughout([3, None, 6], [[1, None, 2], [2, None, 3]]) is False


@pytest.mark.django_db
def test_an_absent_figure_is_a_dash_and_not_a_zero(client):
    small_programme()
    page = client.get(URL).content.decode()
    assert "прочерк" in page
    assert "1,5" in page
    assert ">0<" not in page


@pytest.mark.django_db
def test_parts_stand_under_their_whole_with_the_check_and_the_notes(client):
    programme = ProgrammeFactory(slug="small")
    whole = IndicatorFactory(programme=programme, number="1", position=1, aggregation="last", note="Просто пояснение.")
    part = IndicatorFactory(programme=programme, number="1.1", parent=whole, position=2)
    figures(whole, baseline=Decimal(5), y2016=Decimal(5), end=Decimal(7))
    figures(part, baseline=Decimal(5), y2016=Decimal(5), end=Decimal(7))
    SourceNote.objects.create(programme=programme, indicator_number="1", text="Похоже на опечатку.")
    page = client.get(URL).content.decode()
    assert "части складываются в целое" in page
    assert "итог не следует из лет" in page
    assert "Похоже на опечатку." in page
    assert "Просто пояснение." in page


@pytest.mark.django_db
def test_yes_and_no_are_words_and_facts_stand_beside_plans(client):
    programme = ProgrammeFactory(slug="small")
    indicator = IndicatorFactory(programme=programme, value_kind="yes-no")
    figures(indicator, baseline=Decimal(0), end=Decimal(1))
    IndicatorValue.objects.create(indicator=indicator, period="end", kind="fact", value=1)
    page = client.get(URL).content.decode()
    assert "нет" in page
    assert "факт:" in page
    assert "Все числа — планы" not in page


@pytest.mark.django_db
def test_a_programme_without_indicators_says_so(client):
    ProgrammeFactory(slug="small")
    assert "Показателей в акте нет" in client.get(URL).content.decode()


@pytest.mark.django_db
def test_a_draft_indicator_and_its_note_are_nowhere(client):
    programme = small_programme()
    IndicatorFactory(programme=programme, number="77", name="Тайный показатель", live=False)
    SourceNote.objects.create(programme=programme, indicator_number="77", text="Тайное примечание.")
    for address in (URL, "/programmes/small/", "/programmes/small/data.json"):
        page = client.get(address).content.decode()
        assert "Тайный показатель" not in page
        assert "Тайное примечание" not in page


@pytest.mark.django_db
def test_one_indicator_and_twenty_cost_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    programme = small_programme()
    with django_assert_max_num_queries(6) as few:
        client.get(URL)
    whole = Indicator.objects.get()
    for number in range(20):
        figures(IndicatorFactory(programme=programme, parent=whole, number=f"1.{number}"), y2016=1)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(URL)
