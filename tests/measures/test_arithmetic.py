"""Sums keep absent, zero and «not required» apart, whatever the order of the lines."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from measures import arithmetic
from measures.arithmetic import ABSENT, NOT_REQUIRED, Line, State, Total, known

amounts = st.decimals(min_value=0, max_value=10**13, places=2)
lines = st.builds(
    Line,
    measure=st.sampled_from(["1.1", "1.2", "2.1", "3.1"]),
    year=st.sampled_from([None, 2016, 2017]),
    source=st.sampled_from(["fund", "regional_budget"]),
    stage=st.sampled_from(["approved", "amended", "spent"]),
    amount=st.none() | amounts,
    direction=st.sampled_from(["1", "2"]),
)
totals = st.builds(Total, amounts, *[st.integers(0, 9)] * 3)


def line(amount, year=2016, source="fund", stage="approved", measure="1.1"):
    return Line(measure, year, source, stage, None if amount is None else Decimal(amount))


@given(st.lists(lines), st.randoms())
def test_order_never_matters(some, random):
    shuffled = random.sample(some, len(some))
    assert arithmetic.total(some) == arithmetic.total(shuffled)
    assert arithmetic.by_year(some) == arithmetic.by_year(shuffled)
    assert list(arithmetic.by_year(some)) == list(arithmetic.by_year(shuffled))
    assert arithmetic.total(arithmetic.planned(some)) == arithmetic.total(arithmetic.planned(shuffled))


@given(totals, totals, totals)
def test_adding_is_associative_and_commutative_and_nothing_changes_nothing(a, b, c):
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Total() == a


@given(st.lists(lines))
def test_every_split_adds_up_to_the_whole(some):
    whole = arithmetic.total(some)
    for split in (arithmetic.by_year, arithmetic.by_source, arithmetic.by_direction):
        assert sum(split(some).values(), Total()) == whole


@given(st.lists(lines), st.integers(1, 5))
def test_absent_cells_change_no_amount_but_are_never_forgotten(some, count):
    whole = arithmetic.total(some)
    partly = sum([ABSENT] * count, whole)
    assert partly.known == whole.known
    assert partly.absent == count
    assert partly.is_partial == (whole.amount is not None)
    if whole.amount is None:
        assert partly.state is State.ABSENT
        assert partly.amount is None


def test_zero_absent_and_not_required_are_three_things():
    assert (known(Decimal(0)).amount, known(Decimal(0)).state) == (0, State.AMOUNT)
    assert (ABSENT.amount, ABSENT.state) == (None, State.ABSENT)
    assert (NOT_REQUIRED.amount, NOT_REQUIRED.state) == (None, State.NOT_REQUIRED)
    assert Total().state is State.ABSENT
    assert (NOT_REQUIRED + ABSENT).state is State.ABSENT


def test_not_split_by_year_is_a_year_of_its_own_and_comes_last():
    split = arithmetic.by_year([line(1, None), line(2, 2017), line(3, 2016)])
    assert {year: total.amount for year, total in split.items()} == {2016: 3, 2017: 2, None: 1}
    assert list(split) == [2016, 2017, None]


def test_an_amendment_replaces_the_approved_cell_only():
    both = [line(10), line(7, stage="amended"), line(5, year=2017), line(3, stage="spent")]
    assert arithmetic.total(arithmetic.planned(both)).amount == 12


def test_a_measure_without_lines_has_what_the_act_states_or_nothing():
    stated = {"1.2": Decimal(0)}
    whole = arithmetic.of_measures(["1.1", "1.2", "1.3"], [line(10)], stated)
    assert (whole.amount, whole.absent, whole.is_partial) == (10, 1, True)


@given(st.lists(amounts, max_size=20))
def test_money_is_added_exactly(some):
    kopecks = sum(int(amount * 100) for amount in some)
    assert arithmetic.total(line(amount) for amount in some).known == Decimal(kopecks) / 100
