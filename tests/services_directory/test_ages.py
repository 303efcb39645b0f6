"""Ages are said in words that agree in number."""

import pytest

from services_directory.ages import age_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (3, 7, "от 3 до 7 лет"),
        (0, 3, "с рождения до 3 лет"),
        (0, 1, "с рождения до 1 года"),
        (None, 18, "до 18 лет"),
        (14, None, "от 14 лет"),
        (1, None, "от 1 года"),
        (0, None, "с рождения"),
        (7, 7, "в возрасте 7 лет"),
        (0, 0, "до 1 года"),
        (None, None, ""),
    ],
)
def test_ages_in_words(start, end, words):
    assert age_words(start, end) == words
