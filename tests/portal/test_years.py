"""A year and its «г.» are never stuck together nor parted, whatever the act printed."""

import pytest
from markupsafe import Markup

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
        (
            "с. Каменное, ул. Театральная, д. 26, каб. 35",
            "с. Каменное, ул. Театральная, д.\u00a026, каб.\u00a035",
        ),
        ("Приказ № 414, ст. 22, ч. 3", "Приказ №\u00a0414, ст.\u00a022, ч.\u00a03"),
        ("Живут в г. Муроме", "Живут в\u00a0г.\u00a0Муроме"),
        ("так и т. д. и далее", "так и\u00a0т. д. и\u00a0далее"),
        ("Для детей под опекой", "Для\u00a0детей под\u00a0опекой"),
        ("Ребёнку от 3 лет", "Ребёнку от\u00a03\u00a0лет"),
        ("Всё ли верно — и когда", "Всё\u00a0ли верно\u00a0— и\u00a0когда"),
        ("Он и мы", "Он и\u00a0мы"),
        ("Югра · комплекс мер", "Югра\u00a0· комплекс мер"),
        ("из-за ссор", "из-за ссор"),
        ("Tom is at home", "Tom is at home"),
        ("Отчёт за IV квартал", "Отчёт за\u00a0IV\u00a0квартал"),
        ("Школа № 8", "Школа №\u00a08"),
        ("Не знаете, с чего начать?", "Не\u00a0знаете, с\u00a0чего начать?"),
        ("И в школе", "И\u00a0в\u00a0школе"),
        ("вода. Ода", "вода. Ода"),
        ("стоит до", "стоит до"),
        ("", ""),
    ],
)
def test_a_line_ends_with_nothing_that_clings_to_the_next_word(written, shown):
    assert bound(written) == shown


def test_what_was_safe_to_print_stays_so_and_what_was_not_does_not():
    assert bound(Markup("<b>у нас</b>")) == Markup("<b>у\u00a0нас</b>")
    assert isinstance(bound(Markup("у нас")), Markup)
    assert not isinstance(bound("<b>у нас</b>"), Markup)
