"""Rows of published programmes: labels over merged cells, sums by executors, sections in a column, odd numbers."""

import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from measures.annex.figures import figure
from measures.annex.numbers import numbered
from measures.annex.preview import content_of
from measures.annex.row_labels import bare_title
from measures.annex.sums import sums

from .annex_files import FORMATS, MERGED, SOURCES, every_format, lines, read, saved, totals, unit, word

HEAD = ["№ п/п", "Мероприятие", "Срок", "Исполнитель", "Средства Фонда, тыс. руб."]
LABELS_UNDER_NUMBERS = """
№ п/п | Наименование / источник финансирования | Объем финансового обеспечения, тыс. рублей | < | <
^ | ^ | 2024 год | 2025 год | Всего
1 | 2 | 3 | 4 | 5
Государственная программа «Семья» (всего), в том числе: | < | 300,0 | 300,0 | 600,0
областной бюджет | < | 200,0 | 200,0 | 400,0
федеральный бюджет | < | 100,0 | 100,0 | 200,0
1. | Проект «Большая семья» (всего), в том числе: | 300,0 | 300,0 | 600,0
 | областной бюджет | 200,0 | 200,0 | 400,0
 | федеральный бюджет | 100,0 | 100,0 | 200,0
"""


@every_format
def test_the_sums_of_a_programme_by_source_under_a_label_in_a_wide_cell(form):
    annex = FORMATS[form](LABELS_UNDER_NUMBERS)
    (project,) = annex.measures
    assert (project.title, project.problems) == ("Проект «Большая семья»", [])
    assert lines(project)[:2] == [(2024, "regional_budget", 200), (2025, "regional_budget", 200)]
    assert totals(annex.total_rows[0]) == {
        (2024, ""): 300, (2025, ""): 300, (None, ""): 600,
        (2024, "regional_budget"): 200, (2025, "regional_budget"): 200, (None, "regional_budget"): 400,
        (2024, "federal"): 100, (2025, "federal"): 100, (None, "federal"): 200,
    }  # fmt: skip


BY_EXECUTORS = """
№ п/п | Наименование мероприятия | Ответственный исполнитель | Расходы областного бюджета, тыс. руб. | <
^ | ^ | ^ | 2021 | 2022
1.1 | Отдых детей | Всего | 100,0 | 100,0
^ | ^ | Минтруд | 60,0 | 60,0
^ | ^ | Минспорт | 40,0 | 40,0
1.2 | Клуб | Минтруд | 5,0 | -
"""


@every_format
def test_sums_of_executors_under_their_sum_are_not_counted_again(form):
    camp, club = FORMATS[form](BY_EXECUTORS).measures
    assert lines(camp) == [(2021, "regional_budget", 100), (2022, "regional_budget", 100)]
    assert camp.executors == "Минтруд; Минспорт"
    assert camp.problems == ["Деньги разложены по исполнителям: записано то, что в строке «всего»"]
    assert (lines(club), club.executors) == ([(2021, "regional_budget", 5)], "Минтруд")


SECTIONS_BESIDE = """
Задача | Мероприятие | Исполнитель | Срок | Источник | Сумма, тыс. руб.
1. Развитие услуг | Клуб отцов | Минтруд | 2021 | ОБ | 10
^ | Школа матерей | Минтруд | 2022 | МБ | 20
2. Кадры | Курсы | Минобр | 2022 | ФБ | 30
"""


@every_format
def test_sections_in_a_column_beside_their_measures(form):
    annex = FORMATS[form](SECTIONS_BESIDE)
    assert [(each.number, each.title) for each in annex.directions] == [("1", "Развитие услуг"), ("2", "Кадры")]
    assert [each.direction for each in annex.measures] == ["1", "1", "2"]
    assert [lines(each)[0][1] for each in annex.measures] == ["regional_budget", "municipal", "federal"]


def sheet_of(*rows: list):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def test_numbers_that_a_workbook_keeps_as_fractions_and_as_days():
    fraction, day = read(
        sheet_of(HEAD, [1.1, "Клуб", 2022, "Центр", 1], [datetime.date(2024, 2, 1), "Хор", 2022, "Центр", 2])
    ).measures
    assert (fraction.number, fraction.problems) == ("1.1", [])
    assert (day.number, day.problems) == ("1.2", ["Номер в файле стал датой («01.02.2024»): прочитан как 1.2, сверьте"])


