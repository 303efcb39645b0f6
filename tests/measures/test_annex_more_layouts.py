"""Annexes of yet other hands: years down the rows, Roman numbers, pages that repeat their head, marks of footnotes."""

from decimal import Decimal

import pytest

from measures.annex.figures import figure
from measures.annex.preview import content_of
from measures.annex.recognising import recognise
from measures.annex.sums import sums
from measures.annex.word import read_word

from .test_annex_layouts import annex, money, word_file

SOURCES = {"fund": "Фонд", "regional_budget": "Бюджет региона", "municipal": "Местный бюджет", "federal": "Федеральный"}


def test_years_as_rows():
    read = annex(
        "№ п/п|Наименование мероприятия|Исполнитель|Годы реализации|Объём финансирования, тыс. руб.||",
        "||||всего|областной бюджет|местный бюджет",
        "1.1.|Служба ранней помощи|Центр «Семья»|2024|150,0|100,0|50,0",
        "|||2025|170,5|120,5|50,0",
        "|||2026|-|-|-",
        "1.2.|Прокат|Центр «Дом»|2025|10|10|0",
    )
    first, second = read.measures
    assert [each.number for each in read.measures] == ["1.1", "1.2"]
    assert money(first) == [
        (2024, "regional_budget", Decimal("100.0")),
        (2024, "municipal", Decimal("50.0")),
        (2025, "regional_budget", Decimal("120.5")),
        (2025, "municipal", Decimal("50.0")),
    ]
    assert (first.term.year_from, first.term.year_to) == (2024, 2026)
    assert money(second) == [(2025, "regional_budget", Decimal(10))]


def test_years_as_rows_with_their_own_sum():
    read = annex(
        "№|Мероприятие|Исполнители|Год|Сумма, рублей|Источник",
        "1|Клуб|Центр|2024|1000.5|средства Фонда",
        "|||2025|2 000,00|средства Фонда",
    )
    (club,) = read.measures
    assert money(club) == [(2024, "fund", Decimal("1000.5")), (2025, "fund", Decimal("2000.00"))]


def test_sources_with_years_under_them_and_a_total_of_each():
    read = annex(
        "№ п/п|Мероприятие|Ответственный|Финансирование, млн рублей|||||",
        "|||федеральный бюджет|||областной бюджет||",
        "|||всего|2024 год|2025 год|всего|2024 год|2025 год",
        "1)|Центр дневного пребывания|Министерство|3|1|2|1,5|0,5|1",
    )
    (centre,) = read.measures
    assert (centre.number, centre.title) == ("1", "Центр дневного пребывания")
    assert money(centre) == [
        (2024, "federal", Decimal(1)),
        (2025, "federal", Decimal(2)),
        (2024, "regional_budget", Decimal("0.5")),
        (2025, "regional_budget", Decimal(1)),
    ]
    assert content_of(read, SOURCES)["unit"] == 1_000_000


def test_a_two_level_head_of_merged_cells_in_word():
    file = word_file(
        [
            ["№ п/п", "Наименование мероприятия", "Срок", "Исполнители", "Финансирование (тыс. рублей)", "", "", ""],
            ["", "", "", "", "2024 год", "", "2025 год", ""],
            ["", "", "", "", "бюджет края", "Фонд", "бюджет края", "Фонд"],
            ["Раздел 1. Помощь на дому", "", "", "", "", "", "", ""],
            ["1.1.", "Няня на час", "2024–2025 гг.", "Центр", "1 000,00", "—", "200,5", "40"],
            ["ВСЕГО", "", "", "", "1 000,00", "0", "200,5", "40"],
        ],
        merges=[
            *[((0, column), (2, column)) for column in range(4)],
            ((0, 4), (0, 7)), ((1, 4), (1, 5)), ((1, 6), (1, 7)), ((3, 0), (3, 7)), ((5, 0), (5, 3)),
        ],
    )  # fmt: skip
    read = recognise(read_word(file))
    assert [each.title for each in read.directions] == ["Раздел 1. Помощь на дому"]
    (nanny,) = read.measures
    assert money(nanny) == [
        (2024, "regional_budget", Decimal("1000.00")),
        (2025, "regional_budget", Decimal("200.5")),
        (2025, "fund", Decimal(40)),
    ]
    assert [(each.year, each.source, each.amount) for each in read.totals if each.amount] == [
        (2024, "regional_budget", Decimal("1000.00")),
        (2025, "regional_budget", Decimal("200.5")),
        (2025, "fund", Decimal(40)),
    ]


def test_a_head_that_every_page_repeats():
    read = annex(
        "№ п/п|Мероприятие|Срок|Исполнители|Финансирование, руб.",
        "1|2|3|4|5",
        "1.1|Школа для родителей|2024 г.|Центр|1 000",
        "№ п/п|Мероприятие|Срок|Исполнители|Финансирование, руб.",
        "1|2|3|4|5",
        "|и занятия для детей|||",
        "1.2|Справочник|2025 г.|Центр|500",
    )
    assert [(each.number, each.title) for each in read.measures] == [
        ("1.1", "Школа для родителей и занятия для детей"),
        ("1.2", "Справочник"),
    ]
    assert read.directions == []


def test_only_the_numbers_of_the_columns_are_repeated():
    read = annex(
        "№|Мероприятие|Срок|Исполнители|Финансирование, руб.|",
        "1|2|3|4|5",
        "1.1|Школа|2024 г.|Центр|1 000",
        "1|2|3|4|5",
        "1.2|Справочник|2025 г.|Центр|500",
    )
    assert [each.number for each in read.measures] == ["1.1", "1.2"]


