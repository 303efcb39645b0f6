"""Hundreds of drafts published together come out as those that are published one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from exchange.publishing import publish_at_once
from search.models import SearchEntry
from services_directory.models import Location, Provider, Service
from tests import factories
from tests.admin.conftest import make_person
from tests.exchange.test_drafts import HEAD, publish_all, row

SERVICES = ["Организация", "Название", "Вид помощи", "Как получить", "Документы", "Кому"]


@pytest.fixture
def services(loaded, district):
    """`services(*names)`: an import that has left drafts of them, with rows and links."""
    kind, family = factories.HelpKindFactory(name="Беседы"), factories.FamilyCategoryFactory(name="Многодетные")
    factories.ProviderFactory(name="Центр")

    def made(*names: str):
        table = [["Центр", name, kind.name, "Шаг 1\nШаг 2", "Паспорт | копия", family.name] for name in names]
        return loaded([SERVICES, *table], "services", publishes=False)

    return made


def batch() -> list:
    return list(Service.objects.filter(live=False).select_related("latest_revision"))


def test_rows_links_and_their_keys_are_those_of_the_draft(services, moderator):
    services("Психолог")
    (draft,) = batch()
    assert publish_at_once([draft], moderator) == []
    service = Service.objects.get()
    assert (service.live, service.live_revision_id) == (True, draft.latest_revision_id)
    content = service.latest_revision.content
    assert [each.pk for each in service.steps.all()] == [each["pk"] for each in content["steps"]]
    assert [each.note for each in service.documents.all()] == ["копия"]
    assert [each.pk for each in service.categories.all()] == content["categories"]
    assert SearchEntry.objects.filter(type="service", object_id=service.pk).exists()


def test_hundreds_cost_the_statements_of_one(services, moderator, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    costs = []
    for names in (["Первая"], ["Вторая"], [f"Помощь {each}" for each in range(30)]):
        importing = services(*names)
        with CaptureQueriesContext(connection) as queries:
            publish_all(importing, moderator)
        costs.append(len(queries))
        assert not batch()
    # What is done now and then may fall on any of them: thirty drafts one by one would ask thirty times more.
    assert costs[2] <= costs[1] + 5


def test_a_new_name_is_in_the_history_as_by_hand(loaded, district, moderator):
    record = factories.ProviderFactory(name="Старый", territory=district, inn="3300000001")
    table = [["Название", "ИНН"], ["Новое имя", "3300000001"]]
    publish_all(loaded(table, publishes=False), moderator)
    actions = dict(ModelLogEntry.objects.for_instance(record).values_list("action", "data"))
    assert actions["wagtail.rename"] == {"title": {"old": "Старый", "new": "Новое имя"}}
    assert actions["wagtail.publish"] == {}


def test_what_a_draft_names_and_is_gone_is_left_to_the_way_of_one_by_one(services, moderator):
    services("Психолог")
    (draft,) = batch()
    content = draft.latest_revision.content
    content["categories"] = [10**9]
    draft.latest_revision.save()
    assert publish_at_once([draft], moderator) == [draft]
    assert not Service.objects.get().live


def test_a_draft_that_breaks_a_rule_of_its_model_is_not_published(services, moderator):
    importing = services("Психолог", "Юрист")
    draft = batch()[0]
    draft.latest_revision.content |= {"age_from": 12, "age_to": 3}
    draft.latest_revision.save()
    publish_all(importing, moderator)
    assert f"«{draft}»" in importing.message
    assert not Service.objects.filter(live=True).exists()


def test_who_may_not_publish_publishes_nothing_at_once(services):
    services("Психолог")
    (draft,) = batch()
    assert publish_at_once([draft], make_person("directory")) == [draft]


def test_places_of_drafts_open_for_their_organisation(loaded, district, moderator):
    provider = factories.ProviderFactory(name="Центр")
    table = [
        ["Организация", "Территория", "Адрес", "Телефоны"],
        ["Центр", district.name, "ул. Лесная, 1", "8 492 222-33-44"],
    ]
    importing = loaded(table, "locations", publishes=False)
    publish_all(importing, moderator)
    assert Location.objects.get().live
    assert SearchEntry.objects.filter(type="provider", object_id=provider.pk).exists()


def test_a_public_record_and_a_new_one_go_together(loaded, district, moderator):
    factories.ProviderFactory(name="Старый", territory=district, summary="Как было")
    importing = loaded([HEAD, row("Новый"), row("Старый", "Как станет")], publishes=False)
    publish_all(importing, moderator)
    assert set(Provider.objects.values_list("name", "live", "has_unpublished_changes")) == {
        ("Новый", True, False), ("Старый", True, False),
    }  # fmt: skip
