"""Pictures and files are taken by what they are; a picture forgets where and with what it was taken."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops, ImageCms, ImageStat
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy
from wagtail.images.utils import find_image_duplicates

from portal.uploads.pdfs import runs

pytestmark = pytest.mark.django_db
GPS, MAKER, ORIENTATION = 0x8825, 0x010F, 0x0112
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>55,45.1N</exif:GPSLatitude></x:xmpmeta>'
TELLING = (b"GPSLatitude", b"Canon", b"Exif\0\0", b"adobe:ns:meta", b"eXIf", b"Ivanova")


def photo(kind: str, orientation: int = 1, **options) -> bytes:
    """As a phone writes it: with the point of the yard, the camera and a rotation."""
    picture = Image.new("RGB", (120, 80), "white")
    picture.paste("darkred", (0, 0, 60, 40))
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION], exif[0x013B] = "Canon", orientation, "Ivanova"
    exif[GPS] = {1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 3.0)}
    file = io.BytesIO()
    picture.save(file, kind, exif=exif, **options)
    return file.getvalue()


def upload(client, content: bytes, name: str):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("wagtailimages:add"), {"title": "Снимок", "file": file, "collection": 1})


def kept() -> tuple[bytes, object]:
    image = get_image_model().objects.latest("pk")
    with image.open_file() as file:
        return file.read(), image


def gps_of(content: bytes) -> dict:
    with Image.open(io.BytesIO(content)) as picture:
        return dict(picture.getexif().get_ifd(GPS))


@pytest.mark.parametrize(
    ("kind", "name", "options"),
    [("JPEG", "a.jpg", {"xmp": XMP, "comment": b"Ivanova"}), ("PNG", "a.png", {}), ("WEBP", "a.webp", {"xmp": XMP})],
)
def test_the_place_and_the_camera_are_gone_from_the_file_and_its_sizes(kind, name, options, sign_in):
    content = photo(kind, **options)
    assert gps_of(content), "the photograph of this test must tell its place"
    upload(sign_in("publications"), content, name)
    saved, image = kept()
    assert gps_of(saved) == {}
    assert not [mark for mark in TELLING if mark in saved]
    with image.get_rendition("width-60").file.open() as size:
        assert not [mark for mark in TELLING if mark in size.read()]
    assert (image.width, image.height, image.file_size) == (120, 80, len(saved))


def test_the_library_knows_a_picture_that_it_has_already(sign_in):
    client = sign_in("publications")
    for content in (photo("JPEG"), photo("JPEG"), photo("PNG")):
        upload(client, content, "a.jpg" if content.startswith(b"\xff") else "a.png")
    first, again, other = get_image_model().objects.order_by("pk")
    assert list(find_image_duplicates(again, client.get("/admin/").wsgi_request.user, permission_policy)) == [first]
    assert other.file_hash not in ("", first.file_hash)


def test_uploading_many_at_once_cleans_them_too(sign_in):
    file = SimpleUploadedFile("b.jpg", photo("JPEG"))
    sign_in("publications").post(
        reverse("wagtailimages:add_multiple"), {"files[]": file}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert gps_of(kept()[0]) == {}


def test_a_turned_photograph_stands_upright(sign_in):
    upload(sign_in("publications"), photo("JPEG", orientation=6), "turned.jpg")
    saved, image = kept()
    assert (image.width, image.height) == (80, 120)
    with Image.open(io.BytesIO(saved)) as picture:
        # The dark corner was at the top left, and is now at the top right.
        assert picture.getpixel((70, 10))[1] < 60
        assert picture.getpixel((10, 10))[1] > 200


def test_colours_keep_their_profile_and_pixels(sign_in):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = photo("JPEG", icc_profile=profile, quality=70)
    upload(sign_in("publications"), content, "a.jpg")
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(kept()[0])) as after:
        assert after.info["icc_profile"] == profile
        # As good as the same: written again with its own tables.
        assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_was_hung_on_behind_a_picture_is_gone(kind, sign_in):
    upload(sign_in("publications"), photo(kind) + archive("run.exe") + HTML, f"a.{kind.lower()}")
    saved, _image = kept()
    assert b"run.exe" not in saved
    assert b"<script>" not in saved


def test_a_small_file_that_unpacks_into_a_huge_picture_is_refused(sign_in):
    file = io.BytesIO()
    Image.new("1", (8000, 8000)).save(file, "PNG")
    assert file.tell() < 100_000
    assert "пикселей" in upload(sign_in("publications"), file.getvalue(), "a.png").content.decode()
    assert not get_image_model().objects.exists()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("content", "name"),
    [(SVG, "a.svg"), (SVG, "a.png"), (HTML, "a.jpg"), (HTML, "a.html"), (b"GIF89a" + b"\0" * 40, "a.gif"),
     (photo("PNG"), "a.jpg"), (photo("JPEG")[:60], "a.jpg"), (b"", "a.png"), (HEIC, "a.heic"), (HEIC, "a.jpg")],
)  # fmt: skip
def test_no_picture_but_those_of_the_list_is_taken(content, name, sign_in):
    answer = upload(sign_in("publications"), content, name)
    assert answer.status_code == 200
    assert not get_image_model().objects.exists()


def archive(*names: str, **texts: str) -> bytes:
    """Those names hold nothing much; of `types` the office knows what the rest is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
        if types := texts.get("types"):
            packed.writestr("[Content_Types].xml", types)
    return file.getvalue()


