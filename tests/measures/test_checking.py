"""Money held against itself: every planted difference is found, and nothing else is."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.arithmetic import Line, State
from measures.checking import Axis, Kind, Outline, Plan, contradictions, examine
from measures.reconciling import Stated

patient = settings(max_examples=60)
YEARS, SOURCES = (2025, 2026), ("fund", "region")
TERM = {"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2026, 12, 31)}
MEASURES = {"1.1": Outline("1", **TERM), "1.2": Outline("1", **TERM), "2.1": Outline("2", **TERM)}
CELLS = [(measure, year, source) for measure in MEASURES for year in YEARS for source in SOURCES]
amounts = st.decimals(min_value=1, max_value=10**9, places=2)


def whole_plan(sums, spent=()):
    """A plan that agrees in everything: every total is stated, nothing is overspent."""
    lines = [
        Line(measure, year, source, "approved", amount, MEASURES[measure].direction)
        for (measure, year, source), amount in zip(CELLS, sums, strict=True)
    ]
    lines += [line._replace(stage="spent") for line, is_spent in zip(lines, spent, strict=False) if is_spent]
    return Plan(lines, stated_of(lines), MEASURES, YEARS, SOURCES)


def stated_of(lines):
    scopes = [(m, d, y, s) for m, d in OWNERS for y in (None, *YEARS) for s in ("", *SOURCES)]
    empty = [Stated(Decimal(0), measure=m, direction=d, year=y, source=s) for m, d, y, s in scopes]
    approved = [line for line in lines if line.stage == "approved"]
    return [one._replace(amount=sum((x.amount for x in approved if one.covers(x)), Decimal(0))) for one in empty]


OWNERS = [("", ""), ("", "1"), ("", "2"), ("1.1", ""), ("1.2", ""), ("2.1", "")]
plans = st.builds(
    whole_plan,
    st.lists(amounts, min_size=len(CELLS), max_size=len(CELLS)),
    st.lists(st.booleans(), min_size=len(CELLS), max_size=len(CELLS)),
)


def wrong(plan):
    return contradictions(examine(plan))


@patient
@given(plans, st.randoms())
def test_a_plan_that_agrees_has_no_contradiction_in_any_order(plan, random):
    shuffled = replace(plan, lines=random.sample(plan.lines, len(plan.lines)))
    assert wrong(plan) == wrong(shuffled) == []
    assert all(one.agrees for one in examine(plan))


@patient
@given(plans, st.integers(0, len(CELLS) - 1), st.decimals(min_value="0.01", max_value=1000, places=2))
def test_a_changed_line_is_found_in_each_total_that_covers_it_and_in_no_other(plan, at, by):
    line = plan.lines[at]
    lines = [each._replace(amount=each.amount + by) if each is line else each for each in plan.lines]
    found = wrong(replace(plan, lines=lines))
    covering = [one for one in plan.stated if one.covers(line)]
    assert [one.scope for one in found] == covering
    assert {one.kind for one in found} == {Kind.SUM}
    assert {one.difference for one in found} == {by}


@patient
@given(plans, st.data())
def test_a_changed_total_of_the_act_is_found_wherever_it_is_a_whole_or_a_part_and_nowhere_else(plan, data):
    at = data.draw(st.integers(0, len(plan.stated) - 1))
    planted = plan.stated[at]._replace(amount=plan.stated[at].amount + 1)
    found = wrong(replace(plan, stated=[*plan.stated[:at], planted, *plan.stated[at + 1 :]]))
    assert [one.scope for one in found if one.kind is Kind.SUM] == [planted]
    assert {one.difference for one in found} == {-1, 1} or {one.difference for one in found} == {-1}
    for one in found:
        assert one.scope == planted or (one.kind is Kind.PARTS and holds(one.scope, planted))


def holds(whole: Stated, part: Stated) -> bool:
    """Whether the part lies within the whole, so that its mistake shows there too."""
    direction = MEASURES[part.measure].direction if part.measure else part.direction
    return (
        whole.measure in ("", part.measure)
        and whole.direction in ("", direction)
        and whole.year in (None, part.year)
        and whole.source in ("", part.source)
    )


@patient
@given(plans, st.integers(0, len(CELLS) - 1), st.decimals(min_value="0.01", max_value=1000, places=2))
def test_each_overspent_cell_is_found_and_no_other(plan, at, by):
    line = plan.lines[at]
    others = [each for each in plan.lines if not (each.stage == "spent" and each.cell == line.cell)]
    (found,) = wrong(replace(plan, lines=[*others, line._replace(stage="spent", amount=line.amount + by)]))
    assert (found.kind, found.difference) == (Kind.SPENT, by)
    assert (found.scope.measure, found.scope.year, found.scope.source) == line.cell


@patient
@given(plans, st.sets(st.integers(0, len(CELLS) - 1), min_size=1))
def test_absent_cells_never_become_zero(plan, dropped):
    approved = [line for line in plan.lines if line.stage == "approved"]
    kept = [line for at, line in enumerate(approved) if at not in dropped]
    bare = Plan(kept, [], MEASURES, YEARS, SOURCES)
    for one in examine(bare):
        assert one.kind is Kind.SILENT
        assert one.expected.state is State.ABSENT
        assert one.difference is None
        assert not [x for x in kept if (x.measure, x.year) == (one.scope.measure, one.scope.year)]


def line(amount, year=2025, source="fund", stage="approved", measure="1.1"):
    return Line(measure, year, source, stage, None if amount is None else Decimal(amount), "1")


def kinds(lines, stated=(), **plan):
    return [one.kind for one in wrong(Plan(lines, list(stated), **plan))]


def test_a_total_that_two_places_of_the_act_state_differently():
    stated = [Stated(Decimal(5), place="раздел 2"), Stated(Decimal(6), place="итого")]
    (twice,) = [one for one in examine(Plan([], stated)) if one.kind is Kind.TWICE]
    assert (twice.agrees, twice.difference) == (False, -1)
    assert "дважды по-разному: 5\u00a0₽ и 6\u00a0₽" in twice.sentence


def test_parts_are_compared_only_where_the_act_states_every_one():
    whole, one = Stated(Decimal(10)), Stated(Decimal(3), year=2025)
    other = Stated(Decimal(6), year=2026)
    assert Kind.PARTS not in [each.kind for each in examine(Plan([], [whole, one], years=YEARS))]
    (parts,) = [each for each in examine(Plan([], [whole, one, other], years=YEARS)) if each.kind is Kind.PARTS]
    assert (parts.axis, parts.found.amount, parts.agrees) == (Axis.YEAR, 9, False)


def test_parts_of_the_same_place_are_compared_with_their_whole():
    places = {"а": (10, 4, 6), "б": (11, 5, 6)}
    stated = [
        Stated(Decimal(amount), year=year, place=place)
        for place, amounts in places.items()
        for year, amount in zip((None, *YEARS), amounts, strict=True)
    ]
    parts = [one for one in examine(Plan([], stated, years=YEARS)) if one.kind is Kind.PARTS]
    assert [one.agrees for one in parts] == [True, True]


def test_a_missing_measure_says_nothing_of_the_sum_of_measures():
    stated = [Stated(Decimal(10)), Stated(Decimal(4), measure="1.1")]
    plan = Plan([], stated, {"1.1": Outline()})
    assert Kind.PARTS in [one.kind for one in examine(plan)]
    assert Kind.PARTS not in [one.kind for one in examine(replace(plan, all_measures=False))]


def test_spending_without_a_plan_has_nothing_to_be_compared_with():
    (found,) = examine(Plan([line(5, stage="spent")]))
    assert found.agrees is None
    assert "сравнить не с чем" in found.sentence


def test_spending_where_money_is_not_required_is_a_contradiction():
    assert kinds([line(None), line(5, stage="spent")]) == [Kind.SPENT]
    assert kinds([line(None), line(0, stage="spent")]) == []


def test_a_plan_that_is_not_split_by_year_is_compared_as_a_whole():
    unsplit = [line(10, None), line(6, 2025, stage="spent")]
    assert kinds([*unsplit, line(4, 2026, stage="spent")]) == []
    assert kinds([*unsplit, line(5, 2026, stage="spent")]) == [Kind.SPENT]


def test_spending_is_held_against_the_amended_plan():
    assert kinds([line(10), line(20, stage="amended"), line(15, stage="spent")]) == []
    assert kinds([line(20), line(10, stage="amended"), line(15, stage="spent")]) == [Kind.SPENT]


@pytest.mark.parametrize(
    ("lines", "stated", "silent"),
    [
        ([line(10)], [], [2026]),
        ([line(10), line(0, 2026)], [], []),
        ([line(10), line(None, 2026)], [], []),
        ([line(10)], [Stated(Decimal(0), "1.1", 2026)], []),
        ([line(10, None)], [], []),
        ([line(0)], [], []),
    ],
)
def test_a_year_of_which_the_act_says_nothing(lines, stated, silent):
    found = examine(Plan(lines, stated, {"1.1": Outline("1", **TERM)}))
    assert [one.scope.year for one in found if one.kind is Kind.SILENT] == silent


def test_money_outside_the_term():
    measures = {"1.1": Outline("1", datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))}
    (found,) = wrong(Plan([line(10), line(7, 2026)], measures=measures))
    assert (found.kind, found.found.amount, found.scope.year) == (Kind.OUTSIDE, 10, 2025)