def test_captions_of_parts_in_one_sheet():
    annex = read(
        sheet_of(
            ["Подпрограмма 1 «Семья»"], HEAD, ["1.1", "Клуб", 2022, "Центр", 100], ["Итого", None, None, None, 100],
            ["Подпрограмма 2 «Дети»"], HEAD, ["2.1", "Хор", 2022, "Центр", 7], ["Итого", None, None, None, 7],
            ["ВСЕГО по программе", None, None, None, 107],
        )
    )  # fmt: skip
    assert [each.direction for each in annex.measures] == ["1", "2"]
    assert [(each.direction, totals(each)[None, "fund"]) for each in annex.section_totals] == [("1", 100), ("2", 7)]
    assert [each.amount for each in annex.totals] == [107]


@pytest.mark.parametrize(
    ("cell", "number", "rest"),
    [
        ("1.3а", "1.3а", ""),
        ("1.3а. Сад", "1.3а", "Сад"),
        ("1.5-1", "1.5-1", ""),
        ("1.Школа", "1", "Школа"),
        ("1.1 – Клуб", "1.1", "Клуб"),
        ("п.1.2.", "1.2", ""),
    ],
)
def test_odd_numbers(cell, number, rest):
    assert numbered(cell) == (number, rest)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Пособия, всего, из них:", "Пособия"),
        ("Проект «А» (всего), в том числе:", "Проект «А»"),
        ("Отдых – всего", "Отдых"),
        ("Помощь семьям, в том числе детям", "Помощь семьям, в том числе детям"),
        ("Школа – (для матерей)", "Школа – (для матерей)"),
    ],
)
def test_words_that_lead_to_parts_are_no_part_of_a_title(title, bare):
    assert bare_title(title) == bare


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021: ОБ 10 000, МБ 5 000; 2022: ОБ 20 000", [(2021, 10000, "ОБ"), (2021, 5000, "МБ"), (2022, 20000, "ОБ")]),
        ("Средства Фонда: 250,0 (2021 г. – 150,0; 2022 г. – 100,0)",
         [(None, 250, "Средства Фонда"), (2021, 150, "Средства Фонда"), (2022, 100, "Средства Фонда")]),
    ],
)  # fmt: skip
def test_years_and_sources_told_in_one_cell(cell, expected):
    found = [(each.year, each.amount, each.words) for each in sums(cell)]
    assert [(year, amount, words.strip()) for year, amount, words in found] == expected


def test_a_year_among_sums_is_no_sum():
    (found,) = sums("2021 и 2022 по 500 ОБ")
    assert (found.amount, found.problem) == (None, "Деньги описаны словами: внесите суммы сами")


CAPTIONS = (
    "Таблица 1. Средства областного бюджета (тыс. руб.)",
    "№ | Мероприятие | Исполнитель | 2021 год\n1.1 | Клуб | Центр | 10,5",
    "Таблица 2. Средства Фонда (руб.)",
    "№ | Мероприятие | Исполнитель | 2021 год\n1.1 | Клуб | Центр | 5 000\n2.1 | Хор | Центр | 7 000",
)


def test_captions_with_their_own_units_and_sources():
    annex = read(word(*CAPTIONS))
    club, choir = annex.measures
    assert unit(annex) == 1000
    assert [(line.amount, line.source, line.hint) for line in club.lines] == [
        (Decimal("10.5"), "", "Таблица 1. Средства областного бюджета"), (5, "", "Таблица 2. Средства Фонда"),
    ]  # fmt: skip
    assert (lines(choir), club.problems, choir.problems) == ([(2021, "", 7)], [], [])


def test_sheets_that_are_hidden_are_named():
    book = Workbook()
    for row in (HEAD, ["1", "Клуб", 2022, "Центр", 100]):
        book.active.append(row)
    book.create_sheet("Черновик").sheet_state = "hidden"
    assert read(saved(book)).notes == ["Скрытые листы не прочитаны: «Черновик»."]


