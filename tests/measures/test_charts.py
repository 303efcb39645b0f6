"""Bars and columns say the same as their figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from measures.charts import columns, stacked

amounts = st.decimals(min_value=0, max_value=10**12, places=2)
rows = st.lists(st.dictionaries(st.sampled_from("abc"), amounts), min_size=1, max_size=6)


@given(rows)
def test_bars_share_one_scale_and_never_leave_the_picture(some):
    bars = stacked([("", row) for row in some], "abc")
    assert all(0 <= bar.width <= 100 for bar in bars)
    assert max(bar.width for bar in bars) in (0, 100)
    assert [bar.amount for bar in bars] == [sum(row.values()) for row in some]
    by_amount = sorted(bars, key=lambda bar: bar.amount)
    assert [bar.width for bar in by_amount] == sorted(bar.width for bar in bars)


@given(rows)
def test_segments_stand_side_by_side_and_keep_the_pattern_of_their_source(some):
    for bar in stacked([("", row) for row in some], "abc"):
        reached = Decimal(0)
        for segment in bar.segments:
            assert segment.x == reached
            assert segment.paint == "abc".index(segment.key) + 1
            reached += segment.width
        assert reached == bar.width


def test_nothing_to_draw_is_an_empty_picture():
    assert stacked([], "abc") == []
    assert stacked([("", {})], "abc")[0].segments == ()


def test_an_absent_figure_has_no_column_and_zero_has_a_line():
    absent, zero, half, full = columns([None, Decimal(0), Decimal(5), Decimal(10)], height=40)
    assert (absent.value, absent.height) == (None, 0)
    assert (zero.value, zero.height) == (0, 1)
    assert (half.height, full.height) == (20, 40)
    assert columns([]) == []
