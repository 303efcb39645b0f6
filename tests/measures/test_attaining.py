"""Percent of the plan: never made of nothing, never 100 where the plan was missed."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from measures.attaining import Attainment, Formula, Outcome, attainment

amounts = st.decimals(min_value=0, max_value=10**9, places=4)
anything = st.decimals(min_value=-(10**6), max_value=10**9, places=4)
better = st.sampled_from(["more", "less"])


@pytest.mark.parametrize(
    ("plan", "fact", "which", "outcome", "percent"),
    [
        (48, 45, "more", Outcome.SHORT, "93.7"),
        (48, 48, "more", Outcome.MET, "100"),
        (48, 60, "more", Outcome.MET, "125"),
        (1617, 2000, "less", Outcome.SHORT, "80.8"),
        (1617, 1500, "less", Outcome.MET, "107.8"),
        (1617, 0, "less", Outcome.MET, None),
        (0, 0, "less", Outcome.MET, None),
        (0, 3, "less", Outcome.SHORT, None),
        (0, 3, "more", Outcome.MET, None),
        (0, 0, "more", Outcome.MET, None),
        (10, 0, "more", Outcome.SHORT, "0"),
        (3000, 2999, "more", Outcome.SHORT, "99.9"),
        (100, 90, "", Outcome.UNJUDGED, "90"),
    ],
)
def test_the_direction_of_improvement_decides(plan, fact, which, outcome, percent):
    found = attainment(Decimal(plan), Decimal(fact), which)
    assert (found.outcome, found.percent) == (outcome, None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("plan", "fact", "which", "outcome"),
    [
        (1, 1, "more", Outcome.MET),
        (1, 0, "more", Outcome.SHORT),
        (0, 1, "", Outcome.SHORT),
        (0, 0, "less", Outcome.MET),
    ],
)
def test_yes_and_no_have_no_percent(plan, fact, which, outcome):
    assert attainment(Decimal(plan), Decimal(fact), which, "yes-no") == Attainment(outcome)


@given(st.none() | anything, better)
def test_without_a_fact_there_is_no_percent_and_no_judgement(plan, which):
    assert attainment(plan, None, which) == Attainment(Outcome.NO_FACT)
    assert attainment(plan, None, which, not_measured=True) == Attainment(Outcome.NOT_MEASURED)


@given(anything, better)
def test_without_a_plan_there_is_nothing_to_reach(fact, which):
    assert attainment(None, fact, which) == Attainment(Outcome.NO_PLAN)


@given(anything, anything, better)
def test_a_hundred_percent_and_a_plan_that_is_met_are_the_same(plan, fact, which):
    found = attainment(plan, fact, which)
    if found.percent is not None:
        assert (found.percent >= 100) == (found.outcome == Outcome.MET)
    else:
        assert found.formula == Formula.NONE


@given(amounts, amounts, amounts, better)
def test_a_better_fact_never_gives_a_smaller_percent(plan, fact, other, which):
    worse, good = sorted([fact, other], reverse=which == "less")
    low, high = attainment(plan, worse, which), attainment(plan, good, which)
    assume(low.percent is not None and high.percent is not None)
    assert low.percent <= high.percent


@given(amounts, amounts, better, st.integers(1, 1000))
def test_the_unit_does_not_change_the_percent(plan, fact, which, unit):
    assert attainment(plan, fact, which) == attainment(plan * unit, fact * unit, which)
