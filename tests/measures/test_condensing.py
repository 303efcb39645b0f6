"""The money of a very large programme, summed by the database, is the money of its lines, whatever they are."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures import condensing
from measures.condensing import CondensedLedger, ledger_of
from measures.gathering import LISTED, MANY_MEASURES, MEASURES
from measures.ledger import Ledger
from measures.making import Size, make
from measures.models import BudgetLine, Programme, ReportEdition, ReportedSpending
from measures.programme_page import context
from measures.reading import ledgers
from portal.gathering import gathered
from tests.factories import (
    DirectionFactory,
    FamilyCategoryFactory,
    FundingSourceFactory,
    MeasureFactory,
    ProgrammeFactory,
)

from .factories import YEAR_2016, YEAR_2017, small_programme, state
from .reporting import period_of, report_of

pytestmark = pytest.mark.django_db
CELLS = st.tuples(
    st.integers(0, 3), st.sampled_from([None, 2016, 2017]), st.integers(0, 1),
    st.sampled_from(["approved", "amended", "spent"]),
)  # fmt: skip
REPORTED = st.tuples(st.integers(0, 3), st.sampled_from([2016, 2017]), st.integers(0, 1), st.integers(1, 4))
AMOUNTS = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**9, places=2))
SAME = (
    *("by_year_and_source", "by_direction_and_source", "by_measure", "paid_by", "spent", "total", "by_year"),
    *("by_source", "by_direction", "checks", "differing", "contradictions"),
)


def both(programme) -> tuple[Ledger, CondensedLedger]:
    programme = Programme.objects.get(pk=programme.pk)
    return Ledger(programme, MEASURES(programme.pk)), CondensedLedger(programme, MANY_MEASURES(programme.pk))


def without_nothing(value):
    """A measure that gets nothing from anybody may be left out or be there with nobody."""
    return {key: each for key, each in value.items() if each} if isinstance(value, dict) else value


def assert_same(programme):
    of_lines, of_database = both(programme)
    for name in SAME:
        expected, found = (without_nothing(getattr(ledger, name)) for ledger in (of_lines, of_database))
        assert found == expected, name
    assert list(of_database.by_year) == list(of_lines.by_year)
    assert list(of_database.by_source) == list(of_lines.by_source)
    assert list(of_database.sources) == list(of_lines.sources)
    assert set(of_database.outside_term) == set(of_lines.outside_term)


@pytest.fixture
def four_measures():
    programme = ProgrammeFactory()
    direction = DirectionFactory(programme=programme, number="1")
    measures = [
        MeasureFactory(programme=programme, direction=direction if number < 2 else None, **term)
        for number, term in enumerate([YEAR_2017, YEAR_2016, YEAR_2016, YEAR_2016 | {"ends_on": YEAR_2017["ends_on"]}])
    ]
    sources = [FundingSourceFactory(code="fund", position=2), FundingSourceFactory(code="budget", position=1)]
    state(programme, 500)
    state(programme, 300, year=2016, source=sources[0])
    state(programme, 200, measure_number=measures[0].number, stage="amended")
    state(programme, 100, measure_number=measures[1].number, year=2017)
    return programme, measures, sources


def paid(amount: Decimal | None) -> dict:
    return {"amount": amount, "not_required": amount is None}


def test_any_lines_and_reports_make_the_same_sums_both_ways(four_measures):
    programme, measures, sources = four_measures
    period = period_of(programme, year=2016)
    reports = [report_of(measure, period) for measure in measures]
    editions = [ReportEdition.objects.create(report=report, number=1, content={}) for report in reports]

    @settings(max_examples=40)
    @given(st.dictionaries(CELLS, AMOUNTS, max_size=12), st.dictionaries(REPORTED, AMOUNTS, max_size=6))
    def agree(cells, reported):
        BudgetLine.objects.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(measure=measures[m], year=year, source=sources[s], stage=stage, **paid(amount))
            for (m, year, s, stage), amount in cells.items()
        )
        ReportedSpending.objects.all().delete()
        ReportedSpending.objects.bulk_create(
            ReportedSpending(
                measure=measures[m], edition=editions[m], year=year, source=sources[s], quarter=quarter, **paid(amount)
            )
            for (m, year, s, quarter), amount in reported.items()
        )
        assert_same(programme)

    agree()


def test_a_small_programme_and_a_made_one_agree_too():
    assert_same(small_programme())
    assert_same(make("made", Size(measures=30, indicators=1)))


def test_a_draft_is_in_no_sum():
    programme = small_programme()
    hidden = MeasureFactory(programme=programme, number="9", live=False)
    hidden.budget_lines.create(year=2016, source=FundingSourceFactory(), amount=Decimal(7))
    hidden.save()
    assert_same(programme)
    assert both(programme)[1].total.known == 500


def test_rows_read_apart_are_those_read_with_each_measure():
    programme = make("made", Size(measures=12, indicators=2))
    measure = programme.measures.first()
    measure.categories = [FamilyCategoryFactory(name="Яблоко"), FamilyCategoryFactory(live=False)]
    measure.save()
    together, apart = MEASURES(programme.pk), MANY_MEASURES(programme.pk)
    for name in ("executors", "milestones", "promised"):
        assert [gathered(one, name) for one in apart] == [gathered(one, name) for one in together], name
    for found in (together, apart):
        assert [[each.name for each in gathered(one, "categories")] for one in found][:2] == [["Яблоко"], []]


def test_only_a_large_programme_is_condensed(monkeypatch):
    programme = small_programme()
    assert type(ledger_of(programme)) is Ledger
    monkeypatch.setattr(condensing, "LARGE", 3)
    assert type(ledger_of(Programme.objects.get())) is CondensedLedger


def test_its_page_shows_the_same_figures(monkeypatch, client):
    make("made", Size(measures=12, indicators=2))
    few = client.get("/programmes/made/").content.decode()
    monkeypatch.setattr(condensing, "LARGE", 3)
    assert type(context(Programme.objects.get())["ledger"]) is CondensedLedger
    assert client.get("/programmes/made/").content.decode() == few


def test_the_list_of_programmes_shows_the_same_figures(monkeypatch, client):
    make("made", Size(measures=12, indicators=2))
    few = client.get("/programmes/").content.decode()
    monkeypatch.setattr(condensing, "LARGE", 3)
    assert type(ledgers(LISTED([Programme.objects.get().pk]))[0]) is CondensedLedger
    assert client.get("/programmes/").content.decode() == few


def test_of_very_many_contradictions_the_first_are_shown_and_the_rest_on_demand(client):
    measure = small_programme().measures.get(number="1.2")
    measure.starts_on, measure.ends_on = YEAR_2016["starts_on"], datetime.date(2036, 12, 31)
    measure.save()
    silent = "денег на этот год акт не называет"
    first, everything = (client.get(f"/programmes/small/{query}").content.decode() for query in ("", "?show=all"))
    assert first.count(silent) == 12
    assert "Ещё 8 расхождений" in first
    assert everything.count(silent) == 20
    assert "Ещё 8" not in everything
