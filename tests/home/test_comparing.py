"""Tags of two versions of a news item, side by side."""

import pytest
from django.urls import reverse

from home.models import NewsTag
from tests.home.factories import news

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    page = news()
    page.tags.add(*NewsTag.objects.bulk_create([NewsTag(name=name, slug=slug) for name, slug in TAGS]))
    page.save_revision().publish()
    return page


TAGS = [("Открытые данные", "otkrytye"), ("Программы", "programmy")]


def compared(client, item) -> str:
    address = reverse("wagtailadmin_pages:revisions_compare", args=[item.pk, "live", "latest"])
    return client.get(address).content.decode()


def test_another_order_is_no_difference(admin_client, item):
    draft = item.get_latest_revision_as_object()
    draft.title = "Новый заголовок"
    draft.tags.set(reversed(list(draft.tags.all())))
    draft.save_revision()
    page = compared(admin_client, item)
    assert "Новый" in page
    assert "Открытые данные" not in page


def test_a_tag_is_called_by_its_name(admin_client, item):
    draft = item.get_latest_revision_as_object()
    draft.tags.remove("Программы")
    draft.save_revision()
    page = compared(admin_client, item)
    assert '<span class="deletion">Программы</span>' in page
    assert "programmy" not in page
