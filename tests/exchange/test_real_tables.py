"""Tables as institutions send them: whatever Excel, LibreOffice, 1C and people have done to a cell, nothing is lost.

Each is read as it was meant, or refused with the cell and a sentence that says what to do.
"""

import datetime
import zipfile

import openpyxl
import pytest

from exchange.exporting import file_name
from exchange.models import ImportRow
from exchange.undoing import undo
from portal.tables import FileRefused, open_table
from portal.tables.writing import SheetOf, parts
from services_directory.models import Location, Provider
from tests import factories
from tests.exchange.conftest import exported, only_row, outcomes, take
from tests.snapshots import changed, everything

HEAD = ["Название", "Вид организации", "Территория", "ИНН", "Внесён в реестр"]
KIND, DISTRICT = "иная организация", "Киржачский район"
PLACE = ["Организация", "Территория", "Адрес"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def provider():
    district = factories.TerritoryFactory(name=DISTRICT)
    return factories.ProviderFactory(name="Исток", territory=district, kind="other", inn="3300000009")


def row(name="Центр", inn="3300000001", date="01.02.2024"):
    return [name, KIND, DISTRICT, inn, date]


def place(checked, heading: str, cell) -> ImportRow:
    return only_row(checked([[*PLACE, heading], ["Исток", DISTRICT, "ул. Лесная, 1", cell]], "locations"))


def became(found: ImportRow, label: str) -> str:
    return {name: new for name, _old, new in found.changes}[label]


def why(found: ImportRow) -> tuple[str, str]:
    ((cell, reason),) = found.reasons
    return cell, reason


def book(path, sheet_xml: str, extra: dict[str, str] | None = None):
    """A workbook whose only sheet is written as another program writes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts([SheetOf("Лист1", [], [])]):
            archive.writestr(name, content)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as out:
            for piece in sheet_xml if isinstance(sheet_xml, list) else [sheet_xml]:
                out.write(piece.encode())
    return path


def texts(*values: str) -> str:
    """Cells without their addresses, as 1C leaves them."""
    return "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)


@pytest.mark.parametrize("said", ["с 01.02.2025", "от 1 февраля 2025 г.", "С 01.02.2025 г."])
def test_a_date_with_its_preposition_is_the_date(checked, said):
    assert became(only_row(checked([HEAD, row(date=said)])), "Внесён в реестр") == "01.02.2025"


@pytest.mark.parametrize(
    ("number", "meant"),
    [(88002000122, "8 (800) 200-01-22"), (8.8002000122e10, "8 (800) 200-01-22"), (9002223344, "8 (900) 222-33-44")],
)
def test_a_phone_kept_as_a_number_is_a_phone(tmp_path, checked, number, meant):
    path = tmp_path / "phones.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append([*PLACE, "Телефон"])
    workbook.active.append(["Исток", DISTRICT, "ул. Лесная, 1", number])
    workbook.save(path)
    assert became(only_row(checked(path, "locations")), "Телефоны") == meant


@pytest.mark.parametrize("said", ["8 (84342) 3-12-34", "(84342) 3-12-34", "8 84342 31234", "+7 (84342) 3‑12‑34"])
def test_a_code_of_five_digits_is_a_code(checked, said):
    importing = checked([[*PLACE, "Телефон"], ["Исток", DISTRICT, "ул. Лесная, 1", said]], "locations")
    assert became(only_row(importing), "Телефоны") == "8 (84342) 3-12-34"


def test_digits_of_another_script_are_no_phone(checked):
    cell, reason = why(place(checked, "Телефон", "8 (٤٩٢) ٢٢٢-٣٣-٤٤"))
    assert cell == "D2"
    assert "не телефон" in reason


def test_a_file_is_named_by_the_day_of_the_portal(monkeypatch):
    """Past midnight in Moscow it is still yesterday in Greenwich, and on a server that keeps its time."""
    night = datetime.datetime(2026, 3, 1, 22, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    assert file_name("providers", "xlsx") == "providers-2026-03-02.xlsx"


@pytest.mark.parametrize("said", ["8,8002E+10", "8.8002E+10"])
def test_a_phone_that_lost_its_digits_is_refused_and_says_why(checked, said):
    cell, reason = why(place(checked, "Телефон", said))
    assert cell == "D2"
    assert "округлила номер" in reason


@pytest.mark.parametrize("name", ["table.xlsx", "table.csv"])
def test_a_lost_zero_of_an_inn_is_recognised(checked, name):
    cell, reason = why(only_row(checked([HEAD, row(inn="330000001")], name=name)))
    assert cell == "D2"
    assert "потерян первый ноль. Если номер — 0330000001" in reason


@pytest.mark.parametrize(
    ("said", "meant"), [("да", "да"), ("+", "да"), ("✓", "да"), ("имеется", "да"), ("ИСТИНА", "да")]
)
def test_yes_in_every_spelling(checked, said, meant):
    assert became(place(checked, "Адрес не публикуется", said), "Адрес не публикуется") == meant


@pytest.mark.parametrize("said", ["нет", "-", "–", "отсутствует", "ЛОЖЬ"])
def test_no_in_every_spelling_is_what_is_there_already(checked, said):
    found = place(checked, "Адрес не публикуется", said)
    assert "Адрес не публикуется" not in {name for name, _old, _new in found.changes}
    assert not found.reasons


@pytest.mark.parametrize("heading", ["Телефон", "Режим работы", "Широта", "Как добраться"])
def test_a_dash_is_nothing_to_say(checked, heading):
    found = place(checked, heading, "—")
    assert (found.outcome, [name for name, _old, _new in found.changes]) == (
        "new",
        ["Организация", "Территория", "Адрес"],
    )


@pytest.mark.parametrize(
    "said",
    [
        "пн-пт 9-18, обед 13-14",
        "пн-пт 9-18; обед 13-14",
        "Пн.–Пт.: 09.00–18.00 (обед 13.00–14.00)",
        "понедельник - пятница с 9:00 до 18:00\nперерыв на обед с 13:00 до 14:00",
        "по будням с 9 до 18 часов, перерыв 13-14, сб, вс - выходные дни",
        "с понедельника по пятницу с 9.00 до 18.00, обед с 13 до 14",
        "пн-пт 9⁰⁰-18⁰⁰, обед 13⁰⁰-14⁰⁰",
    ],
)
def test_hours_as_they_hang_on_the_door(checked, said):
    found = place(checked, "Режим работы", said)
    assert became(found, "Часы работы") == "пн–пт 9:00–18:00, перерыв 13:00–14:00; сб, вс выходной"


@pytest.mark.parametrize("said", ["круглосуточно", "Круглосуточно, без перерыва", "круглосуточно, без выходных"])
def test_day_and_night_is_every_day(checked, said):
    assert became(place(checked, "Режим работы", said), "Часы работы") == "пн–вс круглосуточно"


@pytest.mark.parametrize("said", ["круглосуточно пн-пт", "круглосуточно; вс выходной"])
def test_day_and_night_of_some_days_is_not_guessed(checked, said):
    assert why(place(checked, "Режим работы", said))[0] == "D2"


def test_a_break_after_all_days_must_fit_each_of_them(checked):
    assert "внутри рабочего дня" in why(place(checked, "Режим работы", "пн-пт 9-18; сб 10-14; обед 13-14"))[1]


@pytest.mark.parametrize("said", ["вт: неприёмный день", "9-18", "пн-пт", "18.09.2025", "по графику"])
def test_hours_that_say_too_little_are_refused_with_their_cell(checked, said):
    cell, reason = why(place(checked, "Режим работы", said))
    assert cell == "D2"
    assert reason.startswith("Часы работы: ")


def test_swapped_coordinates_are_noticed(checked):
    table = [[*PLACE, "Широта", "Долгота"], ["Исток", DISTRICT, "ул. 1", "39,0", "56,15"]]
    cell, reason = why(only_row(checked(table, "locations")))
    assert cell == "D2"
    assert "перепутаны" in reason


def test_both_coordinates_in_one_cell_are_refused(checked):
    table = [[*PLACE, "Широта"], ["Исток", DISTRICT, "ул. 1", "56.15, 40.4"]]
    assert why(only_row(checked(table, "locations"))) == ("D2", "Широта: «56.15, 40.4» — не число")


def test_a_heading_that_stands_twice_is_told_with_its_columns(checked):
    table = [[*PLACE, "Телефон", "Телефон"], ["Исток", DISTRICT, "ул. 1", "88002000122", "88002000123"]]
    importing = checked(table, "locations")
    assert importing.notes == ["Заголовок «Телефон» стоит несколько раз: D, E. Загрузится D, если не выбрать иначе."]


def test_values_without_a_heading_are_told(tmp_path, checked):
    path = tmp_path / "shifted.csv"
    path.write_text(",".join(HEAD) + "\n" + ",".join(row()) + "\n" + ",".join(["Клуб", "при школе", *row("")[1:]]))
    importing = checked(path)
    assert importing.notes == ["В столбцах без заголовка есть значения, они не загрузятся: F."]
    assert outcomes(importing) == ["new", "refused"]


def test_a_quote_that_never_closes_swallows_no_rows(tmp_path):
    path = tmp_path / "quote.csv"
    lines = [";".join(HEAD), ";".join(row("Первый")), ";".join(row('"Второй', "")), ";".join(row("Третий", ""))]
    path.write_text("\n".join(lines), encoding="cp1251")
    with pytest.raises(FileRefused, match="открытая в строке 3, нигде не закрыта"):
        take(path)


def test_quotes_within_a_name_are_no_separators(tmp_path, checked):
    path = tmp_path / "quotes.csv"
    path.write_text("\n".join([";".join(HEAD), ";".join(row('ООО "Семья"'))]), encoding="cp1251")
    assert only_row(checked(path)).title == 'ООО "Семья"'


def test_half_a_book_in_a_cell_is_refused(checked):
    long = "слово " * 6000
    cell, reason = why(only_row(checked([[*HEAD, "Примечание"], [*row(), long]], name="table.csv")))
    assert cell == "F2"
    assert "больше 32767 знаков" in reason


def test_two_rows_that_contradict_each_other_stop_the_second(checked):
    table = [HEAD, row("Исток", "3300000009", "01.02.2024"), row("Исток", "3300000009", "01.03.2024")]
    first, second = checked(table).rows.all()
    assert first.outcome == "changed"
    assert (second.outcome, second.reasons) == ("refused", [["", "повторяет строку 2"]])


def test_cells_without_addresses_are_read_in_their_order(tmp_path, checked):
    sheet = f"<sheetData><row>{texts(*HEAD)}</row><row>{texts(*row())}</row></sheetData>"
    found = only_row(checked(book(tmp_path / "1c.xlsx", f"<worksheet>{sheet}</worksheet>")))
    assert (found.outcome, found.number, found.title) == ("new", 2, "Центр")


def test_a_formula_that_gives_nothing_is_an_empty_cell(tmp_path, checked):
    """As a column of formulas drawn down below the last record."""
    empty = '<c t="str"><f>IF(A3="","",A3)</f><v></v></c>'
    named = '<c t="str"><f>B9&amp;"тр"</f><v>Центр</v></c>'
    cells = f"<row>{texts(*HEAD)}</row><row>{named}{texts(*row()[1:])}</row><row>{empty * 5}</row>"
    path = book(tmp_path / "formulas.xlsx", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
    assert only_row(checked(path)).title == "Центр"


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(tmp_path, checked):
    sheet = f"<sheetData><row>{texts(*HEAD)}</row><row>{texts(*row())}</row></sheetData>"
    path = book(tmp_path / "book.xlsm", f"<worksheet>{sheet}</worksheet>", {"xl/vbaProject.bin": "Sub AutoOpen()"})
    assert outcomes(checked(path)) == ["new"]


def test_rows_down_to_the_last_of_excel_are_read_over(tmp_path):
    blank = ["".join(f'<row r="{n}" ht="15"/>' for n in range(at, at + 16_384)) for at in range(3, 1_048_576, 16_384)]
    head = f'<worksheet><sheetData><row r="1">{texts(*HEAD)}</row><row r="2">{texts(*row())}</row>'
    path = book(tmp_path / "long.xlsx", [head, *blank, "</sheetData></worksheet>"])
    table = open_table(path)
    assert [each.number for each in table.rows("Лист1")] == [1, 2]
    assert table.survey("Лист1").rows == 2


def test_a_line_of_totals_and_a_line_of_numbers_are_refused_alone(checked):
    table = [HEAD, ["1", "2", "3", "4", "5"], row(), ["Итого: 1"]]
    assert outcomes(checked(table)) == ["refused", "new", "refused"]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+7 (492) 222", "@SUM(1)"])
def test_what_looks_like_a_formula_stays_a_text_and_goes_out_as_one(loaded, text):
    loaded([[*HEAD, "Примечание"], [*row(), text]])
    assert Provider.objects.get(name="Центр").note == text
    head, *found = exported("providers", Provider.objects.filter(name="Центр"))
    assert found[0][head.index("Примечание к источнику" if "Примечание к источнику" in head else "Примечание")] == text


@pytest.mark.parametrize("publishes", [True, False])
def test_undoing_a_whole_import_leaves_every_row_as_it_was(loaded, provider, publishes):
    factories.LocationFactory(provider=provider, territory=provider.territory, address="ул. Лесная, 1")
    provider.save_revision().publish()
    for each in Location.objects.all():
        each.save_revision().publish()
    before = everything()
    first = loaded([HEAD, row(), row("Исток", "3300000009", "01.03.2024")], publishes=publishes)
    head, *places = exported("locations")
    places[0][head.index("Телефоны")], places[0][head.index("Часы работы")] = "88002000122", "пн-пт 9-18"
    second = loaded([head, *places], "locations", publishes=publishes)
    assert changed(before)
    for importing in (second, first):
        undo(importing, None)
    left = {place: rows for place, rows in changed(before).items() if not place[0].startswith("exchange.")}
    assert left == {}
