"""Files that are not what they should be: each is read as an editor means it, or refused in words, at little cost."""

import datetime
import re
import resource
import struct
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from portal.tables import FileRefused, open_table
from portal.tables.writing import MAIN, SheetOf, parts
from tests import factories
from tests.exchange.conftest import only_row, outcomes, take

HEAD = ["Название", "Вид организации", "Территория", "ИНН", "Внесён в реестр"]
KIND = "иная организация"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district():
    return factories.TerritoryFactory(name="Киржачский район")


@pytest.fixture
def book(tmp_path):
    """`book(fill)`: an XLSX made by another program, filled by a function of its sheet."""

    def made(fill, name: str = "book.xlsx") -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        fill(workbook, sheet)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return made


def rows(sheet, *table) -> None:
    for each in table:
        sheet.append(each)


def good(name="Центр", inn="3300000001", date="01.02.2024"):
    return [name, KIND, "Киржачский район", inn, date]


def refused(path: Path) -> str:
    with pytest.raises(FileRefused) as error:
        take(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старого Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "страница"),
        (b"", "пустой"),
        (b"   \n  ", "пустой"),
        (b"abc\0def\0\0ghi;jkl" * 50, "не таблица"),
        (b"PK\x03\x04 not an archive", "повреждён"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, start, said):
    path = tmp_path / "table.xlsx"
    path.write_bytes(start)
    assert said in refused(path)


