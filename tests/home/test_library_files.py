"""Files of the library: read once after they are public, found by what they say, and by nobody before or after."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import Collection, CollectionViewRestriction

from home.making import DATA
from home.models import DocumentText, MaterialEdition
from home.reading import read_document
from portal.filetexts import Fault, Reading
from tests.home import factories as make
from tests.home.factories import document, with_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def html(client, path="/materials/", **query) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_file_says_is_found_and_shown(client):
    page = make.material(title="Первый визит")
    with_file(page, (DATA / "files" / "first-visit.pdf").read_bytes(), "visit.pdf")
    for path in ("/materials/", "/search/"):
        text = html(client, path, q="коллегой")
        assert "Первый визит" in text
        assert "<mark>коллеге</mark>" in text
    assert "Файл прочтёт и программа для незрячих" in html(client, page.url)


def test_a_file_is_read_once_and_the_index_is_rebuilt_from_what_was_read(client, monkeypatch):
    page = make.material()
    edition = with_file(page, "Звездолёт".encode())
    monkeypatch.setattr("home.reading.read", lambda *args: pytest.fail("read again"))
    read_document.enqueue(edition.document_id)
    page.save()
    assert page.title in html(client, "/search/", q="звездолёт")


def test_publishing_has_the_file_read(client, django_capture_on_commit_callbacks):
    page = make.material(live=False)
    MaterialEdition.objects.create(page=page, document=document("Звездолёт".encode()))
    with django_capture_on_commit_callbacks(execute=True):
        make.material_index()
        page.refresh_from_db()
        page.save_revision().publish()
    assert page.title in html(client, "/search/", q="звездолёт")


def test_a_draft_a_closed_page_and_a_closed_collection_are_not_read(client):
    closed = Collection.get_first_root_node().add_child(name="Закрытое")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    pages = [make.material(live=False), make.keep_for_staff(make.material()), make.material()]
    for page in pages:
        kept = {"collection": closed} if page == pages[-1] else {}
        found = document("Звездолёт".encode(), **kept)
        MaterialEdition.objects.create(page=page, document=found)
        read_document.enqueue(found.pk)
    assert not DocumentText.objects.exists()


def test_a_page_that_is_closed_later_is_not_found_by_its_file(client):
    page = make.material()
    with_file(page, "Звездолёт".encode())
    make.keep_for_staff(page)
    assert page.title not in html(client, "/search/", q="звездолёт")


def test_a_collection_that_is_closed_later_takes_the_words_of_its_files_away(client):
    kept = Collection.get_first_root_node().add_child(name="Пока открытое")
    page = make.material(title="Бланк")
    edition = MaterialEdition.objects.create(page=page, document=document("Бланк звездолёта".encode(), collection=kept))
    read_document.enqueue(edition.document_id)
    assert "звездолёта" in html(client, q="бланк")
    closing = CollectionViewRestriction.objects.create(collection=kept, restriction_type="login")
    assert page.title not in html(client, "/search/", q="звездолёт")
    assert "звездолёта" not in html(client, q="бланк")
    closing.delete()
    assert page.title in html(client, "/search/", q="звездолёт")


def test_another_file_in_its_place_is_read_anew(client, django_capture_on_commit_callbacks):
    page = make.material()
    found = with_file(page, "Звездолёт".encode()).document
    with django_capture_on_commit_callbacks(execute=True):
        found.file = ContentFile("Пароход".encode(), "new.txt")
        found.file_hash = ""
        found.save()
    assert page.title in html(client, "/search/", q="пароход")
    assert page.title not in html(client, "/search/", q="звездолёт")


def test_a_file_that_could_not_be_read_is_read_again_on_demand(monkeypatch):
    page = make.material()
    monkeypatch.setattr("home.reading.read", lambda *args: Reading(fault=Fault.HEAVY))
    with_file(page, "Звездолёт".encode())
    monkeypatch.undo()
    call_command("read_files", stdout=io.StringIO())
    assert DocumentText.objects.get().fault == Fault.HEAVY
    call_command("read_files", "--again", stdout=io.StringIO())
    assert DocumentText.objects.get().text == "Звездолёт"


def test_a_broken_file_is_told_to_the_editor_and_not_to_the_reader(client, admin_client):
    page = make.material(title="Со сломанным")
    with_file(page, b"%PDF broken", "broken.pdf")
    assert DocumentText.objects.get().fault == Fault.BROKEN
    assert "Скачать файл" in html(client, page.url)
    form = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Текст не извлечён: файл повреждён" in form


def test_only_the_present_edition_is_searched_and_the_former_are_listed(client):
    page = make.material()
    with_file(page, "Звездолёт".encode(), number="1", sort_order=1, date=datetime.date(2026, 1, 1))
    new = with_file(page, "Пароход".encode(), number="2", sort_order=0, changes="Другой транспорт")
    page.save()
    text = html(client, page.url)
    assert "Другой транспорт" in text
    assert "Редакция 1 от 1\N{NO-BREAK SPACE}января\N{NO-BREAK SPACE}2026" in text
    assert text.index(new.document.url) < text.index("Редакция 1")
    assert page.title in html(client, "/search/", q="пароход")
    assert page.title not in html(client, "/search/", q="звездолёт")
