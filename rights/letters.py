"""A letter as a document that a text editor opens and a printer prints.

A blank is a field of the document, a «content control»: a press chooses it, and what is typed takes the place of its
line. On paper it stays the line that it is.
"""

import io

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from rights.blanks import Piece, as_data
from rights.models import Letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Of the name of a field, for Word.
LONGEST_NAME = 64


def docx(letter: Letter) -> bytes:
    """A4, one letter: whom to, what about, the text with blanks, what is enclosed, a place to sign."""
    document = Document()
    prepare(document, letter.title)
    parts = as_data(letter, _("Дата ____________"))
    for line in parts["addressee"]:
        paragraph = said(document, line)
        paragraph.paragraph_format.left_indent = Cm(8)
        paragraph.paragraph_format.space_after = Pt(2)
    heading = document.add_heading(letter.title, level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in parts["paragraphs"]:
        said(document, text).paragraph_format.first_line_indent = Cm(1.25)
    if parts["attachments"]:
        document.add_paragraph(_("Прилагаю:"))
        for line in parts["attachments"]:
            said(document, line, style="List Number")
    document.add_paragraph()
    said(document, parts["date"]).add_run("          " + _("Подпись ____________"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def said(document, pieces: list[Piece], **style) -> Paragraph:
    paragraph = document.add_paragraph(**style)
    for piece in pieces:
        run = paragraph.add_run(piece.drawn or piece.text)
        if piece.number:
            make_field(run._r, piece)
    return paragraph


def make_field(run, piece: Piece) -> None:
    """Put the run into a field that says what belongs there; the run is what it shows until then."""
    field, traits, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, values in (
        ("w:alias", {"w:val": piece.text[:LONGEST_NAME]}),
        ("w:tag", {"w:val": f"field-{piece.number}"}),
        ("w:showingPlcHdr", {}),
        ("w:text", {"w:multiLine": "1"} if piece.size == "area" else {}),
    ):
        traits.append(OxmlElement(name, {qn(key): value for key, value in values.items()}))
    run.addprevious(field)
    content.append(run)
    field.extend([traits, content])


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
