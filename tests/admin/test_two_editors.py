"""Two people edit one record: the second is told, and both texts are kept."""

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from home.models import HomePage
from services_directory.models import Provider
from tests import factories
from tests.admin.forms import fields_of
from tests.admin.subjects import MADE_BY_FACTORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    return factories.ProviderFactory(name="Центр «Надежда»")


def edit_url(provider) -> str:
    return reverse("wagtailsnippets_services_directory_provider:edit", args=[provider.pk])


def save(client, url: str, fields: dict, **changes):
    return client.post(url, {**fields, **changes}, follow=True)


def texts(provider) -> list[str]:
    return [revision.content["summary"] for revision in provider.revisions.order_by("pk")]


def test_the_second_save_is_refused_and_its_text_stays_in_the_form(provider, sign_in):
    first, second, url = sign_in("directory"), sign_in("moderator"), edit_url(provider)
    provider.save_revision()
    fields_of_first, fields_of_second = fields_of(first.get(url)), fields_of(second.get(url))
    save(first, url, fields_of_first, summary="Текст первой")
    answer = save(second, url, fields_of_second, summary="Текст второй")
    assert "Пока вы правили" in answer.content.decode()
    assert fields_of(answer)["summary"] == ["Текст второй"]
    assert "Текст второй" not in texts(provider)
    assert texts(provider)[-1] == "Текст первой"


def test_saving_again_keeps_both_versions(provider, sign_in):
    first, second, url = sign_in("directory"), sign_in("moderator"), edit_url(provider)
    provider.save_revision()
    stale = fields_of(second.get(url))
    save(first, url, fields_of(first.get(url)), summary="Текст первой")
    refused = save(second, url, stale, summary="Текст второй")
    save(second, url, fields_of(refused))
    assert texts(provider)[-2:] == ["Текст первой", "Текст второй"]


def test_one_editor_saves_time_and_again(provider, sign_in):
    client, url = sign_in("directory"), edit_url(provider)
    provider.save_revision()
    for text in ("Раз", "Два"):
        answer = save(client, url, fields_of(client.get(url)), summary=text)
        assert "Пока вы правили" not in answer.content.decode()
    assert texts(provider)[-1] == "Два"


DIRECTORY = [model for model in get_snippet_models() if model._meta.app_label == "services_directory"]


def named(model) -> str:
    """The field of the form that names a record, or says what it is for."""
    fields = {field.name for field in model._meta.fields}
    return next(name for name in ("name", "title", "note") if name in fields)


@pytest.mark.parametrize("model", DIRECTORY, ids=lambda model: model._meta.model_name)
def test_every_record_of_the_directory_is_guarded_from_its_first_edit(model, sign_in):
    """Words without versions too, and a record that had no version yet when both opened it."""
    record = factories.ProviderFactory() if model is Provider else MADE_BY_FACTORY[model._meta.model_name]()
    name, url = named(model), reverse(model.snippet_viewset.get_url_name("edit"), args=[record.pk])
    first, second = sign_in("superuser"), sign_in("moderator")
    fields_of_first, fields_of_second = fields_of(first.get(url)), fields_of(second.get(url))
    saved = save(first, url, fields_of_first, **{name: "Слово первой"})
    assert "Пока вы правили" not in saved.content.decode()
    answer = save(second, url, fields_of_second, **{name: "Слово второй"})
    text = answer.content.decode()
    assert "Пока вы правили" in text
    assert "<del>первой</del>" in text
    assert "<ins>второй</ins>" in text
    again = save(second, url, fields_of(answer))
    assert "Пока вы правили" not in again.content.decode()
    kept = model.objects.get(pk=record.pk)
    latest = kept.get_latest_revision_as_object() if hasattr(kept, "latest_revision") else kept
    assert getattr(latest, name) == "Слово второй"


def test_both_sets_of_rows_are_shown(sign_in):
    place = factories.LocationFactory(phones=["+79000000001"])
    url = reverse("wagtailsnippets_services_directory_location:edit", args=[place.pk])
    first, second = sign_in("superuser"), sign_in("moderator")
    fields_of_first, fields_of_second = fields_of(first.get(url)), fields_of(second.get(url))
    save(first, url, fields_of_first, **{"phones-0-number": "+79000000002"})
    text = save(second, url, fields_of_second, **{"phones-0-number": "+79000000003"}).content.decode()
    assert "000-00-<del>02</del>" in text
    assert "000-00-<ins>03</ins>" in text


def test_pages_are_guarded_too(sign_in):
    page = HomePage.objects.get()
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first, second = sign_in("publications"), sign_in("moderator")
    stale = fields_of(second.get(url))
    save(first, url, fields_of(first.get(url)), title="Заголовок первой")
    answer = save(second, url, stale, title="Заголовок второй")
    assert "Пока вы правили" in answer.content.decode()
    assert page.revisions.latest("pk").content["title"] == "Заголовок первой"


def test_each_sees_who_else_is_editing(provider, sign_in):
    first, second, url = sign_in("directory"), sign_in("moderator"), edit_url(provider)
    first.get(url)
    page = second.get(url)
    session = page.context["editing_sessions"]
    answer = second.post(session.ping_url, {"is_editing": "1"})
    assert [other["user"] for other in answer.json()["other_sessions"]] == ["directory"]
