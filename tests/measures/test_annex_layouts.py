"""Annexes are laid out in many ways; what they say is read the same. The tables here belong to no real programme."""

import io
from decimal import Decimal

import pytest
from docx import Document

from measures.annex.figures import figure
from measures.annex.periods import Term, term
from measures.annex.recognising import recognise
from measures.annex.sums import sums
from measures.annex.text import read_text
from measures.annex.unit import unit_of_table
from measures.annex.word import NotReadable, read_word


def annex(*rows: str):
    """Of a table written with «|» between its cells."""
    return recognise(read_text("\n".join(row.replace("|", "\t") for row in rows)))


def money(measure) -> list[tuple]:
    return [(line.year, line.source, line.amount) for line in measure.lines]


YEARS_OVER_SOURCES = (
    "№ п/п|Мероприятие|Срок|Исполнители|Объём финансирования, тыс. рублей|||||",
    "||||Всего|2024 год||2025 год||",
    "|||||областной бюджет|средства Фонда|областной бюджет|средства Фонда|",
    "1|2|3|4|5|6|7|8|9|",
    "1.|Помощь на дому||||||||",
    "1.1.|Школа для родителей|2024-2025 годы|Центр «Семья»|310,5|100,5|10|200|-|",
    "1.2.|Справочник|2025 год|Центр «Семья»|0|0|0|0|0|",
    "|Итого|||310,5|100,5|10|200|0|",
)


def test_sources_under_years():
    read = annex(*YEARS_OVER_SOURCES)
    assert [each.title for each in read.directions] == ["Помощь на дому"]
    school, book = read.measures
    assert (school.number, school.title, school.direction) == ("1.1", "Школа для родителей", "1")
    assert school.stated == Decimal("310.5")
    assert money(school) == [
        (2024, "regional_budget", Decimal("100.5")),
        (2024, "fund", Decimal(10)),
        (2025, "regional_budget", Decimal(200)),
    ]
    assert book.stated == 0
    assert book.lines == []


def test_the_totals_row_is_for_checking_and_no_measure():
    read = annex(*YEARS_OVER_SOURCES)
    assert len(read.measures) == 2
    assert [(each.year, each.source, each.amount) for each in read.totals if each.amount][:2] == [
        (None, "", Decimal("310.5")),
        (2024, "regional_budget", Decimal("100.5")),
    ]


def test_totals_that_a_merged_cell_has_pushed_to_the_left():
    read = annex(
        "№|Мероприятие|Результат|Исполнители|Срок|Финансирование (руб.)||",
        "|||||Всего|Бюджет края|Средства Фонда",
        "1.1|Лагерь|Отдых|Центр|2024 г.|30 000|10 000|20 000",
        "ИТОГО:||||30 000|10 000|20 000|",
    )
    assert [(each.source, each.amount) for each in read.totals] == [
        ("", Decimal(30000)),
        ("regional_budget", Decimal(10000)),
        ("fund", Decimal(20000)),
    ]


def test_years_over_sources_swapped():
    read = annex(
        "№ п/п|Наименование мероприятия|Исполнитель|Финансирование (тыс. руб.)|||",
        "|||Краевой бюджет||Внебюджетные средства|",
        "|||2024|2025|2024|2025",
        "1|Клуб отцов|Центр|1,5|2,5|0,5|-",
    )
    assert money(read.measures[0]) == [
        (2024, "regional_budget", Decimal("1.5")),
        (2025, "regional_budget", Decimal("2.5")),
        (2024, "attracted", Decimal("0.5")),
    ]


def test_a_row_for_each_source():
    read = annex(
        "№|Наименование мероприятия|Источник финансирования|Объём средств, руб.||",
        "|||2024|2025|",
        "1.1|Служба ранней помощи|Областной бюджет|100 000|150 000|",
        "||Местный бюджет|20 000|0|",
        "1.2|Прокат|Внебюджетные источники|5 000|-|",
    )
    assert [each.number for each in read.measures] == ["1.1", "1.2"]
    assert money(read.measures[0]) == [
        (2024, "regional_budget", Decimal(100000)),
        (2025, "regional_budget", Decimal(150000)),
        (2024, "municipal", Decimal(20000)),
    ]
    assert money(read.measures[1]) == [(2024, "attracted", Decimal(5000))]


def test_a_source_written_in_the_cell():
    (read,) = annex(
        "№ п/п|Мероприятие|Исполнители|Срок реализации|Объем финансирования (рублей)||",
        "||||Всего|2024 г.|2025 г.",
        "7.1|Сайт|Центр|2024-2025|3 500,00|2 000,00 средства Фонда, 500,00 бюджет области|1 000,00 средства Фонда",
    ).measures
    assert money(read) == [
        (2024, "fund", Decimal(2000)),
        (2024, "regional_budget", Decimal(500)),
        (2025, "fund", Decimal(1000)),
    ]


def test_a_list_without_directions_and_with_plain_numbers():
    read = annex(
        "№ п/п|Наименование мероприятия|Срок исполнения|Ответственные исполнители",
        "1|Выпуск памятки|I квартал 2024 года|Центр",
        "2|Горячая линия|постоянно|Департамент",
    )
    assert read.directions == []
    assert [(each.number, each.title, each.executors) for each in read.measures] == [
        ("1", "Выпуск памятки", "Центр"),
        ("2", "Горячая линия", "Департамент"),
    ]
    assert read.measures[0].term == Term(2024, 2024, 1, 3)


def test_a_heading_without_a_number_and_one_between_the_rows():
    read = annex(
        "№|Мероприятие|Исполнители|Срок",
        "|Раздел I. Нормативная работа||",
        "1.1|Порядок|Департамент|2024",
        "2. Работа с семьями",
        "2.1|Консультации|Центр|2024",
    )
    assert [each.title for each in read.directions] == ["Раздел I. Нормативная работа", "Работа с семьями"]
    assert [each.direction for each in read.measures] == ["1", "2"]


