"""An editor sends, a moderator decides, the public sees only what was approved."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Task, Workflow

from services_directory.models import Provider
from tests.admin.conftest import GROUPS
from tests.admin.forms import fields_of
from tests.factories import ProviderFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_services_directory_provider:add"


def new_provider(client, **fields) -> Provider:
    data = {"name": "Центр помощи семье", "kind": "family-centre", "territory": TerritoryFactory().pk}
    client.post(reverse(ADD), {**fields_of(client.get(reverse(ADD))), **data, **fields})
    return Provider.objects.get()


def decide(client, provider, action: str):
    state = provider.current_workflow_state
    url = reverse(
        "wagtailsnippets_services_directory_provider:workflow_action",
        args=[provider.pk, action, state.current_task_state_id],
    )
    return client.post(url, {"comment": "Уточните телефон"})


def test_what_an_editor_adds_is_a_draft(sign_in):
    assert not new_provider(sign_in("directory")).live


def test_an_approved_record_is_published(sign_in):
    provider = new_provider(sign_in("directory"), **{"action-submit": "1"})
    assert provider.workflow_in_progress
    decide(sign_in("moderator"), provider, "approve")
    provider.refresh_from_db()
    assert provider.live


def test_a_rejected_record_stays_a_draft_and_says_why(sign_in):
    editor = sign_in("directory")
    provider = new_provider(editor, **{"action-submit": "1"})
    decide(sign_in("moderator"), provider, "reject")
    provider.refresh_from_db()
    assert not provider.live
    page = editor.get(reverse("wagtailsnippets_services_directory_provider:edit", args=[provider.pk]))
    assert "Уточните телефон" in page.content.decode()


def test_an_edit_of_a_published_record_waits(sign_in):
    provider = ProviderFactory(summary="Было")
    client = sign_in("directory")
    url = reverse("wagtailsnippets_services_directory_provider:edit", args=[provider.pk])
    client.post(url, {**fields_of(client.get(url)), "summary": "Стало", "action-submit": "1"})
    provider.refresh_from_db()
    assert provider.summary == "Было"
    decide(sign_in("moderator"), provider, "approve")
    provider.refresh_from_db()
    assert provider.summary == "Стало"


def test_the_groups_and_the_workflow_are_there_from_the_start():
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS.values())
    assert Workflow.objects.get().name == Task.objects.get().name == "Проверка модератором"


def test_the_migration_can_be_taken_back():
    migration = import_module("portal.migrations.0001_groups_and_workflow")
    migration.take_back(apps, None)
    assert set(Group.objects.values_list("name", flat=True)) == {
        *("Editors", "Moderators", "Сотрудники организаций", "Исполнители программ")
    }
    assert Workflow.objects.get().name == "Moderators approval"
    migration.set_up(apps, None)
    assert Group.objects.get(name="Модераторы").permissions.filter(codename="publish_service").exists()
    assert Provider.get_default_workflow().name == "Проверка модератором"
