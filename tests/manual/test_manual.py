"""The editors' guide in the back office: whole, true to its files, open to whoever works there and to nobody else."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from manual import chapters
from tests.manual.pictures import SHOTS

pytestmark = pytest.mark.django_db
SLUGS = [each.slug for each in chapters.chapters()]


@pytest.mark.parametrize("kind", ["publications", "reporter_a"])
def test_it_is_in_the_help_menu_and_opens(sign_in, kind):
    client = sign_in(kind)
    assert reverse("manual") in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("manual")).status_code == 200


def test_a_visitor_is_asked_to_sign_in(client):
    for address in (reverse("manual"), reverse("manual_picture", args=["home"])):
        assert client.get(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_and_picture_of_a_chapter_leads_somewhere(sign_in, slug):
    client = sign_in("publications")
    page = client.get(reverse("manual_chapter", args=[slug])).content.decode()
    text = page[page.index("manual__text") : page.index("manual__chapters")]
    assert "<h1>" in text
    for address in re.findall(r'(?:href|src)="(/admin/manual/[^"#]*)', text):
        assert client.get(address).status_code == 200, address
    assert ".md" not in "".join(re.findall(r'href="([^"]*)"', text))
    assert "<p>|" not in text, "a table that was not understood"


def test_every_chapter_is_named_by_the_first():
    named = set(re.findall(r"\]\(([a-z0-9-]+)\.md", chapters.chapter(chapters.FIRST).source))
    assert set(SLUGS) - {chapters.FIRST} == named


def test_what_is_not_a_chapter_is_not_found(sign_in):
    client = sign_in("superuser")
    for address in ("/admin/manual/nothing/", "/admin/manual/..%2FREADME/", "/admin/manual/pictures/nothing.png"):
        assert client.get(address).status_code == 404


def test_markdown_is_no_way_for_html():
    source = "# Имя\n\n<script>alert(1)</script>\n\n[ход](javascript:alert(1))"
    html, _headings = chapters.Chapter("x", source).rendered()
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_every_picture_of_the_guide_is_taken_by_the_script_and_used():
    texts = [each.source for each in chapters.chapters()] + [(settings.BASE_DIR / "README.md").read_text()]
    used = {name for text in texts for name in re.findall(r"\]\((?:docs/)?pictures/([a-z0-9-]+)\.png\)", text)}
    assert used == {shot.name for shot in SHOTS}


def test_pictures_have_words_and_are_small():
    for each in chapters.chapters():
        for words, name in re.findall(r"!\[([^]]*)\]\(pictures/([a-z0-9-]+)\.png\)", each.source):
            assert len(words) > 10, (each.slug, name)
            path = chapters.picture(name)
            assert path.stat().st_size < 150_000, name
            with Image.open(path) as opened:
                assert opened.format == "PNG"
                assert 600 <= opened.width <= 1400
