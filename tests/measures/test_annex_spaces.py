"""Text of a PDF: columns that spaces keep apart in every row are read and every row is to be looked at; else none."""

from decimal import Decimal

import pytest

from measures.annex.preview import content_of
from measures.annex.recognising import recognise
from measures.annex.spaces import columns_of_spaces
from measures.annex.text import read_text

from .annex_files import SOURCES, lines, read, totals

PLAN = """
                          План мероприятий на 2024–2025 годы
                                                                     Объём финансирования,
№       Наименование      Ответственный        Срок                      тыс. рублей
п/п     мероприятия       исполнитель          реализации          2024 год        2025 год
 1           2                  3                  4                   5               6
Раздел 1. Ранняя помощь
1.1.    Служба ранней     Министерство         2024–2025 гг.        1 250,5        10 300,0
        помощи детям      труда
1.2.    Прокат            ГБУ «Центр»          2024 г.                 20,0               –
        оборудования
Раздел 2. Отдых
2.1.    Лагерь            ГБУ «Центр»          2025 г.                    –           100,0
        ИТОГО                                                       1 270,5        10 400,0
"""
INDICATORS = """
№      Показатель                Ед. изм.      2024      2025
1      Охват семей, всего        семей          100       120
1.1    из них многодетных        семей           40        50
2      Доля снятых с учёта       %             20,5      30,0
"""
# A title of the second row runs through the gap of the first.
THROUGH_A_GAP = """
№       Мероприятие       Исполнитель        Срок           Сумма, руб.
1.1     Служба ранней     Министерство       2024           1 250,5
1.2     Прокат всякого разного   ГБУ «Центр»  2024          20,0
"""


@pytest.mark.parametrize("read_it", [lambda: recognise(read_text(PLAN)), lambda: read(PLAN.encode(), "plan.txt")])
def test_columns_that_spaces_keep_apart(read_it):
    annex = read_it()
    service, rental, camp = annex.measures
    assert [each.title for each in annex.measures] == ["Служба ранней помощи детям", "Прокат оборудования", "Лагерь"]
    assert [each.direction for each in annex.measures] == ["1", "1", "2"]
    assert lines(service) == [(2024, "", Decimal("1250.5")), (2025, "", 10_300)]
    assert (lines(rental), lines(camp)) == ([(2024, "", 20)], [(2025, "", 100)])
    assert totals(annex.total_rows[0]) == {(2024, ""): Decimal("1270.5"), (2025, ""): 10_400}
    assert content_of(annex, SOURCES)["unit"] == 1000


def test_every_row_asks_for_a_look():
    measures, indicators = recognise(read_text(PLAN)).measures, recognise(read_text(INDICATORS)).indicators
    assert [each.number for each in indicators] == ["1", "1.1", "2"]
    assert all("сверьте строку с документом" in each.problems[0] for each in [*measures, *indicators])


@pytest.mark.parametrize(
    "text",
    [
        THROUGH_A_GAP,
        "Отчёт за  год.\n1.  Сделано  много   2024   10\n  И ещё кое-что   было.\n",
        "1.1. Создание службы 2024 Министерство 100,0\n1.2. Клуб отцов 2025 Центр 50,0",
        "1.1   Клуб   2024   10\n1.2   Хор    2024   20\n",
    ],
)
def test_where_columns_are_not_sure_nothing_is_read(text):
    assert columns_of_spaces(text) == ""
    assert recognise(read_text(text)).measures == []
