"""Pictures of a programme say what their figures say; what is absent never looks like a zero."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.charts import Axis, Span, axis_of, multiple, packed
from measures.headline import term_words
from measures.making import Size, make
from measures.models import IndicatorValue, Measure
from tests.factories import FundingSourceFactory

from .factories import YEAR_2017, small_programme

URL = "/programmes/small/"
DAYS = st.dates(datetime.date(2016, 1, 1), datetime.date(2019, 12, 31))
TERMS = st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=12)


@given(TERMS)
def test_terms_stay_on_the_axis_and_never_cover_each_other(terms):
    axis = Axis(2016, 2019)
    strips = packed([Span(starts, ends, None) for starts, ends in terms], axis)
    assert all(strip.x >= 0 and strip.x + strip.width <= 100.01 for strip in strips)
    for one in strips:
        for other in strips:
            if one is not other and one.lane == other.lane:
                assert one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01


def test_the_axis_holds_every_year_and_knows_whether_today_is_on_it():
    axis = axis_of([datetime.date(2016, 5, 1), None], [2018])
    assert (axis.first, axis.last) == (2016, 2018)
    assert axis.today(datetime.date(2017, 1, 1)) == pytest.approx(33.4, abs=0.1)
    assert axis.today(datetime.date(2026, 1, 1)) is None
    assert axis_of([None]) is None


def test_an_absent_figure_has_no_height_and_zero_has_a_line():
    picture = multiple(Decimal(5), [("2016", None, Decimal(0)), ("2017", Decimal(10), None)], height=40)
    first, second = picture.slots
    assert (first.plan_height, first.fact_height) == (None, 1)
    assert (second.plan_height, second.fact_height) == (40, None)
    assert picture.baseline_height == 20


@pytest.mark.parametrize(
    ("years", "now", "words"),
    [
        (range(2025, 2028), 2024, "срок ещё не начался"),
        (range(2025, 2028), 2026, "идёт год 2 из 3"),
        (range(2025, 2026), 2025, "идёт единственный год"),
        (range(2016, 2018), 2026, "кончился 9 лет назад"),
        (range(2016, 2018), 2018, "кончился 1 год назад"),
    ],
)
def test_the_term_is_said_in_words(years, now, words):
    assert term_words(years, now) == words


def page(client) -> str:
    return " ".join(client.get(URL).content.decode().replace("\xa0", " ").replace("&nbsp;", " ").split())


def spend(number, amount, year=2016, stage="spent", **fields):
    measure = Measure.objects.get(number=number)
    source = measure.budget_lines.first().source if measure.budget_lines.count() else FundingSourceFactory()
    measure.budget_lines.create(year=year, source=source, stage=stage, amount=amount, **fields)
    measure.save()


@pytest.mark.django_db
def test_money_nobody_reported_on_is_an_empty_frame_and_zero_is_a_line(client):
    small_programme()
    before = page(client)
    assert "сколько потрачено, неизвестно" in before
    assert before.count("stage-absent") == 1
    assert "stage-zero" not in before
    spend("1.1", 0)
    after = page(client)
    assert "потрачено 0 ₽, 0 %" in after
    assert "stage-absent" not in after
    assert "stage-zero" in after


@pytest.mark.django_db
def test_stages_stand_under_each_other_and_in_the_table(client):
    small_programme()
    spend("1.1", 400, stage="amended")
    spend("1.1", 150)
    text = page(client)
    assert "потрачено 150 ₽, 25 %" in text
    for stage, sum_ in (("План", "500 ₽"), ("Уточнено", "600 ₽"), ("Потрачено", "150 ₽")):
        assert sum_ in text.partition(f'stage-name">{stage}<')[2].partition('stage-name"')[0]
    rows = text.partition("money-table")[2].partition("</table>")[0]
    # Three stages of the one year; in the other year of the term nothing is known of two; a head and two sums.
    assert rows.count("<tr>") == 8


@pytest.mark.django_db
def test_the_timeline_shows_terms_steps_and_today(client):
    small_programme(year_to=datetime.date.today().year)
    measure = Measure.objects.get(number="1.3")
    measure.milestones.create(title="Первый шаг", due_on=datetime.date(2017, 5, 1))
    measure.milestones.create(title="Второй шаг", due_on=datetime.date(2017, 9, 1), done_on=datetime.date(2017, 8, 1))
    measure.save()
    text = page(client)
    assert "Первый шаг: 1.3" in text
    assert "milestone-late" in text
    assert "milestone-done" in text
    assert "timeline-today" in text


@pytest.mark.django_db
def test_a_term_that_no_act_names_is_drawn_apart(client):
    programme = small_programme()
    Measure.objects.filter(number="1.4").update(starts_on=None, ends_on=None)
    assert "timeline-undated" in page(client)
    Measure.objects.update(starts_on=None, ends_on=None)
    assert "timeline-rows" not in page(client)
    assert programme.pk


@pytest.mark.django_db
def test_small_pictures_show_plan_fact_and_start(client):
    programme = small_programme()
    assert "факта нет: отчёты не опубликованы" in page(client)
    indicator = programme.indicators.get()
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2017, kind="fact", value=2)
    IndicatorValue.objects.filter(period="baseline").update(value=1)
    text = page(client)
    assert "факт 2" in text
    assert "multiple-baseline" in text
    assert "было 1" in text


@pytest.mark.django_db
def test_a_large_programme_costs_few_queries_and_shows_a_page_of_its_measures(client, django_assert_max_num_queries):
    make("small", Size(measures=120, indicators=40, years=5, sources=4, whole_terms=True))
    client.get(URL)
    with django_assert_max_num_queries(15) as asked:
        text = page(client)
    assert text.count('measure-number"') == 60
    assert "show=all" in text
    assert len(asked.captured_queries) <= 10


@pytest.mark.django_db
def test_a_measure_of_next_year_is_in_the_headline(client):
    small_programme()
    Measure.objects.filter(number="1.1").update(reported_status="done", status_reason="Отчёт", **YEAR_2017)
    assert "1 из 4" in page(client)