def test_totals_of_sections_and_of_all_are_no_measures():
    read = annex(
        "№|Мероприятие|Срок|Исполнители|Сумма, тыс. руб.",
        "I.|Нормативная работа|||",
        "1.1.|Порядок|2024|Министерство|0",
        "|ВСЕГО по разделу I|||0",
        "II.|Работа с семьями|||",
        "2.1.|Клуб|2025|Центр|12,5",
        "|Всего по разделу II|||12,5",
        "|ИТОГО по программе|||12,5",
    )
    assert [(each.number, each.title) for each in read.directions] == [
        ("I", "Нормативная работа"),
        ("II", "Работа с семьями"),
    ]
    assert [(each.number, each.direction) for each in read.measures] == [("1.1", "I"), ("2.1", "II")]
    totals = [each for each in content_of(read, SOURCES)["totals"] if each["year"] is None and not each["source"]]
    assert [(each["direction"], each["amount"]) for each in totals] == [("", "12.5"), ("I", "0"), ("II", "12.5")]


@pytest.mark.parametrize(
    ("cell", "number", "title"),
    [
        ("1.1.", "1.1", "Клуб"),
        ("1)", "1", "Клуб"),
        ("1.2)", "1.2", "Клуб"),
        ("IV", "IV", "Клуб"),
        ("III.", "III", "Клуб"),
        ("II.1.", "II.1", "Клуб"),
        ("1.1*", "1.1", "Клуб"),
    ],
)
def test_numbers_of_measures(cell, number, title):
    (measure,) = annex("№|Мероприятие|Срок|Исполнители", f"{cell}|Клуб|2024|Центр").measures
    assert (measure.number, measure.title) == (number, title)


@pytest.mark.parametrize("text", ["ИВанов", "Virtual", "MIX", "Дом"])
def test_words_are_no_roman_numbers(text):
    read = annex("№|Мероприятие|Срок|Исполнители", "1.1|Клуб|2024|Центр", f"{text}|Занятие|2024|Центр")
    assert [(each.number, each.problems) for each in read.measures] == [("1.1", []), ("", ["В строке нет номера"])]


def test_directions_as_merged_rows_with_and_without_numbers():
    read = annex(
        "№|Наименование мероприятия|Исполнители|Срок|Бюджет, руб.|",
        "Направление 1. Ранняя помощь||||",
        "1|Служба|Центр|2024|10",
        "Поддержка отцов||||",
        "2|Клуб|Центр|2024|20",
    )
    assert [each.title for each in read.directions] == ["Направление 1. Ранняя помощь", "Поддержка отцов"]
    assert [each.direction for each in read.measures] == ["1", "2"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 000,00 средства Фонда", [(Decimal("1000.00"), "средства Фонда")]),
        ("1000.5", [(Decimal("1000.5"), "")]),
        ("—", []),
        ("1 000,00 1)", [(Decimal("1000.00"), "")]),
        ("250,0**", [(Decimal("250.0"), "")]),
        ("1 500¹", [(Decimal(1500), "")]),
        ("-*", []),
        ("10 000,00 руб., из них 4 000,00 руб. — Фонд", [(Decimal("10000.00"), ""), (Decimal("4000.00"), "Фонд")]),
        ("1,5 млн руб.", [(Decimal("1.5"), "")]),
    ],
)  # fmt: skip
def test_more_sums_of_a_cell(cell, expected):
    assert [(each.amount, each.words) for each in sums(cell)] == expected


@pytest.mark.parametrize(
    ("cell", "value"), [("45*", 45), ("45 1)", 45), ("—**", None), ("45¹", 45), ("12,5 %", Decimal("12.5"))]
)
def test_figures_with_marks_of_footnotes(cell, value):
    found = figure(cell)
    assert (found.value, found.problem) == (value, "")


def test_a_mark_of_a_footnote_is_no_part_of_a_title():
    (measure,) = annex("№|Мероприятие*|Срок|Исполнители **", "1.1|Клуб отцов 1)|2024|Центр").measures
    assert (measure.title, measure.executors) == ("Клуб отцов", "Центр")


def test_money_in_thousands_and_in_millions_by_the_caption_over_the_table():
    assert (
        content_of(
            annex("Приложение", "№|Мероприятие|Срок|Исполнители|Расходы, млн. руб.", "1|Клуб|2024|Центр|1,5"), SOURCES
        )["unit"]
        == 1_000_000
    )
    assert (
        content_of(annex("№|Мероприятие|Срок|Исполнители|Расходы (тыс.рублей)", "1|Клуб|2024|Центр|1,5"), SOURCES)[
            "unit"
        ]
        == 1000
    )


def test_indicators_with_years_as_rows():
    read = annex(
        "№|Наименование показателя|Единица измерения|Год|Плановое значение|Фактическое значение",
        "1|Семей на сопровождении|семей|2024|40|38",
        "|||2025|50|-",
        "2|Доля довольных|%|2024|90|",
    )
    first, second = read.indicators
    assert {key: value.value for key, value in first.values.items()} == {
        ("plan", 2024): 40, ("fact", 2024): 38, ("plan", 2025): 50, ("fact", 2025): None,
    }  # fmt: skip
    assert second.values["plan", 2024].value == 90


def test_indicators_with_plan_and_fact_under_years():
    read = annex(
        "№ п/п|Целевой показатель|Ед. изм.|Базовое значение|2024 год||2025 год|",
        "||||план|факт|план|факт",
        "1.|Семей на сопровождении|семей|30|40|38|50|–",
    )
    (families,) = read.indicators
    assert {key: value.value for key, value in families.values.items()} == {
        ("baseline", None): 30, ("plan", 2024): 40, ("fact", 2024): 38, ("plan", 2025): 50, ("fact", 2025): None,
    }  # fmt: skip
