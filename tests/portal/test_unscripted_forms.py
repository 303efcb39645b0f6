"""A form that a browser without a script sends: what only a script draws stays as it was."""

import pytest
from django.urls import reverse

from tests.admin.forms import fields_of
from tests.home.factories import guide, section

pytestmark = pytest.mark.django_db
BODY = [{"type": "paragraph", "value": "<p>Слова раздела</p>"}]


@pytest.fixture
def page():
    return section(title="Было", body=BODY)


def save(client, page, **changes):
    """As `fields_of` reads the form: a parser runs no script either."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {**fields_of(client.get(address)), **changes}
    assert "body-count" not in form
    return client.post(address, form, follow=True)


def test_a_page_is_saved_and_keeps_its_blocks(admin_client, page):
    answer = save(admin_client, page, title="Стало")
    assert answer.status_code == 200
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Стало"
    assert "Слова раздела" in str(draft.body)


def test_a_page_with_a_fault_says_it_and_keeps_what_was_typed(admin_client, page):
    answer = save(admin_client, page, title="", seo_title="Что напечатали")
    assert answer.status_code == 200
    assert "Что напечатали" in answer.content.decode()
    assert not page.revisions.exists()


def test_steps_of_a_guide_outlive_its_publishing(admin_client):
    page = guide()
    save(admin_client, page, title="Новое имя", **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Новое имя"
    assert page.steps[0].value["title"] == "Позвоните"