def test_a_row_that_a_page_has_cut():
    (read,) = annex(
        "№|Мероприятие|Исполнители|Срок",
        "1.1|Создание мобиль-|Центр «Семья»,|2024",
        "|ной бригады|Центр «Дети»|",
    ).measures
    assert (read.title, read.executors) == ("Создание мобильной бригады", "Центр «Семья», Центр «Дети»")
    assert read.problems == ["Текст собран из двух строк: проверьте стык"]


def test_a_repeated_number_is_a_problem_and_both_rows_stay():
    read = annex("№|Мероприятие|Исполнители|Срок", "1.1|Одно|Центр|2024", "1.1|Другое|Центр|2024")
    assert [each.title for each in read.measures] == ["Одно", "Другое"]
    assert read.measures[1].problems == ["Номер повторяется"]


def test_indicators_with_parts_dashes_and_words():
    read = annex(
        "№ п/п|Наименование показателя|Ед. изм.|Базовое значение|План||По завершении",
        "||||2024 год|2025 год|",
        "1.|Семей на сопровождении, в том числе:|семей|100|1 200|150|150",
        "1.1.|многодетных;|семей|-|40|50|50",
        "2.|Есть банк данных|да/нет|нет|да|да|да",
        "3.|Охват|%|10,5|20|1050 0|30",
    )
    whole, part, bank, share = read.indicators
    assert (part.parent, part.name, part.values["baseline", None].value) == ("1", "многодетных", None)
    assert whole.values["plan", 2024].value == 1200
    assert [bank.values["baseline", None].value, bank.values["plan", 2024].value] == [0, 1]
    assert share.values["baseline", None].value == Decimal("10.5")
    assert share.values["plan", 2025].value == 10500
    assert share.problems == ["Пробел внутри числа: прочитано как 10500: «1050 0»"]


def test_a_table_of_something_else_gives_nothing():
    read = annex("ФИО|Должность|Телефон", "Секретарь|Специалист|123")
    assert (read.measures, read.indicators) == ([], [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("-", []),
        ("—", []),
        ("0", [(Decimal(0), "")]),
        ("0,00", [(Decimal("0.00"), "")]),
        ("1 000,50", [(Decimal("1000.50"), "")]),
        ("1\u00a0000\u00a0000", [(Decimal(1000000), "")]),
        ("1.000.000,00", [(Decimal("1000000.00"), "")]),
        ("12.5", [(Decimal("12.5"), "")]),
        ("250 тыс. руб.", [(Decimal(250), "")]),
        ("100,00*", [(Decimal("100.00"), "")]),
    ],
)
def test_sums_of_a_cell(cell, expected):
    assert [(each.amount, each.words) for each in sums(cell)] == expected


def test_not_required_is_neither_zero_nor_absent():
    (found,) = sums("Не требует финансирования")
    assert (found.amount, found.not_required, found.problem) == (None, True, "")


def test_words_instead_of_a_sum_are_left_to_a_person():
    (found,) = sums("по отдельному решению")
    assert (found.amount, found.problem) == (None, "В ячейке нет суммы")


def test_a_figure_that_is_none_is_a_problem():
    assert figure("много").problem == "Не похоже на число"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2016 - 2017 г.г.", Term(2016, 2017)),
        ("2017г.", Term(2017, 2017)),
        ("III-IV квартал 2024 года", Term(2024, 2024, 7, 12)),
        ("2 кв. 2024", Term(2024, 2024, 4, 6)),
        ("сентябрь – ноябрь 2024 г.", Term(2024, 2024, 9, 11)),
        ("до 1 декабря 2024", Term(2024, 2024)),
        ("постоянно", Term()),
        ("", Term()),
    ],
)
def test_terms(words, expected):
    assert term(words) == expected


def test_the_trap_of_the_unit_is_seen():
    read = unit_of_table("Объем финансирования (рублей)", Decimal("9850.00"), ["составляет 9 850,0 тыс. руб."])
    assert read.roubles == 1000
    assert read.problem.startswith("В шапке таблицы другая единица")


def test_the_unit_of_the_head_holds_where_the_text_agrees():
    read = unit_of_table("Финансирование (руб.)", Decimal(500), ["составляет 500 рублей"])
    assert (read.roubles, read.problem) == (1, "")


def test_a_unit_that_nothing_names_is_a_question():
    assert unit_of_table("Финансирование", None, []).problem


def word_file(rows: list[list[str]], merges=()) -> io.BytesIO:
    document = Document()
    document.add_paragraph("Перечень мероприятий")
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for (top, left), (bottom, right) in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    stored = io.BytesIO()
    document.save(stored)
    stored.seek(0)
    return stored


def test_merged_cells_of_a_word_table():
    file = word_file(
        [
            ["№", "Мероприятие", "Исполнители", "Финансирование, тыс. руб.", ""],
            ["", "", "", "2024", "2025"],
            ["1. Работа с семьями", "", "", "", ""],
            ["1.1", "Клуб", "Центр", "10,5", "-"],
        ],
        merges=[((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2)), ((0, 3), (0, 4)), ((2, 0), (2, 4))],
    )
    read = recognise(read_word(file))
    assert [each.title for each in read.directions] == ["Работа с семьями"]
    assert money(read.measures[0]) == [(2024, "", Decimal("10.5"))]
    assert read.measures[0].place == "таблица 1, строка 4"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", "просто текст".encode("cp1251")])
def test_what_is_no_word_file_is_refused_in_words(content):
    with pytest.raises(NotReadable, match="Это не документ Word"):
        read_word(io.BytesIO(content))
