"""A database that only reads and a disk that is full, for real: PostgreSQL's refusal, and the kernel's."""

import errno
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from portal.unsaved import told
from search.wording.models import SynonymGroup
from tests.feedback.test_sending import Reader

pytestmark = pytest.mark.django_db
WORDS = {"direction": "said", "said": "посидеть с <внуком>", "meant": "няня", "note": "", "is_active": "on"}


class FullDisk(FileSystemStorage):
    """Writes to the device that is always full."""

    def _save(self, name, content):
        with Path("/dev/full").open("wb", buffering=0) as file:
            for chunk in content.chunks():
                file.write(chunk)
        return name


class FullTemporaryFolder(FileUploadHandler):
    """The disk is full before the view hears of the upload."""

    def receive_data_chunk(self, raw_data, start):
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(raw_data)

    def file_complete(self, file_size):
        return None


@pytest.fixture
def editor() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@portal.example", "x"))
    return client


def read_only():
    connection.cursor().execute("SET TRANSACTION READ ONLY")


def upload(client: Client, **fields):
    file = SimpleUploadedFile("order.txt", "Приказ".encode())
    return client.post(reverse("wagtaildocs:add"), {"title": "Приказ № 5", "file": file, "collection": 1, **fields})


def test_ready_tells_of_a_database_that_only_reads(client):
    read_only()
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "database": "read-only: nothing is saved", "background": "ok"}


def test_pages_are_read_while_nothing_can_be_written(client):
    read_only()
    assert {client.get(path).status_code for path in ("/services/", "/search/?q=няня", "/feedback/")} == {200}


def test_a_form_of_visitors_keeps_what_was_typed_while_the_database_only_reads():
    reader = Reader()
    token = reader.token()
    read_only()
    response = reader.send(token, text="Переехали на Лесную, 5")
    assert response.status_code == 503
    assert "Попробуйте через несколько минут" in response.content.decode()
    assert "Переехали на Лесную, 5" in response.content.decode()


def test_a_reader_is_sent_to_no_administrator_and_sees_the_words_again(rf):
    request = rf.post("/any/form/", {"said": "Переехали на Лесную, 5", "token": "abc"})
    assert request.POST
    response = told(request, OSError(errno.ENOSPC, "full"))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 507
    assert page.find("input", {"name": "said"})["value"] == "Переехали на Лесную, 5"
    assert [each.get_text() for each in page.find_all("blockquote")] == ["Переехали на Лесную, 5"]
    assert "администратору" not in page.get_text()
    assert "Нужна помощь прямо сейчас?" in page.get_text()


def test_a_form_of_editors_keeps_what_was_typed_while_the_database_only_reads(editor):
    read_only()
    response = editor.post(reverse(SynonymGroup.snippet_viewset.get_url_name("add")), WORDS)
    text = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "портал сейчас только показывает" in text
    assert 'name="said" value="посидеть с &lt;внуком&gt;"' in text
    assert "Отправить ещё раз" in text


def test_a_password_is_never_shown_again():
    client = Client(raise_request_exception=False)
    get_user_model().objects.create_superuser("editor", "editor@portal.example", "longpassword")
    read_only()
    text = client.post("/admin/login/", {"username": "editor", "password": "longpassword"}).content.decode()
    assert "портал сейчас только показывает" in text
    assert "longpassword" not in text
    # What would be sent once more has no password, and fails.
    assert "Отправить ещё раз" not in text
    assert "Открыть заново" in text


def test_a_full_disk_at_an_upload_is_told_and_the_words_are_kept(editor, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.FullDisk"}}
    response = upload(editor)
    text = response.content.decode()
    assert response.status_code == 507
    assert "на сервере кончилось место" in text
    assert 'name="title" value="Приказ № 5"' in text
    assert "Файл выберите заново" in text
    assert not Document.objects.exists()


def test_a_disk_that_is_full_before_the_form_is_read_is_told(editor, settings):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.FullTemporaryFolder"]
    response = upload(editor)
    assert response.status_code == 507
    assert "на сервере кончилось место" in response.content.decode()


def test_any_other_failure_is_the_error_page_it_was(editor, settings):
    settings.FILE_UPLOAD_HANDLERS = ["no.such.Handler"]
    response = upload(editor)
    assert response.status_code == 500
    assert "кончилось место" not in response.content.decode()
