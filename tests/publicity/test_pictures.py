"""Pictures beside the log: by content, drawn anew, for staff alone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from publicity.models import Publication
from tests.publicity import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/publicity/log/add/"
DAY = {"channel": "press", "place": "Газета", "published_on": "2026-06-01", "version": "0"}
MAKER, WORDS = "canary-maker", "canary-comment"


def picture(kind="JPEG", **options) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), (120, 40, 100))
    exif = image.getexif()
    exif[0x010F] = MAKER
    exif.get_ifd(0x8825)[2] = (58.0, 12.0, 36.0)
    image.save(out, kind, exif=exif, **options)
    return out.getvalue()


def sent(client, body: bytes, name="снимок.jpg"):
    return client.post(ADD, {**DAY, "picture": SimpleUploadedFile(name, body)})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_kept(sign_in, today, private_files, kind):
    body = picture(kind)
    assert MAKER.encode() in body
    assert sent(sign_in("publications"), body).status_code == 302
    line = Publication.objects.get()
    kept = line.screenshot.read()
    assert MAKER.encode() not in kept
    with Image.open(io.BytesIO(kept)) as again:
        assert (again.format, again.size, dict(again.getexif())) == (kind, (40, 20), {})
    assert "снимок" not in line.screenshot.name


def test_comments_and_what_stands_after_the_end_are_gone(sign_in, today, private_files):
    body = picture("JPEG", comment=WORDS) + b"<script>alert(1)</script>"
    sent(sign_in("publications"), body)
    kept = Publication.objects.get().screenshot.read()
    assert WORDS.encode() not in kept
    assert b"<script>" not in kept


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.png", b"<html><script>alert(1)</script>"),
        ("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
        ("a.jpg", b"\xff\xd8\xff\xe0 not a picture"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.png", b""),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(sign_in, today, private_files, name, body):
    response = sent(sign_in("publications"), body, name)
    assert response.status_code == 200
    assert "Газета" in response.content.decode()
    assert not Publication.objects.exists()
    assert not list(private_files.rglob("*.*"))


def test_a_picture_that_unpacks_too_large_is_refused(sign_in, today, private_files, monkeypatch):
    monkeypatch.setattr("publicity.pictures.MOST_PIXELS", 100)
    assert "слишком велик" in sent(sign_in("publications"), picture()).content.decode()


def test_it_is_shown_to_staff_and_to_whose_line_it_is(sign_in, today, private_files, ours, reporter, stranger, client):
    sent(sign_in("publications"), picture())
    line = Publication.objects.get()
    Publication.objects.update(institution=ours)
    url = reverse("publicity_screenshot", args=[line.pk])
    answer = sign_in("directory").get(url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert reporter.get(url).status_code == 200
    assert stranger.get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_a_new_picture_and_a_removed_line_leave_no_file(sign_in, private_files, django_capture_on_commit_callbacks):
    line = factories.publication()
    client = sign_in("moderator")
    url = reverse("publicity_publication", args=[line.pk])
    with django_capture_on_commit_callbacks(execute=True):
        for version in ("0", "1"):
            client.post(url, {**DAY, "version": version, "picture": SimpleUploadedFile("a.jpg", picture())})
    assert len([path for path in private_files.rglob("*") if path.is_file()]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("publicity_remove", args=[line.pk]))
    assert not [path for path in private_files.rglob("*") if path.is_file()]
