"""The text of files: what is read, and what a broken, locked or huge file comes to."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

from home.making import DATA, MAKERS, made, papers
from portal.filetexts import Fault, read

ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
<text:p>Первый <text:span>жирный</text:span> хвост</text:p><text:h>Второй</text:h>
</office:body></office:document-content>"""


def packed(make) -> bytes:
    file = io.BytesIO()
    make(file)
    return file.getvalue()


def docx(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    return packed(document.save)


def xlsx(text: str) -> bytes:
    book = Workbook()
    book.active["A1"] = text
    return packed(book.save)


def archive(**parts: str) -> bytes:
    def write(file):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
            for name, content in parts.items():
                kept.writestr(name.replace("__", "/") + ".xml", content)

    return packed(write)


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    return packed(writer.write)


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return packed(writer.write)


def test_a_pdf_is_read_and_says_that_it_is_tagged():
    found = read((DATA / "files" / "first-visit.pdf").read_bytes(), "pdf")
    assert "Сказать коллеге, куда и на сколько вы идёте" in found.text
    assert found.is_tagged
    assert not found.fault


@pytest.mark.parametrize(("content", "kind"), [(docx("Слова файла"), "docx"), (xlsx("Слова файла"), "xlsx")])
def test_office_documents_are_read(content, kind):
    assert "Слова файла" in read(content, kind).text


def test_an_open_document_keeps_the_order_of_its_words():
    assert read(archive(content=ODT), "odt").text == "Первый жирный хвост\nВторой"


def test_a_plain_text_is_read_in_old_letters_too():
    assert read("привет".encode("cp1251"), "txt").text == "привет"


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (b"%PDF-1.7 broken", "pdf", Fault.BROKEN),
        (b"no archive", "docx", Fault.BROKEN),
        (b"MZ\x90", "pdf", Fault.BROKEN),
        (locked(), "pdf", Fault.LOCKED),
        (blank(), "pdf", Fault.EMPTY),
        (b"", "txt", Fault.EMPTY),
        (b"x", "exe", Fault.KIND),
        (archive(word__document="<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "docx", Fault.BROKEN),
    ],
)
def test_a_bad_file_is_an_answer_and_no_error(content, kind, fault):
    assert read(content, kind).fault == fault


def test_an_archive_that_unpacks_without_end_is_not_unpacked():
    bomb = archive(word__document="<x>" + "0" * 90_000_000 + "</x>")
    assert len(bomb) < 200_000
    assert read(bomb, "docx").fault == Fault.HEAVY


def test_a_long_text_is_cut_and_says_so():
    found = read(("слово " * 60_000).encode(), "txt")
    assert found.is_cut
    assert len(found.text) == 200_000


def test_a_reader_that_never_answers_is_stopped(monkeypatch):
    monkeypatch.setattr("portal.filetexts.PATIENCE_SECONDS", 0.01)
    assert read(b"text", "txt").fault == Fault.HEAVY


@pytest.mark.parametrize("name", papers())
def test_files_of_the_demo_are_as_their_words_make_them_and_small(name):
    content = (DATA / "files" / name).read_bytes()
    assert content == made(name, papers()[name])
    assert len(content) <= 60 * 1024


def test_every_kind_of_file_is_made():
    assert {name.rpartition(".")[2] for name in papers()} == set(MAKERS)
