"""What may stand in a field of a report for a figure of an indicator."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.reports.forms import FigureField


def field(**options) -> FigureField:
    return FigureField(required=False, min_value=0, max_digits=16, decimal_places=4, **options)


@pytest.mark.parametrize(
    ("text", "value"), [("1 250,5", "1250.5"), ("1\u202f000", "1000"), ("0", "0"), ("12.3456", "12.3456"), ("", None)]
)
def test_figures_as_people_write_them(text, value):
    assert field().clean(text) == (value and Decimal(value))


@pytest.mark.parametrize(
    "text", ["1 00", "1_000", "1e5", "NaN", "٣", "-5", "5,", "80 %", "1.000,50", "12,34567", "1.000", "около 5"]
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(text):
    with pytest.raises(ValidationError):
        field().clean(text)


def test_a_share_may_have_its_sign():
    assert field(is_share=True, max_value=100).clean("80,5 %") == Decimal("80.5")
    with pytest.raises(ValidationError):
        field(is_share=True, max_value=100).clean("180 %")
