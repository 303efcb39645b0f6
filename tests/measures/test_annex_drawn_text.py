"""Tables drawn with lines of characters: cells of several lines, cells that reach down and across."""

from decimal import Decimal

import pytest

from measures.annex.drawn import is_drawn
from measures.annex.recognising import recognise
from measures.annex.text import read_text

from .annex_files import lines, read, totals, unit

BARS = """
                РЕСУРСНОЕ ОБЕСПЕЧЕНИЕ
|———|————————————————|——————————|———————————————————————————|
| N | Наименование   | Источник |  Расходы (тыс. рублей)    |
|п/п| мероприятия    | финанси- |———————|———————|———————————|
|   |                | рования  | Всего |2014   |   2015    |
|   |                |          |       |год    |   год     |
|———|————————————————|——————————|———————|———————|———————————|
| 1 |       2        |    3     |   4   |   5   |     6     |
|———|————————————————|——————————|———————|———————|———————————|
|1.1| Создание служ- | Всего    |  30,0 | 10,0  |   20,0    |
|   | бы ранней      |——————————|———————|———————|———————————|
|   | помощи         | област-  |  20,0 |  5,0  |   15,0    |
|   |                | ной      |       |       |           |
|   |                | бюджет   |       |       |           |
|   |                |——————————|———————|———————|———————————|
|   |                | Фонд     |  10,0 |  5,0  |    5,0    |
|———|————————————————|——————————|———————|———————|———————————|
|1.2| Клуб           | местный  |   1,0 |  1,0  |    -      |
|   |                | бюджет   |       |       |           |
|———|————————————————|——————————|———————|———————|———————————|
| Итого по программе |          |  31,0 | 11,0  |   20,0    |
|———|————————————————|——————————|———————|———————|———————————|
* Уточняется ежегодно
"""
BOXES = BARS.replace("|———|———", "├───┼───").replace("———", "───").replace("|", "│").replace("—", "─")


@pytest.mark.parametrize("text", [BARS, BOXES, BARS.replace("—", "-").replace("|---|", "+---+")])
def test_a_drawn_table_is_read_cell_by_cell(text):
    annex = recognise(read_text(text))
    service, club = annex.measures
    assert (service.title, service.problems) == ("Создание службы ранней помощи", [])
    assert lines(service) == [
        (2014, "regional_budget", 5), (2015, "regional_budget", 15), (2014, "fund", 5), (2015, "fund", 5),
    ]  # fmt: skip
    assert lines(club) == [(2014, "municipal", 1)]
    assert totals(annex.total_rows[0]) == {(None, ""): 31, (2014, ""): 11, (2015, ""): 20}
    assert (unit(annex), annex.prose[-1]) == (1000, "* Уточняется ежегодно")


def test_a_drawn_table_in_a_file_of_the_old_encoding():
    bars = BARS.replace("—", "-")
    assert [each.stated for each in read(bars.encode("cp1251")).measures] == [Decimal(30), None]


def test_one_line_under_a_head_draws_nothing():
    assert not is_drawn("| № | Мероприятие |\n|---|---|\n| 1 | Клуб |")