@pytest.mark.parametrize(
    ("shown", "amount"),
    [("#,##0.0,", 1500), ("#,##0.00,,", Decimal("1.5")), ("#,##0.00", 1500000), ('#,##0.0" , "', 1500000)],
)
def test_a_number_that_its_cell_shows_in_thousands_is_read_as_shown(shown, amount):
    book = Workbook()
    for row in (HEAD, ["1", "Клуб", 2022, "Центр", 1500000]):
        book.active.append(row)
    book.active["E2"].number_format = shown
    assert lines(read(saved(book)).measures[0]) == [(None, "fund", amount)]


INDICATORS = """
Номер строки | Номер цели, показателя | Наименование показателей | Ед. измерения | Значения показателей | < | <
^ | ^ | ^ | ^ | 2020 год (факт) | 2021 год (оценка) | 2022 год
1 | 2 | 3 | 4 | 5 | 6 | 7
1. | 1. | Цель 1. Поддержка семей | < | < | < | <
2. | 1.1. | Численность детей, в том числе: | человек | 120 | 110 | не более 100
3. | | дети-инвалиды | человек | 12 | 11 | 10
4. | | дети-сироты | человек | - | 5 | 4
"""


@every_format
def test_indicators_with_lines_estimates_and_parts_without_numbers(form):
    annex = FORMATS[form](INDICATORS)
    children, disabled, orphans = annex.indicators
    assert [each.number for each in annex.indicators] == ["1.1", "1.1.1", "1.1.2"]
    assert {each.parent for each in (disabled, orphans)} == {"1.1"}
    assert [disabled.problems, orphans.problems] == [
        ["В строке нет номера: предложен 1.1.1"], ["В строке нет номера: предложен 1.1.2"],
    ]  # fmt: skip
    assert {key: value.value for key, value in children.values.items()} == {
        ("fact", 2020): 120, ("plan", 2021): 110, ("plan", 2022): 100,
    }  # fmt: skip
    assert "Число с оговоркой" in children.problems[0]
    assert "(оценка)» прочитана как план" in annex.notes[0]
    assert content_of(annex, SOURCES)["unit_problem"] == ""


@every_format
def test_money_that_the_column_of_sources_says_is_not_required(form):
    annex = FORMATS[form](
        """
№ | Наименование мероприятия | Срок | Исполнители | Источник финансирования | Сумма (руб.)
1 | Совет | 2021 | Центр | не требуется | -
2 | Клуб | 2021 | Центр | Фонд | 1 000,00
3 | Дом | 2021 | Центр | – | –
"""
    )
    assert [[(each.amount, each.not_required) for each in measure.lines] for measure in annex.measures] == [
        [(None, True)], [(1000, False)], [],
    ]  # fmt: skip


def test_years_and_titles_alone_make_a_head_beside_codes_of_the_budget():
    annex = read(
        word(
            "№ | Наименование мероприятия | Код ГРБС | ЦСР | Всего | 2021 | 2022\n"
            "1 | Клуб | 148 | 03 1 01 | 30 | 10 | 20\nИтого | | х | х | 30 | 10 | 20"
        )
    )
    assert lines(annex.measures[0]) == [(2021, "", 10), (2022, "", 20)]
    assert "«Код ГРБС», «ЦСР»" in annex.notes[0]


@pytest.mark.parametrize("mark", ["–", "•", "-"])
def test_the_mark_of_a_list_before_a_title(mark):
    assert bare_title(f"{mark} Клуб") == "Клуб"


def test_a_growth_may_be_no_value():
    assert figure("+1").problem == "Знак «+»: проверьте, не прирост ли это"


def test_measures_among_indicators_are_told():
    annex = read(
        word(
            "№ | Наименование мероприятия, показателя | Ед. изм. | 2021 год | 2022 год\n"
            "1 | Клуб | тыс. руб. | 10,0 | 20,0\n2 | Число отцов | чел. | 30 | 40"
        )
    )
    assert [bool(each.problems) for each in annex.indicators] == [True, False]


ITEMS = """
№ п/п | Мероприятие | Исполнитель | Срок | ОБ, тыс. руб.
1. | Поддержка семей, в том числе: | Центр | 2021 | 30
 | а) пособия | Центр | 2021 | 10
 | б) выплаты | Центр | 2021 | 20
2. | Кадры: | | |
 | – курсы | Центр | 2021 | 4
 | – стажировки | Центр | 2022 | 5
3. | Клуб | Центр | 2021 | 6
"""


