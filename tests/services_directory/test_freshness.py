"""How old a card is, what the page says of it, and what a check changes."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from services_directory.freshness import verify, verify_all
from services_directory.models import Freshness, Provider, Service, VerificationRules
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_rules():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor():
    user = get_user_model().objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Редакторы справочника"))
    return user


def ago(days: int) -> datetime.date:
    return localdate() - datetime.timedelta(days=days)


def checked(days: int, due: int, **fields) -> dict:
    """Checked so many days ago, due so many days ago."""
    return {"verified_on": ago(days), "next_review_on": ago(due), **fields}


@pytest.mark.parametrize(
    ("dates", "freshness"),
    [
        ({}, Freshness.NEVER),
        (checked(0, -180), Freshness.FRESH),
        (checked(183, 3), Freshness.FRESH),
        (checked(184, 4), Freshness.OLD),
        (checked(240, 60), Freshness.OLD),
        (checked(241, 61), Freshness.HIDDEN),
        ({"next_review_on": ago(61)}, Freshness.HIDDEN),
    ],
)
def test_a_card_grows_old_and_then_leaves_the_lists(dates, freshness):
    assert ServiceFactory(**dates).freshness is freshness
    hidden = freshness is Freshness.HIDDEN
    assert Service.objects.hidden().exists() is hidden
    assert Service.objects.shown().exists() is not hidden


def test_a_card_that_was_never_checked_stays_in_the_lists():
    ProviderFactory()
    assert Provider.objects.shown().count() == 1


def test_editors_set_the_terms():
    service = ServiceFactory(**checked(50, 1))
    assert service.freshness is Freshness.FRESH
    VerificationRules(old_after=40).save()
    assert service.freshness is Freshness.OLD


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({}, "Ещё не проверяли: уточните по телефону"),
        (checked(0, -180), "Сведения проверены"),
        (checked(200, 20), "Давно не проверяли: уточните по телефону"),
        (checked(300, 120), "Сведения могли устареть"),
    ],
)
def test_the_page_says_it_plainly(dates, words):
    place = LocationFactory(provider__name="Центр", phones=["+79000000001"])
    Provider.objects.filter(pk=place.provider.pk).update(**dates)
    for record in (Provider.objects.get(pk=place.provider.pk), ServiceFactory(provider=place.provider, **dates)):
        page = Client().get(record.get_absolute_url())
        assert page.status_code == 200
        assert words in page.content.decode()


def test_a_check_dates_the_card_and_says_who_by_position(editor):
    VerificationRules(organisation="Центр развития", review_every=90).save()
    service = ServiceFactory(**checked(300, 120))
    verify(service, editor)
    service.refresh_from_db()
    assert service.verified_on == localdate()
    assert service.verified_by == "редактор справочника, Центр развития"
    assert service.next_review_on == localdate() + datetime.timedelta(days=90)


def test_a_check_is_written_in_the_history(editor):
    service = ServiceFactory()
    verify(service, editor)
    entry = ModelLogEntry.objects.for_instance(service).get(action="services_directory.verify")
    assert entry.user == editor
    assert entry.data["on"] == localdate().isoformat()


def test_a_check_publishes_nothing_of_a_draft_and_outlives_its_publication(editor):
    service = ServiceFactory(name="Занятия")
    service.name = "Занятия с логопедом"
    draft = service.save_revision()
    service.refresh_from_db()
    verify(service, editor)
    service.refresh_from_db()
    assert service.name == "Занятия"
    draft.refresh_from_db()
    draft.publish()
    service.refresh_from_db()
    assert service.name == "Занятия с логопедом"
    assert service.verified_on == localdate()


def test_many_are_checked_in_one_transaction(editor, monkeypatch):
    services = ServiceFactory.create_batch(2)
    Service.objects.filter(pk=services[1].pk).delete()
    with pytest.raises(Exception):  # noqa: B017, PT011
        verify_all(services, editor)
    assert not Service.objects.exclude(verified_on=None).exists()
