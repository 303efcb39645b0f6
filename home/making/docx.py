"""A paper to fill in with a text editor: real headings, lists and tables, which programs that read aloud know."""

import datetime
import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt

LONG_AGO = datetime.datetime(2000, 1, 1)
BOX = "\N{BALLOT BOX}"


def docx(paper: dict) -> bytes:
    document = Document()
    introduce(document, paper)
    document.add_heading(paper["title"], level=1)
    document.add_paragraph(paper["lead"])
    for part in paper["parts"]:
        add(document, part)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def introduce(document, paper: dict) -> None:
    """What programs ask of a document before reading it: its title and language."""
    properties = document.core_properties
    properties.title, properties.language, properties.author = paper["title"], "ru-RU", ""
    properties.created = properties.modified = LONG_AGO
    properties.comments = properties.last_modified_by = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    style.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    footer = section.footer.paragraphs[0]
    footer.text, footer.alignment = paper["foot"], WD_ALIGN_PARAGRAPH.LEFT
    footer.runs[0].font.size = Pt(8)


def add(document, part: dict) -> None:
    if "heading" in part:
        document.add_heading(part["heading"], level=2)
    for text in part.get("text", []):
        document.add_paragraph(text)
    for style, name in (("List Bullet", "list"), ("List Number", "steps")):
        for text in part.get(name, []):
            document.add_paragraph(text, style=style)
    for text in part.get("checks", []):
        document.add_paragraph(f"{BOX} {text}")
    for label in part.get("blanks", []):
        document.add_paragraph(f"{label}: {'_' * 40}")
    if "columns" in part:
        add_table(document, part["columns"], part.get("rows", []))


def add_table(document, columns: list[str], rows: list[list[str]]) -> None:
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    header = table.rows[0]
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    header._tr.get_or_add_trPr().append(mark)
    for cell, text in zip(header.cells, columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("")
