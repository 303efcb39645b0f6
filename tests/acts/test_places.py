"""Places in acts as people write them, and the anchors of an act's page."""

import pytest

from acts.places import anchor, parts


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        ("статья 22", ["22"]),
        ("статья 22, часть 1 (текст 2013 года)", ["22"]),
        ("статья 44, часть 3, пункт 8", ["44"]),
        ("статьи 11 и 12", ["11", "12"]),
        ("статьи 13, 22, 25", ["13", "22", "25"]),
        ("глава 5, статьи 14–18", ["14", "15", "16", "17", "18"]),
        ("ст. 8.1", ["8.1"]),
        ("преамбула; раздел 1", []),
        ("", []),
    ],
)
def test_articles_are_read_from_a_place(place, numbers):
    assert parts(place) == tuple(("article", number) for number in numbers)


def test_a_point_of_an_annex_belongs_to_the_annex():
    assert parts("приложение 2, п. 4.2") == (("annex", "2"),)
    assert parts("пп. 5.5, 5.8") == (("point", "5.5"), ("point", "5.8"))


def test_a_range_too_long_to_be_one_is_cut():
    assert len(parts("статьи 1–100000")) == 51


@pytest.mark.parametrize(
    ("place", "found"), [("статья 8.1", "#st-8-1"), ("пункт 3", "#p-3"), ("приложение № 2", "#pr-2"), ("раздел", "")]
)
def test_a_place_leads_to_its_anchor(place, found):
    assert anchor(place) == found
