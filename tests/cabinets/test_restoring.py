"""An earlier version comes back as a draft for a moderator, with nothing in it that is not its author's to change."""

import datetime

import pytest
from django.urls import reverse

from services_directory.models import Provider, Service
from tests import factories
from tests.admin.forms import fields_of
from tests.cabinets.addresses import decide, edit, edit_url, submit, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(ours):
    return factories.ServiceFactory(provider=ours, summary="Первое", steps=["Позвонить"], tariffs=["300"])


def versions(record) -> list:
    return list(record.revisions.order_by("created_at", "pk"))


def restore_url(record, revision) -> str:
    return url(record, "revisions_revert", record.pk, revision.pk)


def restore(client, record, revision, **changes):
    address = restore_url(record, revision)
    return client.post(address, {**fields_of(client.get(address)), **changes}, follow=True)


def draft(record):
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


def test_what_was_before_the_first_edit_is_kept_and_can_be_brought_back(client_of_reporter, sign_in, service, client):
    submit(client_of_reporter, service, summary="Второе", **{"steps-0-text": "Прийти"})
    moderator = sign_in("moderator")
    decide(moderator, service, "approve")
    first, _second = versions(service)
    assert "Первое" in str(first.content)
    restore(client_of_reporter, service, first, **{"action-submit": "1"})
    assert (draft(service).summary, draft(service).steps.get().text) == ("Первое", "Позвонить")
    page = client.get(service.get_absolute_url()).content.decode()
    assert "Второе" in page
    assert "Прийти" in page
    decide(moderator, service, "approve")
    page = client.get(service.get_absolute_url()).content.decode()
    assert "Первое" in page
    assert "Позвонить" in page


def test_the_history_leads_to_a_version_and_to_its_comparison(client_of_reporter, service):
    edit(client_of_reporter, service, summary="Второе")
    first, _second = versions(service)
    page = client_of_reporter.get(url(service, "history", service.pk)).content.decode()
    assert "Так было до первой правки" in page
    assert restore_url(service, first) in page
    compare = url(service, "revisions_compare", service.pk, first.pk, "latest")
    assert compare in page
    shown = client_of_reporter.get(compare).content.decode()
    assert "Перв" in shown
    assert "Втор" in shown


def test_only_what_the_author_may_write_comes_back(client_of_reporter, sign_in, service, ours):
    edit(client_of_reporter, service, summary="Второе")
    first, _second = versions(service)
    moderator = sign_in("moderator")
    act = factories.LegalActFactory()
    edit(moderator, service, slug="novyy", source_act=act.pk, verified_on="2026-05-01", verified_by="отдел")
    before = draft(service)
    assert (before.slug, before.source_act_id, before.verified_by) == ("novyy", act.pk, "отдел")
    restore(client_of_reporter, service, first, slug="staryy", verified_by="сами", provider="1")
    after = draft(service)
    assert after.summary == "Первое"
    assert (after.slug, after.source_act_id, after.verified_by) == ("novyy", act.pk, "отдел")
    assert after.verified_on == datetime.date(2026, 5, 1)
    assert after.provider_id == ours.pk


def test_a_card_that_has_passed_to_another_does_not_come_back_with_its_old_version(
    client_of_reporter, sign_in, service, theirs, ours
):
    edit(client_of_reporter, service, summary="Второе")
    first, _second = versions(service)
    Service.objects.filter(pk=service.pk).update(provider=theirs)
    assert client_of_reporter.get(restore_url(service, first)).status_code == 404
    answer = client_of_reporter.post(restore_url(service, first), {"summary": "x"})
    assert answer.status_code == 404


def test_the_page_of_a_version_says_what_it_is_and_sends_it(client_of_reporter, service):
    edit(client_of_reporter, service, summary="Второе")
    first, second = versions(service)
    page = client_of_reporter.get(restore_url(service, first)).content.decode()
    assert "Прежняя версия: так было до" in page
    assert "Вернуть и отправить на проверку" in page
    assert "Вернуть эту версию черновиком" in page
    assert "автор" not in page
    page = client_of_reporter.get(restore_url(service, second)).content.decode()
    assert "Анна П." in page
    submit(client_of_reporter, service, summary="Третье")
    assert "отправить на проверку" not in client_of_reporter.get(restore_url(service, first)).content.decode()


def test_a_version_of_anothers_card_is_not_there(client_of_reporter, sign_in, service, theirs):
    other = factories.ServiceFactory(provider=theirs)
    edit(sign_in("moderator"), other, summary="Чужое")
    edit(client_of_reporter, service, summary="Второе")
    alien = versions(other)[0]
    for address in (
        restore_url(other, alien),
        restore_url(service, alien),
        url(other, "revisions_compare", other.pk, "earliest", "latest"),
        url(service, "revisions_compare", service.pk, alien.pk, "latest"),
        url(other, "revisions_view", other.pk, alien.pk),
        url(service, "revisions_view", service.pk, alien.pk),
        url(other, "history", other.pk),
    ):
        assert client_of_reporter.get(address).status_code == 404, address
        assert client_of_reporter.post(address, {}).status_code in (404, 405), address


def test_a_restored_version_is_told_of_an_edit_made_meanwhile(client_of_reporter, sign_in, service):
    edit(client_of_reporter, service, summary="Второе")
    first, _second = versions(service)
    form = fields_of(client_of_reporter.get(restore_url(service, first)))
    edit(sign_in("moderator"), service, summary="Третье")
    answer = client_of_reporter.post(restore_url(service, first), form, follow=True)
    assert draft(service).summary == "Третье"
    assert "свою версию сохранил другой редактор" in answer.content.decode()


def test_the_card_of_the_institution_comes_back_too(client_of_reporter, ours):
    edit(client_of_reporter, ours, summary="Второе")
    first, _second = versions(ours)
    Provider.objects.filter(pk=ours.pk).update(register_number="77")
    restore(client_of_reporter, ours, first)
    assert draft(ours).summary == ours.summary


def test_one_first_version_is_kept_however_often_the_card_is_edited(client_of_reporter, service):
    edit(client_of_reporter, service, summary="Второе")
    edit(client_of_reporter, service, summary="Третье")
    assert len(versions(service)) == 3
    page = client_of_reporter.get(url(service, "history", service.pk)).content.decode()
    assert page.count("Так было до первой правки") == 1
    assert client_of_reporter.get(edit_url(service)).status_code == 200


def test_the_cabinet_leads_to_the_history(client_of_reporter, service):
    edit(client_of_reporter, service, summary="Второе")
    assert url(service, "history", service.pk) in client_of_reporter.get(reverse("wagtailadmin_home")).content.decode()
