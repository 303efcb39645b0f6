"""A letter as a document that a text editor opens and a printer prints."""

import io

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rights.models import Letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(letter: Letter) -> bytes:
    """A4, one letter: whom to, what about, the text with blanks, what is enclosed, a place to sign."""
    document = Document()
    prepare(document, letter.title)
    for line in letter.addressee_lines:
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.left_indent = Cm(8)
        paragraph.paragraph_format.space_after = Pt(2)
    heading = document.add_heading(letter.title, level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in letter.paragraphs:
        document.add_paragraph(text).paragraph_format.first_line_indent = Cm(1.25)
    if letter.attachment_lines:
        document.add_paragraph(_("Прилагаю:"))
        for line in letter.attachment_lines:
            document.add_paragraph(line, style="List Number")
    document.add_paragraph()
    document.add_paragraph(_("Дата ____________          Подпись ____________"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def prepare(document, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 12), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    document.styles["Heading 1"].font.color.rgb = None
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "ru-RU"
