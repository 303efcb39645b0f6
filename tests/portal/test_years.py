"""A year and its «г.» are never stuck together nor parted, whatever the act printed."""

import pytest

from portal.formatting import years


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2016г.", "2016\u00a0г."),
        ("2016 г.", "2016\u00a0г."),
        ("2016-2017гг.", "2016-2017\u00a0гг."),
        ("2016 г., IV квартал 2017г.", "2016\u00a0г., IV квартал 2017\u00a0г."),
        ("весь период", "весь период"),
        ("2016 год", "2016 год"),
        ("", ""),
    ],
)
def test_the_year_keeps_its_word(written, shown):
    assert years(written) == shown
