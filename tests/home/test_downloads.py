"""Documents: who gets them, how they are served, and how they are counted without a trace of who took them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from acts.models import ActEdition
from home.files import rounded
from home.models import DownloadCount, MaterialEdition
from tests.factories import LegalActFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 9)"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def document(name: str = "form.txt", **fields):
    return get_document_model().objects.create(title="Бланк", file=ContentFile(b"words", name), **fields)


def offered(**fields):
    """A document of a material's page."""
    found = document()
    page = make.material(**fields)
    MaterialEdition.objects.create(page=page, document=found)
    return found, page


def number() -> int:
    return sum(DownloadCount.objects.values_list("number", flat=True))


def test_a_document_is_taken_never_opened_as_a_page(client):
    found = document("form.pdf")
    MaterialEdition.objects.create(page=make.material(), document=found)
    response = client.get(found.url, **READER)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_what_nobody_offers_is_not_there(client):
    assert client.get(document().url, **READER).status_code == 404


def test_what_a_draft_or_a_closed_page_offers_is_not_there_and_not_counted(client):
    draft, _page = offered(live=False)
    closed, page = offered()
    make.keep_for_staff(page)
    for each in (draft, closed):
        assert client.get(each.url, **READER).status_code == 404
    assert number() == 0


def test_a_closed_collection_asks_to_sign_in(client):
    closed = Collection.get_first_root_node().add_child(name="Закрытое")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    found = document(collection=closed)
    MaterialEdition.objects.create(page=make.material(), document=found)
    assert client.get(found.url, **READER).status_code == 302
    assert number() == 0


def test_staff_see_what_is_not_public_yet(client):
    client.force_login(get_user_model().objects.create_superuser("boss"))
    assert client.get(document().url, **READER).status_code == 200


def test_former_editions_keep_their_addresses(client):
    old, page = offered()
    MaterialEdition.objects.create(page=page, document=document(), sort_order=-1)
    assert client.get(old.url, **READER).status_code == 200


def test_what_the_text_of_a_page_or_an_act_offers_is_there(client):
    in_text, of_act, of_draft = document(), document(), document()
    page = make.section(body=[{"type": "file", "value": {"document": in_text.pk}}])
    ReferenceIndex.create_or_update_for_object(page)
    ActEdition.objects.create(act=LegalActFactory(), document=of_act)
    ActEdition.objects.create(act=LegalActFactory(live=False), document=of_draft)
    found = [client.get(each.url, **READER).status_code for each in (in_text, of_act, of_draft)]
    assert found == [200, 200, 404]


def test_each_taking_is_one_and_a_day_is_one_row(client):
    found, _page = offered()
    for _ in range(3):
        client.get(found.url, **READER)
    assert number() == 3
    assert DownloadCount.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": "curl/8"},
        {"HTTP_USER_AGENT": ""},
        {**READER, "HTTP_RANGE": "bytes=100-"},
        {**READER, "HTTP_SEC_PURPOSE": "prefetch"},
        {**READER, "HTTP_IF_NONE_MATCH": '"x"'},
    ],
)
def test_programs_pieces_and_looks_ahead_are_not_counted(client, headers):
    found, _page = offered()
    client.get(found.url, **headers)
    assert number() == 0


def test_asking_whether_it_is_there_is_not_taking(client):
    found, _page = offered()
    client.head(found.url, **READER)
    assert number() == 0


def test_the_beginning_of_a_piecewise_taking_counts(client):
    found, _page = offered()
    client.get(found.url, **READER, HTTP_RANGE="bytes=0-")
    assert number() == 1


def test_nothing_is_kept_of_who_took_it(client):
    columns = {column.name for column in connection.introspection.get_table_description(
        connection.cursor(), DownloadCount._meta.db_table
    )}  # fmt: skip
    assert columns == {"id", "document_id", "date", "number"}


@pytest.mark.parametrize(
    ("exact", "said"), [(5, 5), (7, 5), (8, 10), (118, 120), (1_234, 1_200), (1_870, 1_900), (99_999, 100_000)]
)
def test_a_public_number_is_round(exact, said):
    assert rounded(exact) == said


def test_a_small_number_is_not_said(client):
    found, page = offered()
    count = DownloadCount.objects.create(document=found, date="2026-11-01", number=4)
    assert "Скачали" not in client.get(page.url).content.decode()
    count.number = 118
    count.save()
    assert "Скачали около 120 раз" in client.get(page.url).content.decode()
