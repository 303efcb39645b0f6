"""Layouts of published programmes: numbered lines, labels as content, years together, indicators beside."""

from decimal import Decimal

import pytest

from measures.annex.sources import source_of
from measures.annex.sums import sums

from .annex_files import FORMATS, drawing, every_format, lines, read, totals, unit, word


@every_format
def test_numbers_of_lines_are_not_numbers_of_measures(form):
    annex = FORMATS[form](drawing("numbered-lines"))
    benefits, camps = annex.measures
    assert [(each.number, each.title, each.direction) for each in annex.measures] == [
        ("1", "Пособия", "1"), ("2", "Отдых детей", "1"),
    ]  # fmt: skip
    assert lines(benefits) == [(2019, "federal", 15), (2020, "federal", 15)]
    assert lines(camps) == [(2019, "regional_budget", 5), (2020, "regional_budget", 5)]
    assert totals(annex.total_rows[0])[2020, "regional_budget"] == 5
    assert not any(each.problems for each in annex.measures)


@every_format
def test_units_of_indicators_beside_measures_take_no_money_away(form):
    annex = FORMATS[form](drawing("indicators-beside-measures"))
    service, training = annex.measures
    assert lines(service) == [
        (2010, "regional_budget", 5), (2011, "regional_budget", 15), (2010, "fund", 5), (2011, "fund", 5),
    ]  # fmt: skip
    assert (lines(training), training.result) == ([(2010, "regional_budget", 7)], "Обучено чел. 40")
    assert service.problems == training.problems == []


@every_format
def test_the_total_of_a_task_is_not_that_of_the_aim_with_its_number(form):
    annex = FORMATS[form](drawing("indicators-beside-measures"))
    (task,) = annex.section_totals
    (_aim, first) = annex.directions
    assert (task.direction, first.title) == (first.number, "Задача 1. Раннее выявление")
    assert totals(task) == {(None, ""): 37, (2010, ""): 17, (2011, ""): 20}


@every_format
def test_a_column_of_names_of_sources_is_no_money_whatever_its_head_says(form):
    annex = FORMATS[form](drawing("sources-by-content"))
    (service,) = annex.measures
    assert lines(service) == [
        (2021, "federal", 40), (2022, "federal", 80), (2021, "municipal", 60), (2022, "municipal", 120),
    ]  # fmt: skip
    assert (service.stated, service.problems, annex.notes) == (300, [], [])


@every_format
def test_a_sum_of_several_years_at_once_is_left_to_a_person(form):
    club, choir = FORMATS[form](drawing("years-together")).measures
    assert lines(club) == [(2015, "regional_budget", Decimal("2.5")), (2016, "regional_budget", Decimal("4.5"))]
    assert "сразу за несколько лет («2019 - 2020 годы»)" in club.problems[0]
    assert (lines(choir), choir.problems) == ([(2015, "regional_budget", 2)], [])


@every_format
def test_years_together_that_stand_apart_as_well_are_their_sum(form):
    rows = drawing("years-together").replace("Всего", "2015-2020 гг.").replace("2019 - 2020 годы", "2020 год")
    club, _choir = FORMATS[form](rows).measures
    assert [year for year, _source, _amount in lines(club)] == [2015, 2016, 2020]
    assert (club.money[0].amount, club.problems) == (37, [])


@pytest.mark.parametrize("form", ["word", "excel", "excel-texts", "csv-utf-8"])
def test_sources_and_sums_side_by_side_line_by_line(form):
    club, choir, garden, yard = FORMATS[form](drawing("lines-in-cells")).measures
    assert lines(club) == [(2021, "regional_budget", 100), (2022, "regional_budget", 200), (2021, "fund", 50)]
    assert lines(choir) == [(2021, "regional_budget", 10), (2021, "municipal", 20)]
    assert (club.problems, choir.problems) == ([], [])
    assert "Обл. бюджет / Средства Фонда | 100,0 / 50,0" in club.source[0][1], "each line beside what was read of it"
    assert garden.lines == []
    assert "не сходятся" in garden.problems[0]
    assert (lines(yard), yard.problems) == ([(2021, "regional_budget", 5), (2022, "regional_budget", 6)], [])


@every_format
def test_a_second_total_of_the_same_number_is_not_of_the_first_section(form):
    annex = FORMATS[form](drawing("numbers-before-titles"))
    assert [each.direction for each in annex.section_totals] == ["I"]
    assert {each.year: each.amount for each in annex.totals} == {2013: 10, 2014: 25}


def test_the_short_thousand_over_a_table():
    table = "№ | Мероприятие | Исполнитель | Средства Фонда, {}\n1 | Клуб | Центр | 10,5"
    assert [unit(read(word(table.format(words)))) for words in ("т. руб.", "т.р.", "тыс.р.")] == [1000, 1000, 1000]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("- 100,0", "меньше нуля"),
        ("минус 100,0", "меньше нуля"),
        ("10О", "Буква среди цифр"),
        ("100-00", "несколько сумм"),
        ("12 34,5", "несколько сумм"),
        ("100,0/200,0", "несколько сумм"),
    ],
)
def test_what_may_be_another_sum_gives_none(cell, said):
    (found,) = sums(cell)
    assert found.amount is None
    assert said in found.problem


@pytest.mark.parametrize("cell", ["5,0 [1]", "5,0 <*>", "5,0<1>", "5,0 т.р.", "5,0 тыс.р."])
def test_marks_and_short_units_behind_a_sum(cell):
    (found,) = sums(cell)
    assert (found.amount, found.words, found.problem) == (5, "", "")


def test_several_dashes_are_no_sum_and_no_problem():
    assert sums("–\n–") == []


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("федеральный бюджет (не предусмотренный законом области об областном бюджете)", "federal"),
        ("консолидированные бюджеты муниципальных образований", "municipal"),
        ("консолидированный бюджет области", ""),
        ("Социальный фонд России", ""),
        ("резервный фонд Правительства области", ""),
        ("Фонд президентских грантов", ""),
        ("бюджет г. Севастополя", "regional_budget"),
        ("бюджет города Энска", "municipal"),
        ("обл. бюджет", "regional_budget"),
        ("другие источники", "attracted"),
    ],
)
def test_whose_money_words_name(words, source):
    assert source_of(words) == source