@pytest.mark.parametrize(
    ("inside", "said"),
    [("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("a.txt", "архив")],
)
def test_an_archive_of_another_kind_is_named(tmp_path, inside, said):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "x")
    assert said in refused(path)


def test_a_renamed_file_is_read_for_what_it_is(write, checked):
    path = write([HEAD, good()], "table.csv")
    renamed = path.rename(path.with_suffix(".xlsx"))
    assert outcomes(checked(renamed)) == ["new"]


def bomb(path: Path) -> Path:
    """A sheet of a gigabyte of spaces in a megabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as out:
            for _each in range(256):
                out.write(b" " * (1024 * 1024))
    return path


def many_entries(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for each in range(30_000):
            archive.writestr(f"xl/{each}", "")
    return path


def lying_directory(path: Path) -> Path:
    """Its last bytes say that there are few entries, and that the list of them is long."""
    many_entries(path)
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x05\x06")
    data[place + 8 : place + 12] = struct.pack("<HH", 5, 5)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("make", [bomb, many_entries, lying_directory])
def test_a_bomb_is_refused_at_once(tmp_path, make):
    path = make(tmp_path / "bomb.xlsx")
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    refused(path)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert time.process_time() - started < 2
    assert grown < 100


def rewritten(source: Path, part: str, change) -> Path:
    """The book with one of its parts changed."""
    path = source.with_stem("rewritten")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name).decode()) if name == part else old.read(name))
    return path


@pytest.mark.parametrize(
    ("part", "root"), [("xl/worksheets/sheet1.xml", "<worksheet"), ("xl/workbook.xml", "<workbook")]
)
def test_entities_are_never_expanded(book, part, root):
    laughs = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    source = book(lambda workbook, sheet: rows(sheet, HEAD, good()))
    assert "объявления" in refused(rewritten(source, part, lambda text: text.replace(root, laughs + root, 1)))


PARTS = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
BROKEN = ["", "x", "-1", "9" * 20, "1e308", "ZZZZZZ99999999", "A1:XFD9999999", "../../etc/passwd"]


@pytest.mark.parametrize("part", PARTS)
def test_whatever_stands_in_an_attribute_is_read_or_refused_in_words(book, part):
    """Each attribute of each part in turn is left out, or says nonsense."""
    source = book(lambda workbook, sheet: rows(sheet, HEAD, good(), [datetime.datetime(2024, 1, 2), 1.5, True, "=1"]))
    with zipfile.ZipFile(source) as archive:
        text = archive.read(part).decode()
    places = [place.span(1) for place in re.finditer(r' [\w:]+="([^"]*)"', text)]
    whole = [place.span() for place in re.finditer(r' [\w:]+="[^"]*"', text)]
    spoilt = [text[:start] + value + text[end:] for start, end in places for value in BROKEN]
    spoilt += [text[:start] + text[end:] for start, end in whole]
    for each in spoilt:
        with suppress(FileRefused):
            table = open_table(rewritten(source, part, lambda _old, each=each: each))
            for sheet in table.sheets:
                table.survey(sheet)
                list(table.rows(sheet))


def test_texts_kept_apart_from_their_cells_are_read(tmp_path, checked):
    """As Excel itself writes: shared strings, some of several runs, some with a hint for reading aloud."""
    texts = [*HEAD[:3], KIND, "Киржачский район"]
    runs = "<si><r><t>Центр </t></r><r><t>«Ёлка»</t></r><rPh><t>ёлка</t></rPh></si>"
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts) + runs
    cell = '<c r="{}" t="s"><v>{}</v></c>'
    first = "".join(cell.format(f"{'ABC'[place]}1", place) for place in range(3))
    second = cell.format("A2", 5) + cell.format("B2", 3) + cell.format("C2", 4)
    path = tmp_path / "excel.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts([SheetOf("Лист1", [], [])]):
            archive.writestr(name, content)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
        sheet = f'<x:sheetData><row r="1">{first}</row><row r="2">{second}</row></x:sheetData>'
        archive.writestr("xl/worksheets/sheet1.xml", f'<x:worksheet xmlns:x="{MAIN}">{sheet}</x:worksheet>')
    found = only_row(checked(path))
    assert (found.outcome, found.title) == ("new", "Центр «Ёлка»")


def test_too_large_a_file_is_refused(tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(b"a;b\n" * (3 * 1024 * 1024))
    assert "10 МБ" in refused(path)


def test_too_many_rows_are_refused(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("Название;Вид организации\n" + "x;y\n" * 50_200)
    assert "50000" in refused(path)


def test_too_many_columns_are_refused_and_a_hundred_are_read(write, checked):
    assert "граф" in refused(write([[f"Графа {each}" for each in range(400)], ["x"] * 400]))
    wide = [f"Графа {each}" for each in range(120)]
    assert outcomes(checked(write([[*wide, *HEAD], [*wide, *good()]]))) == ["new"]


def test_a_million_blank_formatted_rows_are_read_over(book, checked):
    def fill(workbook, sheet):
        rows(sheet, HEAD, good())
        for row in range(3, 20_000):
            sheet.row_dimensions[row].height = 15
        sheet.cell(20_001, 1).fill = PatternFill("solid", fgColor="FFFF00")

    assert outcomes(checked(book(fill))) == ["new"]


def test_headings_may_stand_below_a_title_and_empty_rows(book, checked):
    def fill(workbook, sheet):
        rows(sheet, ["Реестр поставщиков"], [], ["на 1 октября 2026 года"], [], HEAD, good(), [], good("Второй", ""))
        sheet.merge_cells("A1:E1")

    importing = checked(book(fill))
    assert (importing.heading_row, outcomes(importing)) == (5, ["new", "new"])


def test_cells_merged_over_rows_are_refused_with_their_place(book, checked):
    def fill(workbook, sheet):
        rows(sheet, HEAD, good(), good("Второй", ""), good("Третий", ""))
        sheet.merge_cells("C2:C3")

    importing = checked(book(fill))
    assert outcomes(importing) == ["refused", "refused", "new"]
    assert "C2:C3" in importing.rows.first().reasons[0][1]


def test_hidden_rows_and_columns_are_told(book):
    def fill(workbook, sheet):
        rows(sheet, HEAD, good(), good("Второй", ""))
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    notes = " ".join(take(book(fill)).notes)
    assert "Скрытых строк на листе: 1" in notes
    assert "скрытые столбцы" in notes


def test_of_several_sheets_the_one_with_known_headings_is_taken(book, checked):
    def fill(workbook, sheet):
        sheet.title = "Титул"
        rows(sheet, ["Министерство"])
        rows(workbook.create_sheet("Реестр"), HEAD, good())
        hidden = workbook.create_sheet("Черновик")
        hidden.sheet_state = "hidden"

    importing = checked(book(fill))
    assert (importing.sheet, outcomes(importing)) == ("Реестр", ["new"])
    assert "«Титул»" in importing.notes[0]
    assert "Черновик" not in importing.notes[0]


def test_a_formula_counts_by_its_value_and_without_one_is_refused(book, checked):
    def fill(workbook, sheet):
        rows(sheet, HEAD, ['="Центр"&" 1"', KIND, "Киржачский район", "3300000001", "01.02.2024"])

    found = only_row(checked(book(fill)))
    assert (found.outcome, found.reasons[0][0]) == ("refused", "A2")
    assert "формула без посчитанного значения" in found.reasons[0][1]


def test_an_error_of_excel_is_refused_with_its_cell(book, checked):
    def fill(workbook, sheet):
        rows(sheet, HEAD, good())
        sheet["D2"] = "#N/A"
        sheet["D2"].data_type = "e"

    found = only_row(checked(book(fill)))
    assert ("D2", "#N/A" in found.reasons[0][1]) == (found.reasons[0][0], True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("12.03.2024", "12.03.2024"),
        ("12/3/24", "12.03.2024"),
        ("2024-03-12", "12.03.2024"),
        ("12 марта 2024 г.", "12.03.2024"),
        ("«12» марта 2024 года", "12.03.2024"),
        (45363, "12.03.2024"),
        ("\u00a012.03.2024 ", "12.03.2024"),
    ],
)
def test_dates_are_read_as_people_write_them(checked, said, meant):
    changes = {label: new for label, _old, new in only_row(checked([HEAD, good(date=said)])).changes}
    assert changes["Внесён в реестр"] == meant


def test_dates_of_excel_are_dates(book, checked):
    importing = checked(book(lambda workbook, sheet: rows(sheet, HEAD, good(date=datetime.date(2024, 3, 12)))))
    assert ["Внесён в реестр", "", "12.03.2024"] in only_row(importing).changes


def test_dates_of_a_book_that_counts_from_1904_are_dates(book, checked):
    def fill(workbook, sheet):
        workbook.epoch = CALENDAR_MAC_1904
        rows(sheet, HEAD, good(date=datetime.date(2024, 3, 12)))

    path = book(fill)
    with zipfile.ZipFile(path) as archive:
        assert b'date1904="1"' in archive.read("xl/workbook.xml")
    assert ["Внесён в реестр", "", "12.03.2024"] in only_row(checked(path)).changes


@pytest.mark.parametrize("said", ["32.01.2024", "вчера", "2024", 7])
def test_what_is_no_date_is_refused(checked, said):
    found = only_row(checked([HEAD, good(date=said)]))
    assert ("E2", "не дата" in found.reasons[0][1]) == (found.reasons[0][0], True)


def test_decimal_commas_and_points_are_read(checked):
    factories.ProviderFactory(name="Центр")
    table = [["Организация", "Территория", "Адрес", "Широта", "Долгота"]]
    table += [
        ["Центр", "Киржачский район", "ул. 1", "56,15", "40.4"],
        ["Центр", "Киржачский район", "ул. 2", "5б", "40"],
    ]
    first, second = checked(table, "locations").rows.all()
    assert ["Широта", "", "56,150000"] in first.changes
    assert "не число" in second.reasons[0][1]


def test_spaces_of_all_kinds_around_values_do_not_count(checked):
    factories.ProviderFactory(name="Центр", territory__name="Первый район", inn="3300000001", kind="other")
    table = [["Название", "ИНН", "Вид организации"], [" Центр\u00a0", "3300 000001", "Иная  организация "]]
    assert outcomes(checked(table)) == ["same"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_csv_of_any_encoding_and_separator_is_read(tmp_path, checked, separator, encoding):
    path = tmp_path / "table.csv"
    table = [HEAD, ["Центр «Ёлка»", KIND, "Киржачский район", "3300000001", "01.02.2024"]]
    text = "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in table)
    path.write_bytes(text.encode(encoding))
    found = only_row(checked(path))
    assert (found.outcome, found.title) == ("new", "Центр «Ёлка»")


def test_bars_and_commas_within_cells_are_no_separators(tmp_path, checked):
    path = tmp_path / "table.csv"
    phones = "".join(f"8 (492) 222-33-{each} | приёмная, вход со двора\n" for each in range(10, 16))
    path.write_text(f'Организация;Территория;Адрес;Телефоны\nЦентр;Киржачский район;ул. 1, д. 2;"{phones}"\n')
    factories.ProviderFactory(name="Центр")
    assert outcomes(checked(path, "locations")) == ["new"]


def test_a_csv_of_two_encodings_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes("Название;Вид\n".encode() + "Центр;иная\n".encode("cp1251"))
    assert "две кодировки" in refused(path)


def test_a_hint_for_excel_is_no_heading(tmp_path, checked):
    path = tmp_path / "table.csv"
    path.write_text("sep=;\n" + ";".join(HEAD) + "\n" + ";".join(good()) + "\n", encoding="utf-8")
    assert outcomes(checked(path)) == ["new"]


def test_a_broken_quote_is_told_by_its_line(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('Название;Вид\n"Центр;' + "x" * 300_000, encoding="utf-8")
    assert "кавычки" in refused(path)


def test_a_broken_sheet_is_refused(tmp_path, book):
    source = book(lambda workbook, sheet: rows(sheet, HEAD, good()))
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:400] if "sheet1" in name else old.read(name))
    assert "повреждён" in refused(path)


def test_a_file_cut_short_is_refused(tmp_path, book):
    path = book(lambda workbook, sheet: rows(sheet, HEAD, good()))
    path.write_bytes(path.read_bytes()[:-300])
    assert "повреждён" in refused(path)


def test_what_is_refused_is_not_kept(tmp_path, settings):
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"%PDF-1.7")
    refused(path)
    assert not list(Path(settings.PRIVATE_ROOT).rglob("*.*"))


def test_rows_are_read_as_a_stream(write):
    table = open_table(write([HEAD, *(good(f"Центр {each}") for each in range(3000))]))
    assert next(iter(table.rows(table.sheets[0]))).cells[0] == "Название"