def send_file(client, content: bytes, name: str) -> bool:
    file = SimpleUploadedFile(name, content)
    client.post(reverse("wagtaildocs:add"), {"title": "Файл", "file": file, "collection": 1})
    return Document.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7 x", "a.pdf"), (archive("word/document.xml"), "a.docx"), (archive("xl/workbook.xml"), "a.xlsx"),
     (archive("xl/workbook.xml", "xl/printerSettings/printerSettings1.bin", types="<Types/>"), "a.xlsx"),
     (archive("META-INF/manifest.xml", "content.xml"), "a.odt"), (archive("forms/", "forms/a..b.pdf"), "a.zip"),
     ("имя;телефон".encode(), "a.csv"), (b"text", "a.txt"), (archive("form.pdf"), "a.zip")],
)  # fmt: skip
def test_files_of_the_list_are_taken(content, name, sign_in):
    assert send_file(sign_in("publications"), content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [(SVG, "a.svg"), (HTML, "a.html"), (HTML, "a.pdf"), (HTML, "a.txt"), (b"  " + SVG, "a.csv"), (b"MZ\0\0", "a.txt"),
     (b"MZ", "a.docx"), (archive("word/document.xml", "word/vbaProject.bin"), "a.docx"), (archive("run.exe"), "a.zip"),
     (archive("page.html"), "a.zip"), (archive("x"), "a.xlsx"), (b"x", "a")],
)  # fmt: skip
def test_no_other_file_is_taken(content, name, sign_in):
    assert not send_file(sign_in("publications"), content, name)


def test_an_archive_whose_names_are_no_text_is_refused(sign_in):
    content = archive("word/document.xml", "word/ы.xml").replace("ы".encode(), b"\xff\xff")
    assert not send_file(sign_in("publications"), content, "a.docx")


def pdf_with(objects: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj" + objects + b"endobj\n"


def packed(objects: bytes) -> bytes:
    return pdf_with(b"<</Type/ObjStm/N 1/First 4>>stream\r\n" + zlib.compress(objects) + b"\nendstream ")


@pytest.mark.parametrize(
    "content",
    [pdf_with(b"<</S/JavaScript/JS(app.alert(1))>>"), pdf_with(b"<</S /Launch /F(cmd.exe)>>"),
     pdf_with(b"<</S/J#61vaScript/JS(x)>>"), packed(b"2 0 <</S/JavaScript/JS(x)>>"), packed(b" " * 17_000_000)],
    ids=["a script", "a program", "a script by numbers", "a packed script", "a bomb"],
)  # fmt: skip
def test_a_pdf_that_runs_something_is_refused(content, sign_in):
    assert not send_file(sign_in("publications"), content, "a.pdf")


@pytest.mark.parametrize(
    "content",
    [pdf_with(b"<</Length 12>>stream\n/JavaScript \nendstream "), pdf_with(b"<</T(JavaScript)/N/LaunchPad>>"),
     packed(b"2 0 <</Type/Catalog>>"), pdf_with(b"<<>>stream\n/JavaScript without an end")],
    ids=["a picture", "words alone", "packed objects", "cut off"],
)  # fmt: skip
def test_a_pdf_that_runs_nothing_is_taken(content, sign_in):
    assert send_file(sign_in("publications"), content, "a.pdf")


def test_the_printed_letters_and_guides_of_the_portal_run_nothing():
    files = sorted((Path(settings.BASE_DIR) / "home" / "data" / "files").glob("*.pdf"))
    assert [runs(file.read_bytes()) for file in files] == [False] * 5


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    "content",
    [archive("word/document.xml", types=MACROS), archive("word/document.xml", "word/activeX/x.bin"),
     archive("word/document.xml", "word/afchunk.html"), archive("word/document.xml", "word/a.mht"),
     archive("word/document.xml", "../../etc/cron.d/x"), archive("word/document.xml")[:-30]],
    ids=["macros under another name", "a control", "a page within", "a saved page within", "leads out", "cut off"],
)  # fmt: skip
def test_a_text_that_runs_or_leads_out_is_refused(content, sign_in):
    assert not send_file(sign_in("publications"), content, "a.docx")


@pytest.mark.parametrize(
    "name",
    ["../up.pdf", "/etc/x.pdf", "C:\\x.pdf", "a/../../x.pdf", "..\\x.pdf", "x.HTML", "x.svgz", "x.hta", "x.docm"],
)
def test_no_archive_that_leads_out_of_its_folder_or_runs_is_taken(name, sign_in):
    assert not send_file(sign_in("publications"), archive("form.pdf", name), "a.zip")


def test_a_text_with_macros_of_the_other_family_is_refused(sign_in):
    content = archive("META-INF/manifest.xml", "content.xml", "Basic/Standard/Module1.xml")
    assert not send_file(sign_in("publications"), content, "a.odt")


@pytest.mark.parametrize("view", ["wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
def test_every_other_way_of_adding_a_file_refuses_it_too(view, sign_in):
    client, headers = sign_in("publications"), {"x-requested-with": "XMLHttpRequest"}
    for file, expected in ((SimpleUploadedFile("a.pdf", HTML), 0), (SimpleUploadedFile("a.pdf", b"%PDF-1.7 x"), 1)):
        name = "files[]" if view.endswith("multiple") else "document-chooser-upload-file"
        title = {"document-chooser-upload-title": "Файл", "document-chooser-upload-collection": 1, "title": "Файл"}
        client.post(reverse(view), {name: file, **title, "collection": 1}, headers=headers)
        assert Document.objects.count() == expected


def test_the_refusal_says_why_in_russian_and_keeps_what_was_typed(sign_in):
    file = SimpleUploadedFile("a.pdf", HTML)
    answer = sign_in("publications").post(
        reverse("wagtaildocs:add"), {"title": "Приказ", "file": file, "collection": 1}
    )
    html = answer.content.decode()
    assert "не похоже на его расширение" in html
    assert 'value="Приказ"' in html
