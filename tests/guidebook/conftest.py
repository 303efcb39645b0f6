import datetime
import io

import pytest
from django.core.cache import cache
from django.db.models import F
from pypdf import PdfReader

from hsds.models import Stamp


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of its own, and nothing remembered of when a guide was last looked at."""
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def queue(settings):
    """A worker that never comes: what is asked for waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def time_passes() -> None:
    """A test is one transaction, and so one moment."""
    Stamp.objects.update(modified=F("modified") - datetime.timedelta(days=1))
    cache.clear()


def body_of(response) -> bytes:
    assert response.status_code == 200, response.content[:300]
    return b"".join(response.streaming_content)


def opened(response) -> PdfReader:
    return PdfReader(io.BytesIO(body_of(response)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def headings(reader: PdfReader) -> list[tuple[int, str, int]]:
    """(level, heading, page) of every bookmark."""

    def walked(items, level):
        for item in items:
            if isinstance(item, list):
                yield from walked(item, level + 1)
            else:
                yield level, item.title, reader.get_destination_page_number(item) + 1

    return list(walked(reader.outline, 1))
