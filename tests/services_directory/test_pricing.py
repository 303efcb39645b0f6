"""A price holds between its dates, both days included."""

import datetime

import pytest

from services_directory.models import Tariff
from services_directory.pricing import in_force

TODAY = datetime.date(2026, 5, 10)
YESTERDAY, TOMORROW = (TODAY + datetime.timedelta(days=shift) for shift in (-1, 1))


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (YESTERDAY, None, True),
        (None, YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
def test_a_price_holds_between_its_dates(valid_from, valid_until, holds):
    tariff = Tariff(valid_from=valid_from, valid_until=valid_until)
    assert in_force([tariff], TODAY) == ([tariff] if holds else [])
