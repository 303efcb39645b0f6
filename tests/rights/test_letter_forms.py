"""A letter as a PDF form: fields that tell what belongs into them, tagged, with letters to type Russian by."""

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from rights import fillable
from rights.blanks import MOST_FIELDS
from rights.models import Letter
from tests.rights.test_situations import situation

pytestmark = pytest.mark.django_db
BODY = "Ребёнок ______, дата рождения __.__.____.\n\nЧто случилось: " + "_" * 50 + "."
WORDS = {"title": "Заявление", "addressee": "В ________\n(орган опеки)\nот ____", "attachments": "паспорт"}


@pytest.fixture
def letter():
    return Letter.objects.create(situation=situation(), body=BODY, **WORDS)


@pytest.fixture
def opened(client, letter):
    response = client.get("/rights/alimony/letters/1.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="alimony-1.pdf"'
    return PdfReader(io.BytesIO(response.content))


def widgets(reader: PdfReader) -> list:
    found = [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]
    return [each for each in found if each["/Subtype"] == "/Widget"]


def elements(element, kind: str) -> list:
    """Elements of the structure of that kind, in reading order."""
    children = element.get("/K", [])
    inner = [each.get_object() for each in (children if isinstance(children, list) else [children])]
    below = [found for each in inner if hasattr(each, "get") for found in elements(each, kind)]
    return [element, *below] if element.get("/S") == kind else below


def test_each_blank_is_a_field_that_says_what_belongs_there(opened):
    assert [field["/TU"] for field in opened.get_fields().values()] == [
        "орган опеки",
        "от",
        "Ребёнок",
        "Ребёнок …, дата рождения",
        "Что случилось",
        "Дата",
    ]
    assert len({field["/T"] for field in widgets(opened)}) == 6


def test_a_story_has_several_lines(opened):
    assert [bool(field["/Ff"] & fillable.MULTILINE) for field in widgets(opened)] == [False] * 4 + [True, False]


def test_nothing_is_left_of_the_links_that_held_the_places(opened):
    assert b"field:" not in b"".join(str(each.get_object()).encode() for each in opened.pages[0]["/Annots"])


def test_fields_stand_in_the_structure_in_reading_order(opened):
    root = opened.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ru"
    tagged = [each["/Alt"] for each in elements(root["/StructTreeRoot"], "/Form")]
    assert tagged == [field["/TU"] for field in widgets(opened)]


def test_the_file_has_every_russian_letter_to_type_by(opened):
    font = opened.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"][f"/{fillable.ALIAS}"]
    assert font["/FontDescriptor"]["/FontFile2"].get_data() == fillable.FONT.read_bytes()
    widths = dict(enumerate(font["/Widths"], font["/FirstChar"]))
    for letter in "АЯЁаяё№«»—":
        (code,) = letter.encode(fillable.ENCODING)
        assert 250 < widths[code] < 1200, letter
    names = font["/Encoding"]["/Differences"]
    assert names[names.index(192) + 1] == "/afii10017"
    assert names[names.index(224) + 1 + ord("я") - ord("а")] == "/afii10097"


def test_each_field_is_typed_in_with_that_font_under_a_name_that_every_viewer_takes(opened):
    # PDFium asks the font of a field for any letter only if it goes by one of these; seen in Chromium 156.
    assert fillable.ALIAS in ("Wingdings", "Wingdings2", "Wingdings3", "Webdings")
    assert {field["/DA"] for field in widgets(opened)} == {f"/{fillable.ALIAS} 11 Tf 0 g"}


def test_what_is_typed_is_shown_with_the_font_of_the_file(opened):
    writer = PdfWriter(clone_from=opened)
    first = next(iter(opened.get_fields()))
    writer.update_page_form_field_values(writer.pages[0], {first: "Щукина Ёлка, №7 «Ъ»"}, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)
    field = next(each for each in widgets(PdfReader(filled)) if each["/T"] == first)
    assert field["/V"] == "Щукина Ёлка, №7 «Ъ»"
    shown = field["/AP"]["/N"].get_data()
    assert f"/{fillable.ALIAS} 11".encode() in shown
    assert "Щукина Ёлка, ".encode(fillable.ENCODING) in shown


def test_the_file_is_of_the_version_that_its_tags_are_of(opened):
    assert opened.pdf_header == "%PDF-1.7"


def test_what_an_editor_draws_of_blanks_is_bounded(client):
    Letter.objects.create(situation=situation(), **{**WORDS, "body": "__ а " * 2000})
    began = time.process_time()
    reader = PdfReader(io.BytesIO(client.get("/rights/alimony/letters/1.pdf").content))
    assert len(widgets(reader)) <= MOST_FIELDS
    assert time.process_time() - began < 5


@pytest.mark.parametrize("odd", ["日本語 ____ 🙂", "# *жирно* ____ #eval(1) \\ $x$", "<b>____</b>"])
def test_letters_that_the_font_lacks_and_signs_of_markup_are_text(client, odd):
    Letter.objects.create(situation=situation(), **{**WORDS, "body": odd})
    response = client.get("/rights/alimony/letters/1.pdf")
    assert len(widgets(PdfReader(io.BytesIO(response.content)))) == 4


def test_the_page_of_the_letter_offers_the_form(client, letter):
    for page in ("/rights/alimony/", "/rights/alimony/letters/1/"):
        assert 'href="/rights/alimony/letters/1.pdf"' in client.get(page).content.decode()


def test_a_draft_gives_no_form(client, letter):
    letter.situation.live = False
    letter.situation.save()
    assert client.get("/rights/alimony/letters/1.pdf").status_code == 404
