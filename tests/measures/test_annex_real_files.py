"""What only real files have: raised figures, changes not yet accepted, hidden rows, formulas, formats, passwords."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from measures.annex.opening import open_source
from measures.annex.word import NotReadable

from .annex_files import add_table, drawn, lines, read, saved

HEAD = ["№ п/п", "Мероприятие", "Срок", "Исполнитель", "Сумма, тыс. руб."]
DRAWING = """
№ п/п | Мероприятие | Срок | Исполнитель | Средства Фонда, тыс. руб.
1 | Клуб | 2022 | Центр | 100,0
"""


def test_a_raised_figure_is_a_footnote_and_no_digit():
    document = Document()
    table = add_table(document, drawn(DRAWING))
    table.cell(1, 4).paragraphs[0].add_run("1").font.superscript = True
    (club,) = read(saved(document)).measures
    assert (lines(club), club.problems) == ([(None, "fund", 100)], [])


def test_changes_that_nobody_accepted_are_read_and_told():
    document = Document()
    cell = add_table(document, drawn(DRAWING)).cell(1, 4)
    run = cell.paragraphs[0].runs[0]._r
    inserted = OxmlElement("w:ins")
    run.addprevious(inserted)
    inserted.append(run)
    annex = read(saved(document))
    assert lines(annex.measures[0]) == [(None, "fund", 100)]
    assert "непринятые правки" in annex.notes[0]


def test_a_table_within_a_table_and_one_within_a_field_to_fill():
    document = Document()
    frame = document.add_table(1, 1)
    inner = add_table(document, drawn(DRAWING))
    frame.cell(0, 0)._tc.insert(1, inner._tbl)
    assert [each.title for each in read(saved(document)).measures] == ["Клуб"]

    document = Document()
    table = add_table(document, drawn(DRAWING))._tbl
    field, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table.addprevious(field)
    field.append(content)
    content.append(table)
    assert field.tag == qn("w:sdt")
    assert [each.title for each in read(saved(document)).measures] == ["Клуб"]


def sheet_of(*rows: list):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book, book.active


def test_hidden_rows_and_columns_are_left_out_and_told():
    book, sheet = sheet_of(
        [*HEAD, "Черновик"], ["1", "Клуб", 2022, "Центр", 100, 7], ["2", "Старое", 2022, "Центр", 5, 7]
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    annex = read(saved(book))
    assert [each.title for each in annex.measures] == ["Клуб"]
    assert annex.notes == ["Скрытые строки не прочитаны: 3.", "Скрытые графы не прочитаны: F."]


def test_a_formula_that_nobody_has_counted_is_a_problem_and_no_absent_sum():
    book, _sheet = sheet_of(HEAD, ["1", "Клуб", 2022, "Центр", "=2*50"])
    (club,) = read(saved(book)).measures
    assert club.lines == []
    assert "формула без посчитанного значения" in club.problems[0]


def test_formats_of_money_and_of_per_cents():
    book, sheet = sheet_of(HEAD, ["1", "Клуб", 2022, "Центр", 1234.56])
    sheet["E2"].number_format = '#,##0.0" ₽"'
    (club,) = read(saved(book)).measures
    assert [f"{each.amount}" for each in club.lines] == ["1234.56"]

    book, sheet = sheet_of(["№", "Наименование показателя", "Ед. изм.", "2022 год"], [1, "Охват", "%", 0.805])
    sheet["D2"].number_format = "0%"
    (reach,) = read(saved(book)).indicators
    assert f"{reach.values['plan', 2022].value}" == "80.5"


def test_sums_of_binary_fractions_are_what_was_typed():
    book, _sheet = sheet_of(HEAD, ["1", "Клуб", 2022, "Центр", 100.1 + 200.2])
    assert [f"{each.amount}" for each in read(saved(book)).measures[0].lines] == ["300.3"]


def test_rows_of_several_sheets_name_their_sheet():
    book, sheet = sheet_of(HEAD, ["1", "Клуб", 2022, "Центр", 1])
    sheet.title = "Меры"
    other = book.create_sheet("Показатели")
    for row in (["№", "Наименование показателя", "Ед. изм.", "2022 год"], [1, "Семей", "ед.", 5]):
        other.append(row)
    annex = read(saved(book))
    assert (annex.measures[0].place, annex.indicators[0].place) == ("Меры!A2", "Показатели!A2")


def test_titles_above_units_beside_and_notes_below():
    book, _sheet = sheet_of(
        ["Приложение к постановлению"],
        ["Перечень мероприятий государственной программы"],
        [None, None, None, None, "тыс. рублей"],
        ["№ п/п", "Мероприятие", "Исполнитель", "2022 год", "2023 год"],
        [1, "Клуб", "Центр", 10.5, "-"],
        ["Итого", None, None, 10.5, 0],
        ["* Средства могут быть уточнены"],
        ["Начальник отдела"],
    )
    annex = read(saved(book))
    assert [(each.number, each.title) for each in annex.measures] == [("1", "Клуб")]
    assert annex.directions == []
    assert [text for _place, text in annex.left_out] == ["* Средства могут быть уточнены", "Начальник отдела"]


def refusal(content: bytes, name: str = "annex") -> str:
    with pytest.raises(NotReadable) as refused:
        open_source(SimpleUploadedFile(name, content))
    return str(refused.value)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "Это PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "JPEG"),
        (b"", "Файл пустой"),
        (b"  \n ", "Файл пустой"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "защищена паролем"),
        (OLD + "WordDocument".encode("utf-16-le"), "старый документ Word"),
        (OLD, "старого Excel"),
        (b"{\\rtf1\\ansi \t a \t b}", "RTF"),
        (b"<html><table><tr><td>1\t2</td></tr></table></html>", "страница"),
        (b"PK\x03\x04" + b"broken" * 20, "повреждён"),
        (b"1;2\n" * 3_000_000, "больше 10 МБ"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, said):
    assert said in refusal(content)


def test_a_cell_of_several_lines_as_excel_copies_it():
    text = '№\tМероприятие\tИсполнители\tСрок\n1\tКлуб\t"Центр\nШкола"\t2022\n2\tЛагерь\tЦентр\t2023'
    annex = read(io.BytesIO(text.encode()))
    assert [each.executors for each in annex.measures] == ["Центр; Школа", "Центр"]


@pytest.mark.parametrize("mark", ["|", ";"])
def test_pasted_text_with_bars_or_semicolons(mark):
    rows = ["№|Мероприятие|Исполнители|Срок", "1|Клуб|Центр|2022", "2|Лагерь|Центр|2023"]
    annex = read(io.BytesIO("\n".join(row.replace("|", mark) for row in rows).encode()))
    assert [each.title for each in annex.measures] == ["Клуб", "Лагерь"]
