"""Indicators: what follows from their figures, and how the page shows what is absent."""

from decimal import Decimal

import pytest

from measures.indicating import adds_up, adds_up_throughout, follows
from measures.indicator_page import context
from measures.models import Indicator, IndicatorValue, SourceNote
from measures.values import Figure, Said
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


@pytest.mark.django_db
def test_zero_a_dash_not_measured_and_nothing_read_differently(client):
    programme = ProgrammeFactory(slug="small", year_from=2026, year_to=2027)
    indicator = IndicatorFactory(programme=programme, number="4")
    figures(indicator, baseline=None, y2026=0)
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2027, not_measured=True)
    page = client.get(URL).content.decode()
    assert "прочерк" in page
    assert 'data-label="2026">0<' in page
    assert "не измеряется" in page
    assert "нет данных" in page


def attained(client, better, plan, fact, **fields):
    programme = ProgrammeFactory(slug="small")
    indicator = IndicatorFactory(programme=programme, number="12", better=better, **fields)
    figures(indicator, y2026=plan, y2027=plan)
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2026, kind="fact", value=fact)
    return " ".join(client.get(URL).content.decode().replace("\xa0", " ").split())


@pytest.mark.django_db
def test_percent_of_the_plan_shows_how_it_was_computed(client):
    page = attained(client, "more", 48, 45)
    assert "93,7 % плана" in page
    assert "Как это посчитано" in page
    assert "факт / план × 100 = 45 / 48 × 100 = 93,7 %" in page


@pytest.mark.django_db
def test_where_less_is_better_the_plan_is_divided_by_the_fact(client):
    page = attained(client, "less", 1617, 2000)
    assert "80,8 % плана" in page
    assert "меньше — лучше, поэтому план / факт × 100 = 1 617 / 2 000 × 100" in page


@pytest.mark.django_db
def test_a_plan_of_zero_has_no_percent_and_a_year_without_a_fact_is_no_zero_percent(client):
    page = attained(client, "more", 0, 3)
    assert "план — ноль, процент от него не считается" in page
    assert "факта нет" in page
    assert ">0 % плана" not in page


@pytest.mark.django_db
def test_a_fact_from_a_report_comes_before_the_one_entered_by_hand_and_names_its_source():
    programme = ProgrammeFactory(slug="small")
    indicator = IndicatorFactory(programme=programme, better="more")
    figures(indicator, y2026=10)
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2026, kind="fact", value=4)
    reported = Figure(Said.VALUE, Decimal(9), source="отчёт за III квартал", url="/r/")
    (row,) = context(programme, facts={(indicator.pk, "year", 2026): reported, (indicator.pk, "year", 2027): reported})[
        "rows"
    ]
    cells = {cell.period: cell for cell in row.cells}
    assert (cells["2026"].fact, cells["2026"].attained.percent) == (9, 90)
    assert (cells["2027"].plan, cells["2027"].fact) == (None, 9)


@pytest.mark.django_db
def test_a_share_shows_its_formula_with_the_inputs_and_where_it_differs(client):
    programme = ProgrammeFactory(slug="small")
    whole = IndicatorFactory(programme=programme, number="1", position=1)
    part = IndicatorFactory(programme=programme, number="10", position=2)
    share = IndicatorFactory(
        programme=programme, number="11", position=3, value_kind="share", numerator=part, denominator=whole
    )
    figures(whole, y2016=3098)
    figures(part, y2016=2322)
    figures(share, y2016=40)
    page = " ".join(client.get(URL).content.decode().replace("\xa0", " ").split())
    assert "Доля = показатель 10 / показатель 1 × 100." in page
    assert "2016: 2 322 / 3 098 × 100 = 75,0 %" in page
    assert "2016 год: в акте 40 %, а показатели 10 и 1 дают 2 322 из 3 098, то есть 75,0 %." in page


@pytest.mark.django_db
def test_a_formula_of_a_draft_tells_nothing_of_it(client):
    programme = ProgrammeFactory(slug="small")
    draft = IndicatorFactory(programme=programme, number="77", live=False)
    share = IndicatorFactory(programme=programme, number="11", value_kind="share", numerator=draft, denominator=draft)
    figures(draft, y2016=3098)
    figures(share, y2016=40)
    page = client.get(URL).content.decode()
    assert "показатель 77" not in page
    assert "3098" not in page.replace("\xa0", "")
