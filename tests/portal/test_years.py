"""A year and its «г.» are never stuck together nor parted, whatever the act printed."""

import pytest

from portal.formatting import bound, years


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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("с. Каменное, ул. Театральная, д. 26, каб. 35", "с. Каменное, ул. Театральная, д.\u00a026, каб.\u00a035"),
        ("Школа № 8", "Школа №\u00a08"),
        ("Не знаете, с чего начать?", "Не знаете, с\u00a0чего начать?"),
        ("И в школе", "И\u00a0в\u00a0школе"),
        ("вода. Ода", "вода. Ода"),
        ("стоит до", "стоит до"),
        ("", ""),
    ],
)
def test_a_line_ends_with_nothing_that_clings_to_the_next_word(written, shown):
    assert bound(written) == shown
