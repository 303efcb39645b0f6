"""What Word shows and keeps apart from the text: numbers of lists, changes, struck words, boxes, tables in cells."""

import copy

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .annex_files import add_table, drawn, lines, read, saved, unit

DRAWING = """
№ п/п | Мероприятие | Срок | Исполнитель | Средства Фонда, тыс. руб.
1 | Клуб | 2022 | Центр | 100,0
2 | Хор | 2022 | Центр | 50,0
"""
UNNUMBERED = """
№ п/п | Мероприятие | Срок | Исполнитель | Средства Фонда, тыс. руб.
 | Работа с семьями | < | < | <
 | Клуб | 2022 | Центр | 100,0
 | Хор | 2022 | Центр | 50,0
 | Кадры | < | < | <
 | Курсы | 2022 | Центр | 7,0
"""
LIST = """
<w:abstractNum {names} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{legal}<w:lvlText w:val="%1.%2."/></w:lvl>
</w:abstractNum>
"""


def document_of(drawing: str = DRAWING):
    document = Document()
    return document, add_table(document, drawn(drawing))


def numbered_by_word(form: str = "decimal", legal: str = "", by_style: bool = False):
    """A document whose cells of numbers are empty paragraphs of a list with two levels."""
    document, table = document_of(UNNUMBERED)
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LIST.format(names=nsdecls("w"), form=form, legal=legal)))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for row, level in enumerate((0, 1, 1, 0, 1), 1):
        holder = table.cell(row, 0).paragraphs[0]
        if by_style:
            holder.style = document.styles.add_style(f"Номер {row}", 1)
            holder = holder.style
        properties = (holder.element if by_style else holder._p).get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    return document


@pytest.mark.parametrize("by_style", [False, True])
def test_numbers_that_word_gives_and_no_text_holds(by_style):
    annex = read(saved(numbered_by_word(by_style=by_style)))
    assert [(each.number, each.title) for each in annex.directions] == [("1", "Работа с семьями"), ("2", "Кадры")]
    assert [(each.number, each.title) for each in annex.measures] == [
        ("1.1", "Клуб"), ("1.2", "Хор"), ("2.1", "Курсы"),
    ]  # fmt: skip


def test_roman_numbers_that_word_gives():
    annex = read(saved(numbered_by_word("upperRoman", "<w:isLgl/>")))
    assert [each.number for each in annex.directions] == ["I", "II"]
    assert [each.number for each in annex.measures] == ["1.1", "1.2", "2.1"]


def test_text_that_was_deleted_or_moved_away_is_not_read():
    document, table = document_of()
    run = table.cell(1, 4).paragraphs[0].runs[0]._r
    old = OxmlElement("w:moveFrom")
    run.addprevious(old)
    old.append(copy.deepcopy(run))
    new = OxmlElement("w:ins")
    run.addprevious(new)
    new.append(run)
    next(run.iter(qn("w:t"))).text = "777,0"
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    annex = read(saved(document))
    assert [lines(each) for each in annex.measures] == [[(None, "fund", 777)]]
    assert "непринятые правки" in annex.notes[0]


def test_struck_and_hidden_words_are_left_out_and_told():
    document, table = document_of()
    cell = table.cell(1, 4).paragraphs[0]
    cell.runs[0].font.strike = True
    cell.add_run("120,0")
    table.cell(2, 1).paragraphs[0].add_run(" черновик").font.hidden = True
    annex = read(saved(document))
    club, choir = annex.measures
    assert (lines(club), choir.title) == ([(None, "fund", 120)], "Хор")
    assert annex.notes == ["Зачёркнутое не прочитано: «100,0».", "Скрытый текст документа не прочитан."]


def test_a_table_of_years_within_the_cell_of_a_sum():
    document, table = document_of()
    cell = table.cell(1, 4)
    cell.text = ""
    inner = cell.add_table(2, 2)
    for at, texts in enumerate((("2021", "40,0"), ("2022", "60,0"))):
        for column, text in enumerate(texts):
            inner.cell(at, column).text = text
    assert lines(read(saved(document)).measures[0]) == [(2021, "fund", 40), (2022, "fund", 60)]


def test_a_sum_in_a_field_to_fill():
    document, table = document_of()
    paragraph = table.cell(1, 4).paragraphs[0]._p
    field, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph.addprevious(field)
    field.append(content)
    content.append(paragraph)
    assert lines(read(saved(document)).measures[0]) == [(None, "fund", 100)]


def test_rows_in_a_field_that_repeats_them():
    document, table = document_of()
    row = table.rows[1]._tr
    field, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(field)
    field.append(content)
    content.append(row)
    assert [each.title for each in read(saved(document)).measures] == ["Клуб", "Хор"]


def boxed(document, *content):
    """What stands in a text box at the end of the document; old readers are given it a second time."""
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = parse_xml(
        f"<w:r {nsdecls('w')} {names}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent/>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    for box in run.iter(qn("w:txbxContent")):
        for element in content:
            box.append(copy.deepcopy(element))
    document.add_paragraph()._p.append(run)


def test_the_unit_in_a_text_box_above_the_table():
    document = Document()
    boxed(document, Document().add_paragraph("тыс. рублей")._p)
    add_table(document, drawn(DRAWING.replace(", тыс. руб.", "")))
    assert unit(read(saved(document))) == 1000


def test_a_table_in_a_text_box_is_read_once():
    document, table = document_of()
    boxed(document, table._tbl)
    table._tbl.getparent().remove(table._tbl)
    assert [each.number for each in read(saved(document)).measures] == ["1", "2"]
