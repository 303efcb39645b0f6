"""The body of a Word document as its reader sees it: changes accepted, fields and boxes opened."""

from collections.abc import Iterator

from docx.oxml.ns import qn

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
GONE = (qn("w:del"), qn("w:moveFrom"), FALLBACK)
WRAPPERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"))
OF_WRAPPERS = (qn("w:sdtPr"), qn("w:sdtEndPr"), qn("w:customXmlPr"), qn("w:smartTagPr"))
BOX = qn("w:txbxContent")
OFF = ("0", "false", "none")


def has_changes(body) -> bool:
    return next(body.iter(*CHANGES), None) is not None


def settle(body) -> None:
    """Accept what was changed, and put the content of fields to fill where the fields stand."""
    for row in [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None]:
        row.getparent().remove(row)
    for element in list(body.iter(*GONE, *OF_WRAPPERS)):
        if element.getparent() is not None:
            element.getparent().remove(element)
    for wrapper in list(body.iter(*WRAPPERS)):
        for child in list(wrapper):
            wrapper.addprevious(child)
        wrapper.getparent().remove(wrapper)


def blocks(parent) -> Iterator:
    """Paragraphs and tables in their order; those of a text box before the paragraph that holds it."""
    for child in parent.iterchildren(qn("w:p"), qn("w:tbl")):
        if child.tag == qn("w:p"):
            for box in child.iter(BOX):
                if next(box.iterancestors(BOX, qn("w:p"))) is child:
                    yield from blocks(box)
        yield child


def runs(parent) -> Iterator:
    """Runs of a paragraph, those of links too, but for those of text boxes in it."""
    for child in parent.iterchildren():
        if child.tag == qn("w:r"):
            yield child
        elif child.tag != qn("w:pPr"):
            yield from runs(child)


def is_marked(run, *marks: str) -> bool:
    """Whether the run itself has one of the marks: «vanish», «strike»."""
    properties = run.find(qn("w:rPr"))
    found = [] if properties is None else [properties.find(qn(f"w:{mark}")) for mark in marks]
    return any(mark is not None and mark.get(qn("w:val"), "1") not in OFF for mark in found)