@every_format
def test_items_of_a_list_with_sums_of_their_own_are_measures(form):
    annex = FORMATS[form](ITEMS)
    assert [(each.number, each.title) for each in annex.measures] == [
        ("1", "Поддержка семей"), ("1.а", "пособия"), ("1.б", "выплаты"),
        ("2.1", "курсы"), ("2.2", "стажировки"), ("3", "Клуб"),
    ]  # fmt: skip
    assert [[amount for _year, _source, amount in lines(each)] for each in annex.measures] == [
        [], [10], [20], [4], [5], [6],
    ]  # fmt: skip
    assert annex.measures[1].problems == ["В строке нет номера: предложен 1.а"]
    assert annex.measures[0].problems == ["Деньги записаны в мероприятиях 1.а–1.б: здесь стояла их сумма"]


def test_what_money_is_for_is_no_more_money():
    annex = read(
        word(
            "№ | Мероприятие | Исполнитель | Областной бюджет, тыс. руб. | < | <\n"
            "^ | ^ | ^ | всего | капитальные вложения | прочие нужды\n"
            "1 | Центр | Минтруд | 30 | 20 | 10"
        )
    )
    assert (lines(annex.measures[0]), annex.measures[0].problems) == ([(None, "regional_budget", 30)], [])
    assert "капитальные вложения" in annex.notes[0]


def test_what_was_and_what_became_are_money_of_two_stages():
    annex = read(
        word(
            "№ | Мероприятие | Исполнитель | Областной бюджет, руб. (было) | Областной бюджет, руб. (стало)\n"
            "1 | Клуб | Центр | 100,0 | 120,0"
        )
    )
    (club,) = annex.measures
    assert (lines(club), lines(club, "amended")) == (
        [(None, "regional_budget", 100)], [(None, "regional_budget", 120)],
    )  # fmt: skip
    assert club.problems == []


AIMS = """
Цели, задачи, мероприятия | Сроки | Исполнители | Источники финансирования | Финансирование (тыс. руб.) | < | < | Показатели непосредственного результата | < | <
^ | ^ | ^ | ^ | Всего | 2021 год | 2022 год | Наименование | 2021 | 2022
Цель 1. Укрепление семьи | < | < | < | 30,0 | 10,0 | 20,0 | Доля семей, % | 6 | 7
Задача 1.1. Услуги | < | < | < | 30,0 | 10,0 | 20,0 | Число услуг, ед. | 2 | 3
Мероприятие 1.1.1. Школа | 2021-2022 | Минтруд | Областной бюджет | 30,0 | 10,0 | 20,0 | Число семей, ед. | 20 | 30
ИТОГО | | | | 30,0 | 10,0 | 20,0 | | |
"""  # noqa: E501


@pytest.mark.parametrize("form", MERGED)
def test_aims_with_sums_and_indicators_are_sections_and_figures_of_results_no_money(form):
    annex = FORMATS[form](AIMS)
    (school,) = annex.measures
    assert [each.title for each in annex.directions] == ["Цель 1. Укрепление семьи", "Задача 1.1. Услуги"]
    assert (school.number, school.result) == ("1.1.1", "Число семей, ед. 20 30")
    assert lines(school) == [(2021, "regional_budget", 10), (2022, "regional_budget", 20)]
    assert (school.problems, [each.amount for each in annex.totals]) == ([], [30, 10, 20])


def test_what_is_asked_for_is_no_money_beside_what_is_given():
    annex = read(
        word(
            "№ | Мероприятие | Исполнитель | Потребность в средствах Фонда, руб. | Предусмотрено средств Фонда, руб.\n"
            "1 | Клуб | Центр | 50 | 10"
        )
    )
    assert lines(annex.measures[0]) == [(None, "fund", 10)]
    assert "Потребность" in annex.notes[0]


def test_how_a_sum_was_reckoned_is_no_sum():
    annex = read(
        word(
            "№ | Мероприятие | Исполнитель | Расчёт затрат | Средства Фонда, руб.\n"
            "1 | Акция | Центр | 10 чел. х 500 руб. | 5 000 руб."
        )
    )
    assert (lines(annex.measures[0]), annex.measures[0].problems) == ([(None, "fund", 5000)], [])
