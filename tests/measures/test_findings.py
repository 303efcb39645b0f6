"""Contradictions of indicators: each that is planted is found, and no other."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.findings import BASELINE, END, Figures, Promise, Rule, found, kept_by
from measures.indicating import RULES, agrees_as_share, expected_end, follows_somehow, share_of, without_a_digit

YEARS = [("year", 2026), ("year", 2027), ("year", 2028)]
TIMES = [BASELINE, *YEARS, END]
counts = st.integers(0, 10**6).map(Decimal)


def places(indicators, promises=()):
    return {(finding.rule, finding.indicator, finding.when) for finding in found(indicators, promises)}


@st.composite
def sound(draw):
    """A whole with its parts, a part of its families that got better, and their share: all agree."""
    rule = draw(st.sampled_from(["last", "sum", "max", "apart"]))
    parts = {
        number: dict(zip(TIMES[:-1], draw(st.lists(counts, min_size=4, max_size=4)), strict=True)) for number in "abc"
    }
    for values in parts.values():
        values[END] = expected_end("last" if rule == "apart" else rule, [values[year] for year in YEARS])
    if rule == "max":  # the largest of sums is not the sum of the largest
        rule = "apart"
    whole = {when: sum(values[when] for values in parts.values()) for when in TIMES}
    better = {when: Decimal(draw(st.integers(0, int(whole[when])))) for when in TIMES}
    shares = {when: round(share_of(better[when], whole[when]), 1) for when in TIMES if whole[when]}
    return [
        Figures("1", whole, aggregation=rule),
        *(Figures(f"1.{number}", values, aggregation=rule, part_of="1") for number, values in parts.items()),
        Figures("2", better, aggregation="apart", within="1"),
        Figures("3", shares, kind="share", aggregation="apart", numerator="2", denominator="1"),
    ]


@given(sound())
def test_nothing_is_found_where_all_agrees(indicators):
    assert places(indicators) == set()


def changed(indicators, number, when, value):
    return [replace(one, values={**one.values, when: value}) if one.number == number else one for one in indicators]


def at(indicators, number, when):
    return next(one for one in indicators if one.number == number).at(when)


@given(sound(), st.sampled_from(YEARS[:-1]), st.integers(1, 10**6))
def test_a_whole_that_its_parts_do_not_make_is_found(indicators, when, more):
    indicators = [replace(one, aggregation="apart") for one in indicators if one.number != "3"]
    planted = changed(indicators, "1", when, at(indicators, "1", when) + more)
    assert places(planted) == {(Rule.PARTS, "1", when)}


@given(sound(), st.sampled_from(TIMES), st.integers(1, 10**6))
def test_more_than_the_indicator_that_holds_it_is_found(indicators, when, more):
    indicators = [one for one in indicators if one.number != "3"]
    planted = changed(indicators, "2", when, at(indicators, "1", when) + more)
    assert places(planted) == {(Rule.WITHIN, "2", when)}


@given(sound(), st.sampled_from(TIMES), st.sampled_from([Decimal("0.7"), Decimal(-1), Decimal(20)]))
def test_a_share_that_its_indicators_do_not_give_is_found(indicators, when, more):
    stated = at(indicators, "3", when)
    if stated is None or not 0 <= stated + more <= 100:
        return
    assert places(changed(indicators, "3", when, stated + more)) == {(Rule.SHARE, "3", when)}


@given(st.lists(counts, min_size=1, max_size=4), st.sampled_from(list(RULES)), counts)
def test_an_end_that_breaks_its_rule_is_found(years, rule, end):
    values = {("year", 2026 + index): value for index, value in enumerate(years)}
    figures = Figures("1", {**values, END: end}, aggregation=rule)
    agrees = expected_end(rule, years) == end
    assert ((Rule.END, "1", END) in places([figures])) == (not agrees)


@given(st.lists(st.none() | counts, min_size=1, max_size=4), counts)
def test_without_a_rule_an_end_is_doubted_only_if_no_rule_makes_it(years, end):
    values = {("year", 2026 + index): value for index, value in enumerate(years)}
    told = (Rule.END, "1", END) in places([Figures("1", {**values, END: end})])
    assert told == (follows_somehow(years, end) is False)


@given(sound(), st.sampled_from(["1", "1.a", "2", "3"]), st.sampled_from(TIMES))
def test_an_absent_figure_contradicts_nothing(indicators, number, when):
    assert places(changed(indicators, number, when, None)) <= {(Rule.END, "1", END), (Rule.END, "1.a", END)}


@given(sound(), st.randoms())
def test_the_order_of_indicators_never_matters(indicators, random):
    planted = changed(indicators, "1", YEARS[0], Decimal(-1))
    assert places(planted) == places(random.sample(planted, len(planted)))


def test_families_that_may_stand_in_two_parts_need_not_add_up():
    whole = Figures("1", {END: Decimal(5)}, sums_parts=False)
    parts = [Figures(f"1.{index}", {END: Decimal(4)}, part_of="1") for index in (1, 2)]
    assert places([whole, *parts]) == set()


def test_a_share_may_be_of_those_before_the_programme():
    share = Figures("3", {YEARS[0]: Decimal(20)}, "share", numerator="2", denominator="1", denominator_at="baseline")
    others = [Figures("1", {BASELINE: Decimal(1500), YEARS[0]: Decimal(1200)}), Figures("2", {YEARS[0]: Decimal(300)})]
    assert places([share, *others]) == set()
    assert places([replace(share, denominator_at=""), *others]) == {(Rule.SHARE, "3", YEARS[0])}


@pytest.mark.parametrize(("value", "is_one"), [(Decimal("-1"), True), (Decimal(101), True), (Decimal(100), False)])
def test_a_share_lies_between_nothing_and_the_whole(value, is_one):
    assert ((Rule.RANGE, "1", END) in places([Figures("1", {END: value}, "share")])) == is_one


def test_a_slip_of_the_finger_is_guessed_only_where_the_end_does_not_follow():
    doubtful = Figures("6", {("year", 2016): Decimal(36), ("year", 2017): Decimal(46), END: Decimal(446)})
    assert places([doubtful]) == {(Rule.END, "6", END), (Rule.SLIP, "6", END)}
    assert places([replace(doubtful, values={**doubtful.values, ("year", 2017): Decimal(446)})]) == set()
    assert without_a_digit(Decimal(446)) == {46, 44}
    assert without_a_digit(Decimal(7)) == without_a_digit(Decimal("4.5")) == set()


@pytest.mark.parametrize(
    ("comparison", "amount", "kept"),
    [
        ("equal", 66, True),
        ("equal", 65, False),
        ("exceeded", 66, False),
        ("exceeded", 65, True),
        ("within", 66, True),
        ("within", 67, False),
        ("gain", 35, True),
        ("gain", 34, False),
        ("growth", "112.9", True),
        ("growth", 113, True),
        ("growth", 112, False),
    ],
)
def test_a_promise_is_held_against_its_indicator(comparison, amount, kept):
    figures = Figures("4", {BASELINE: Decimal(31), END: Decimal(66)})
    promise = Promise("8.1", Decimal(amount), "специалистов", "4", comparison)
    assert kept_by(promise, figures)[0] is kept
    assert bool(found([figures], [promise])) is not kept


def test_a_promise_without_an_indicator_is_told_and_one_without_a_figure_is_not():
    assert [one.rule for one in found([], [Promise("13.2", Decimal(100), "семей")])] == [Rule.UNMEASURED]
    silent = Figures("4", {END: None})
    for comparison in ("equal", "exceeded", "within", "gain", "growth"):
        assert not found([silent], [Promise("8.1", Decimal(1), "семей", "4", comparison)])


@given(counts, counts.filter(bool))
def test_whole_percents_are_rounded_and_finer_ones_are_not(part, whole):
    exact = share_of(part, whole)
    nearest = exact.quantize(Decimal(1), ROUND_HALF_UP)
    assert agrees_as_share(nearest, part, whole)
    assert not agrees_as_share(nearest + 1, part, whole)
    assert agrees_as_share(Decimal("33.3"), Decimal(1), Decimal(3))
    assert not agrees_as_share(Decimal("33.4"), Decimal(1), Decimal(3))
