"""A letter as a PDF form: opened in any reader of PDF, filled in by typing, printed or sent.

Typst sets the letter and tags it, but makes no forms. It lays each field out as a link; here each link becomes a text
field in the same place of the page and of the structure. The whole font is put into the file, in the encoding that
has Cyrillic letters, so that what is typed can be shown on any device.
"""

import hashlib
import io
import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.core.cache import cache
from django.utils.translation import gettext as _
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from portal.typesetting import ACCESSIBLE, FONTS, KEPT_SECONDS, fonts
from rights.blanks import Piece, as_data
from rights.models import Letter

CONTENT_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"
FONT = FONTS / "GolosText-Regular.ttf"
FIELD = "field:"
ENCODING = "cp1251"
FIRST_CODE = 32
LETTERS = [bytes([code]).decode(ENCODING, "replace") for code in range(FIRST_CODE, 256)]
# Where the Cyrillic page of codes differs from the Western one; names as Adobe's list of glyphs has them.
CYRILLIC = {168: [10023], 184: [10071], 185: [61352], 192: [*range(10017, 10023), *range(10024, 10050)]}
CYRILLIC[224] = [*range(10065, 10071), *range(10072, 10098)]
# What the font is called within the file. The viewer of Chromium types Cyrillic with the file's own font only where its
# name is one of signs (PDFium, CPDF_BAFontMap), else with one that it makes up, squeezed past reading. No other viewer
# minds the name.
ALIAS = "Webdings"
TYPED = TextStringObject(f"/{ALIAS} 11 Tf 0 g")
MULTILINE = 1 << 12
PRINTED = 1 << 2


def pdf(letter: Letter) -> bytes:
    """The form; the same letter is set once an hour at most."""
    content = {
        "title": letter.title,
        "lang": "ru",
        "words": {"attached": _("Прилагаю:"), "signature": _("Подпись ____________")},
        "letters": LETTERS,
        **as_data(letter, _("Дата ____________")),
    }
    data = json.dumps(content, ensure_ascii=False, default=asdict)
    mark = hashlib.sha256(data.encode() + TEMPLATE.read_bytes()).hexdigest()[:32]
    fields = {piece.number: piece for piece in every_piece(content) if piece.number}
    return cache.get_or_set(f"letter-form.{mark}", lambda: made(data, fields), KEPT_SECONDS)


def every_piece(content: dict) -> list[Piece]:
    lines = [*content["addressee"], *content["paragraphs"], *content["attachments"], content["date"]]
    return [piece for line in lines for piece in line]


def made(data: str, fields: dict[int, Piece]) -> bytes:
    body, widths = typeset(data)
    writer = PdfWriter(clone_from=io.BytesIO(body), keep_initial_header=True)
    font = writer._add_object(font_of(writer, widths))
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject(),
            NameObject("/DR"): named(Font=named(**{ALIAS: font})),
            NameObject("/DA"): TYPED,
        }
    )
    writer.root_object[NameObject("/AcroForm")] = form
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
        for reference in page.get("/Annots", ()):
            if number := number_of(reference.get_object()):
                turn_to_field(writer, reference.get_object(), fields[number])
                form["/Fields"].append(reference)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def typeset(data: str) -> tuple[bytes, list[float]]:
    """Accessible, or where a letter that no font has makes that impossible, at least readable."""
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts(), sys_inputs={"data": data}
    )  # fmt: skip
    try:
        body = compiler.compile(format="pdf", pdf_standards=ACCESSIBLE, timestamp=0)
    except typst.TypstError:
        body = compiler.compile(format="pdf", timestamp=0)
    return body, json.loads(compiler.query("<widths>", field="value", one=True))


def number_of(annotation: DictionaryObject) -> int:
    address = str(annotation.get("/A", {}).get("/URI", ""))
    return int(address.removeprefix(FIELD)) if address.startswith(FIELD) else 0


def turn_to_field(writer: PdfWriter, link: DictionaryObject, piece: Piece) -> None:
    """A link keeps its place on the page and in the structure, and becomes a field."""
    for name in ("/A", "/Border", "/QuadPoints", "/Contents", "/C", "/H"):
        link.pop(name, None)
    link.update(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject(f"{piece.number} {piece.text}".replace(".", "")),
            NameObject("/TU"): TextStringObject(piece.text),
            NameObject("/F"): NumberObject(PRINTED),
            NameObject("/Ff"): NumberObject(MULTILINE if piece.size == "area" else 0),
            NameObject("/DA"): TYPED,
            NameObject("/V"): TextStringObject(""),
            NameObject("/AP"): named(N=writer._add_object(empty(link["/Rect"]))),
        }
    )
    element = holder(writer, link)
    if element is not None:
        element[NameObject("/S")] = NameObject("/Form")
        element[NameObject("/Alt")] = TextStringObject(piece.text)


def holder(writer: PdfWriter, annotation: DictionaryObject) -> DictionaryObject | None:
    """The element of the structure that the annotation belongs to."""
    tree = writer.root_object.get("/StructTreeRoot")
    if tree is None or "/StructParent" not in annotation:
        return None
    pairs = tree["/ParentTree"]["/Nums"]
    parents = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return parents[annotation["/StructParent"]].get_object()


def named(**entries) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def empty(rect: ArrayObject) -> StreamObject:
    """What an empty field looks like: nothing, in the field's size."""
    left, bottom, right, top = map(float, rect)
    size = ArrayObject([FloatObject(each) for each in (0, 0, right - left, top - bottom)])
    stream = StreamObject()
    stream.update(named(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=size))
    return stream


def font_of(writer: PdfWriter, widths: list[float]) -> DictionaryObject:
    """The whole font, each letter by its code: a reader of PDF knows such a font best when it is typed with."""
    rounded = ArrayObject([NumberObject(round(width)) for width in widths])
    return named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/TrueType"),
        BaseFont=NameObject("/GolosText-Regular"),
        FirstChar=NumberObject(FIRST_CODE),
        LastChar=NumberObject(255),
        Widths=rounded,
        Encoding=encoding(),
        FontDescriptor=writer._add_object(descriptor(writer)),
    )


def encoding() -> DictionaryObject:
    differences = ArrayObject()
    for code, glyphs in sorted(CYRILLIC.items()):
        differences.append(NumberObject(code))
        differences.extend(NameObject(f"/afii{glyph}") for glyph in glyphs)
    return named(Type=NameObject("/Encoding"), BaseEncoding=NameObject("/WinAnsiEncoding"), Differences=differences)


def descriptor(writer: PdfWriter) -> DictionaryObject:
    return named(
        Type=NameObject("/FontDescriptor"),
        FontName=NameObject("/GolosText-Regular"),
        Flags=NumberObject(32),
        FontBBox=ArrayObject(map(NumberObject, (-200, -250, 1200, 1000))),
        ItalicAngle=NumberObject(0),
        Ascent=NumberObject(940),
        Descent=NumberObject(-260),
        CapHeight=NumberObject(700),
        StemV=NumberObject(80),
        FontFile2=font_file(writer),
    )


def font_file(writer: PdfWriter) -> IndirectObject:
    body = FONT.read_bytes()
    stream = StreamObject()
    stream.set_data(body)
    stream[NameObject("/Length1")] = NumberObject(len(body))
    return writer._add_object(stream.flate_encode())
