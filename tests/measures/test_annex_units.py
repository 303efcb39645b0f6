"""In which unit the words of an annex say its sums are."""

import pytest

from measures.annex.figures import unit_beside, unit_of

THOUSAND, MILLION, MILLIARD = 1000, 1_000_000, 1_000_000_000


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Объём финансирования (руб.)", 1),
        ("в рублях", 1),
        ("тыс. руб.", THOUSAND),
        ("в тысячах рублей", THOUSAND),
        ("млн.руб", MILLION),
        ("миллионов рублей", MILLION),
        ("в миллионах рублей", MILLION),
        ("млрд рублей", MILLIARD),
        ("миллиардов рублей", MILLIARD),
        ("человек", None),
    ],
)
def test_of_a_table_by_the_words_of_its_head(words, unit):
    assert unit_of(words) == unit


@pytest.mark.parametrize(
    ("words", "unit"),
    [(" Тыс. рублей", THOUSAND), ("миллиона", MILLION), ("млрд", MILLIARD), ("рублей", 1), (" ", None)],
)
def test_of_a_figure_by_the_words_behind_it(words, unit):
    assert unit_beside(words) == unit
