"""Files of acts: found by what they say once they are public, and quoted only from the wording in force."""

import datetime

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from acts.models import ActEdition
from home.models import DocumentText
from home.reading import read_document
from tests.factories import LegalActFactory
from tests.home.factories import document

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def with_wording(act, text: str, since=LONG_AGO, until=None, **fields) -> ActEdition:
    kept = document(text.encode(), **fields)
    edition = ActEdition.objects.create(act=act, document=kept, in_force_from=since, in_force_until=until)
    read_document.enqueue(kept.pk)
    return edition


def found(client, words: str) -> str:
    return client.get("/search/", {"q": words}).content.decode()


def test_what_an_act_says_in_its_file_is_found_and_quoted(client):
    act = LegalActFactory(title="О порядке")
    with_wording(act, "Звездолёт выдают семье бесплатно.")
    page = found(client, "звездолёты")
    assert act.get_absolute_url() in page
    assert "<mark>Звездолёт</mark> выдают" in page


def test_publishing_has_the_file_read(django_capture_on_commit_callbacks, client):
    act = LegalActFactory(live=False)
    ActEdition.objects.create(act=act, document=document("Звездолёт".encode()), in_force_from=LONG_AGO)
    assert not DocumentText.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        act.refresh_from_db()
        act.save_revision().publish()
    assert act.get_absolute_url() in found(client, "звездолёт")


def test_the_file_of_a_draft_is_not_read():
    with_wording(LegalActFactory(live=False), "Звездолёт")
    assert not DocumentText.objects.exists()


def test_an_old_wording_is_found_and_not_quoted_as_the_law(client):
    act = LegalActFactory()
    with_wording(act, "Звездолёт выдают всем.", until=datetime.date(2021, 1, 1))
    with_wording(act, "Пароход выдают всем.", since=datetime.date(2021, 1, 2), name="new.txt")
    assert "<mark>Звездолёт" not in found(client, "звездолёт")
    assert act.get_absolute_url() in found(client, "звездолёт")
    assert "<mark>Пароход</mark>" in found(client, "пароход")


def test_a_scan_is_found_by_the_text_beside_it(client):
    act = LegalActFactory()
    ActEdition.objects.create(act=act, in_force_from=LONG_AGO, is_scan=True, reading_text="Звездолёт выдают.")
    assert act.get_absolute_url() in found(client, "звездолёт")


def test_a_closed_file_is_not_found(client):
    act = LegalActFactory()
    closed = Collection.get_first_root_node().add_child(name="Служебное")
    with_wording(act, "Звездолёт", collection=closed)
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    assert act.get_absolute_url() not in found(client, "звездолёт")


def test_an_act_taken_down_takes_its_words_along(client):
    act = LegalActFactory()
    with_wording(act, "Звездолёт")
    act.unpublish()
    assert act.get_absolute_url() not in found(client, "звездолёт")
