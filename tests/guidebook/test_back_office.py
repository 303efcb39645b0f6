"""Editors see which guides there are, what went wrong, and have one made again."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from guidebook.models import Guide
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import LocationFactory, ServiceFactory
from tests.guidebook.conftest import body_of

pytestmark = pytest.mark.django_db
LIST = "guidebook_guides"


@pytest.fixture
def guide(client):
    ServiceFactory(provider=LocationFactory().provider)
    body_of(client.get("/guide.pdf"))
    return Guide.objects.get()


def test_the_list_shows_what_is_ready(guide, sign_in):  # noqa: F811
    page = sign_in("directory").get(reverse(LIST)).content.decode()
    assert "Весь справочник" in page
    assert 'href="/guide.pdf"' in page
    assert "Сделать заново" in page
    assert "csrfmiddlewaretoken" in page[page.index("guide.pdf") :]


def test_a_failure_is_told_in_the_list_and_on_the_first_page(guide, sign_in):  # noqa: F811
    Guide.objects.update(state="failed", failure="BookError: no such font")
    client = sign_in("directory")
    assert "no such font" in client.get(reverse(LIST)).content.decode()
    assert "печатный путеводитель не получилось сделать" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_one_is_made_again_and_that_is_written_down(guide, sign_in):  # noqa: F811
    client, before = sign_in("directory"), guide.made_at
    response = client.post(reverse("guidebook_again", args=[guide.pk]), follow=True)
    assert "будет сделан заново" in response.content.decode()
    guide.refresh_from_db()
    assert guide.made_at > before
    assert guide.path.exists()
    assert ModelLogEntry.objects.filter(action="guidebook.again", object_id=guide.pk).exists()


def test_what_stands_in_the_queue_is_not_put_there_again(guide, sign_in, queue):  # noqa: F811
    client = sign_in("directory")
    client.post(reverse("guidebook_again", args=[guide.pk]))
    since = Guide.objects.get().state_since
    response = client.post(reverse("guidebook_again", args=[guide.pk]), follow=True)
    assert "уже готовится" in response.content.decode()
    assert Guide.objects.get().state_since == since


@pytest.mark.parametrize("kind", ["publications", "programmes", "reporter_a"])
def test_others_do_not_see_it(guide, sign_in, kind):  # noqa: F811
    client = sign_in(kind)
    assert client.get(reverse(LIST)).status_code == 302
    client.post(reverse("guidebook_again", args=[guide.pk]))
    assert Guide.objects.get().made_at == guide.made_at
