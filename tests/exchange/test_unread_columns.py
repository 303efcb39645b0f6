"""A column that the portal does not know is lost with a word, not without."""

import pytest

from exchange.headings import Headings, unread

HEAD = ["Название", "Вид организации", "Территория", "Любимый цвет"]
ROW = ["Центр", "центр помощи семье и детям", "Киржачский район", "синий"]


def test_a_column_that_nobody_has_named_is_told(checked, district):
    importing = checked([HEAD, ROW])
    assert importing.to_load == 1
    assert "Не загрузятся столбцы: D «Любимый цвет»" in importing.notes[0]


@pytest.mark.parametrize(("columns", "told"), [({0, 1}, []), ({0}, ["B «Цвет»"])])
def test_those_that_are_named_are_not(columns, told):
    said = list(unread(Headings(1, {0: "Название", 1: "Цвет"}), columns))
    assert [each for each in told if each in said[0]] == told
    assert len(said) == len(told)
