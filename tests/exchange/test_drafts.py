"""All drafts of an import in one go: published by whoever may publish each, sent to the moderators by the others."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry, WorkflowState

from exchange.drafts import digest, publish, publishable, send, sendable
from exchange.models import Import
from exchange.undoing import undo
from search.models import SearchEntry
from services_directory.models import Provider, Service
from tests import factories
from tests.admin.conftest import make_person

HEAD = ["Название", "Вид организации", "Территория", "Чем помогает"]
KIND = "центр помощи семье и детям"


@pytest.fixture
def editor(db):
    return make_person("directory")


def row(name, summary=""):
    return [name, KIND, "Киржачский район", summary]


@pytest.fixture
def left(loaded, district, editor):
    """An import that has left two drafts: of a new organisation and of a public one."""
    factories.ProviderFactory(name="Старый", territory=district, summary="Как было")
    return loaded([HEAD, row("Новый", "Помогает папам"), row("Старый", "Как станет")], publishes=False, user=editor)


def publish_all(importing: Import, user) -> None:
    publish(importing, user, digest(publishable(importing)))


def send_all(importing: Import, user) -> None:
    send(importing, user, digest(sendable(importing)))


def found(name: str) -> Provider:
    return Provider.objects.get(name=name)


def address(view: str) -> str:
    return reverse(f"exchange_{view}", args=[Import.objects.get().uuid])


def shown(page: str) -> dict:
    return {"shown": re.search(r'name="shown" value="(\w+)"', page)[1]}


def test_a_moderator_publishes_all_of_them_from_the_page_of_the_import(left, sign_in):
    client = sign_in("moderator")
    assert "Опубликовать черновики: 2" in client.get(address("import")).content.decode()
    page = client.get(address("publish")).content.decode()
    assert "Помогает папам" in page
    assert "Сейчас на сайте" in page
    assert "<del>было</del>" in page
    after = client.post(address("publish"), shown(page), follow=True).content.decode()
    assert "Опубликовано записей: 2." in after
    assert "Черновики опубликованы" in after
    assert "Опубликовать черновики" not in after
    assert [found(name).live for name in ("Новый", "Старый")] == [True, True]
    assert not Provider.objects.filter(has_unpublished_changes=True).exists()


def test_search_history_and_the_public_page_follow(left, moderator, client):
    publish_all(left, moderator)
    new, old = found("Новый"), found("Старый")
    assert old.summary == "Как станет"
    assert SearchEntry.objects.filter(type="provider", object_id=new.pk).exists()
    assert "Помогает папам" in client.get(new.get_absolute_url()).content.decode()
    for record in (new, old):
        entry = ModelLogEntry.objects.for_instance(record).first()
        assert (entry.action, entry.user, entry.revision_id) == ("wagtail.publish", moderator, record.live_revision_id)
        assert record.live_revision_id == record.latest_revision_id


def test_one_that_cannot_be_published_keeps_all_of_them_back(left, moderator):
    factories.ProviderFactory(slug=found("Новый").slug + "-x")
    Provider.objects.filter(slug__endswith="-x").update(register_number="7")
    draft = found("Старый").get_latest_revision()
    draft.content["register_number"] = "7"
    draft.save()
    publish_all(left, moderator)
    assert (left.state, left.published_at) == ("done", None)
    assert "«Старый»" in left.message
    assert "уже есть" in left.message
    assert not found("Новый").live
    assert found("Старый").summary == "Как было"
    assert not SearchEntry.objects.filter(object_id=found("Новый").pk, type="provider").exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.publish").exists()
    assert not mail.outbox


def test_what_was_shown_is_what_is_published_or_nothing(left, moderator):
    seen = digest(publishable(left))
    found("Старый").get_latest_revision_as_object().save_revision()
    publish(left, moderator, seen)
    assert "Пока вы читали" in left.message
    assert not found("Новый").live


def test_what_somebody_has_edited_since_is_named_and_left(left, sign_in):
    record = found("Старый").get_latest_revision_as_object()
    record.summary = "Дописали"
    record.save_revision()
    client = sign_in("moderator")
    page = client.get(address("publish")).content.decode()
    assert "после загрузки её правили" in page
    client.post(address("publish"), shown(page))
    assert found("Новый").live
    assert found("Старый").summary == "Как было"


def test_one_taken_from_the_site_stays_off_it(loaded, district, moderator):
    factories.ProviderFactory(name="Старый", territory=district, live=False)
    importing = loaded([HEAD, row("Старый", "Как станет"), row("Новый")], publishes=False)
    publish_all(importing, moderator)
    assert not found("Старый").live
    assert found("Новый").live


def test_an_older_draft_of_somebody_else_is_not_published_along(loaded, district, moderator):
    record = factories.ProviderFactory(name="Старый", territory=district)
    record.website = "https://secret.example"
    record.save_revision()
    importing = loaded([HEAD, row("Старый", "Как станет"), row("Новый")], publishes=False)
    publish_all(importing, moderator)
    assert found("Новый").live
    assert (found("Старый").website, found("Старый").summary) == ("", "")
    assert list(sendable(importing).values_list("name", flat=True)) == ["Старый"]


def test_a_service_of_a_hidden_organisation_is_told_of(loaded, district, sign_in):
    kind = factories.HelpKindFactory(name="Психолог рядом")
    factories.ProviderFactory(name="Тихий центр", live=False)
    table = [["Организация", "Название", "Вид помощи"], ["Тихий центр", "Беседа", kind.name]]
    loaded(table, "services", publishes=False)
    page = sign_in("moderator").get(address("publish")).content.decode()
    assert "Пока не опубликована сама организация" in page
    assert "Тихий центр" in page


def test_who_may_not_publish_sends_them_all_and_moderators_get_one_letter(left, sign_in, moderator):
    client = sign_in("directory")
    page = client.get(address("import")).content.decode()
    assert "Отправить черновики на проверку: 2" in page
    assert "Опубликовать черновики" not in page
    page = client.get(address("send")).content.decode()
    client.post(address("send"), shown(page))
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert sorted(str(state.content_object) for state in states) == ["Новый", "Старый"]
    assert {state.current_task_state.revision_id for state in states} == {
        record.latest_revision_id for record in Provider.objects.all()
    }
    letters = [letter for letter in mail.outbox if letter.to == [moderator.email]]
    assert len(letters) == 1
    assert "2" in letters[0].body
    assert "Ждут решения модератора: 2" in client.get(address("import")).content.decode()
    assert not found("Новый").live


def test_nobody_without_the_right_publishes_them(left, sign_in):
    for person in ("directory", "publications", "reporter_a"):
        response = sign_in(person).post(address("publish"), {"shown": digest(publishable(left))})
        assert response.status_code in (302, 403)
        assert not found("Новый").live
    for person in ("publications", "reporter_a"):
        sign_in(person).post(address("send"), {"shown": digest(sendable(left))})
        assert not WorkflowState.objects.exists()


def test_those_that_wait_are_approved_and_their_author_gets_one_letter(left, editor, moderator):
    send_all(left, editor)
    mail.outbox.clear()
    publish_all(left, moderator)
    assert set(WorkflowState.objects.values_list("status", flat=True)) == {WorkflowState.STATUS_APPROVED}
    assert [found(name).live for name in ("Новый", "Старый")] == [True, True]
    assert [letter.to for letter in mail.outbox] == [[editor.email]]
    assert ModelLogEntry.objects.filter(action="wagtail.workflow.approve", user=moderator).count() == 2


def test_one_that_a_moderator_has_sent_back_is_left(left, editor, moderator):
    send_all(left, editor)
    found("Старый").current_workflow_task_state.specific.reject(user=moderator, comment="Нет телефона")
    publish_all(left, moderator)
    assert found("Новый").live
    assert found("Старый").summary == "Как было"


def test_a_letter_by_hand_is_still_written(left, editor, moderator):
    record = found("Новый")
    record.get_workflow().start(record, editor)
    assert [letter.to for letter in mail.outbox] == [[moderator.email]]


def test_published_drafts_can_be_taken_back(left, moderator):
    publish_all(left, moderator)
    undo(left, moderator)
    assert left.state == "undone"
    assert list(Provider.objects.values_list("name", "summary", "live")) == [("Старый", "Как было", True)]


def test_taking_back_recalls_what_was_sent(left, editor, moderator):
    send_all(left, editor)
    undo(left, moderator)
    assert not WorkflowState.objects.active().exists()
    assert list(Provider.objects.values_list("name", flat=True)) == ["Старый"]


def test_many_are_published_in_the_background(loaded, district, sign_in, settings):
    loaded([HEAD, *(row(f"Центр {each}") for each in range(45))], publishes=False)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client = sign_in("moderator")
    client.post(address("publish"), shown(client.get(address("publish")).content.decode()))
    assert "<progress" in client.get(address("import")).content.decode()
    status = client.get(address("status")).json()
    assert (status["working"], status["total"]) == (True, 45)


def test_drafts_of_services_go_with_their_rows(loaded, district, moderator):
    kind = factories.HelpKindFactory()
    factories.ProviderFactory(name="Центр")
    table = [["Организация", "Название", "Вид помощи", "Тарифы"], ["Центр", "Няня", kind.name, "Час | 300"]]
    importing = loaded(table, "services", publishes=False)
    publish_all(importing, moderator)
    assert [str(each.amount) for each in Service.objects.get().tariffs.all()] == ["300.00"]
