"""Institutions are reminded three times, each time once, in plain Russian and of nobody in person."""

import datetime
import smtplib

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from cabinets.models import Membership
from services_directory.models import ReviewReminder
from services_directory.reminding import remind
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db
TODAY = localdate()


@pytest.fixture(autouse=True)
def fresh_rules():
    cache.clear()


class Broken(EmailBackend):
    """A mail server that refuses."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"office@example.org": (550, b"no such user")})


def institution(late: int, **fields):
    """A public one with an e-mail address, whose term was so many days ago."""
    provider = ProviderFactory(next_review_on=TODAY - datetime.timedelta(days=late), **fields)
    LocationFactory(provider=provider, email="office@example.org")
    return provider


def later(days: int):
    return remind(TODAY + datetime.timedelta(days=days))


def test_a_letter_names_the_card_its_page_and_the_term():
    provider = institution(-10, name="Центр «Исток»")
    remind()
    (letter,) = mail.outbox
    assert letter.to == ["office@example.org"]
    assert "Проверьте сведения" in letter.subject
    assert "Центр «Исток»" in letter.body
    assert f"http://localhost:8000{provider.get_absolute_url()}" in letter.body
    assert "проверить до" in letter.body


def test_three_stages_go_out_each_once():
    institution(-31)
    subjects = []
    for day in (0, 1, 2, 30, 31, 45, 46, 61, 62, 90):
        later(day)
        subjects += [(day, letter.subject[:6]) for letter in mail.outbox]
        mail.outbox.clear()
    assert subjects == [(1, "Провер"), (45, "Срок п"), (61, "Срочно")]


def test_a_second_run_sends_nothing():
    institution(0)
    assert remind().sent == 1
    assert remind().sent == 0
    assert len(mail.outbox) == 1


def test_a_stage_that_was_missed_is_not_sent_late():
    institution(40)
    remind()
    assert [letter.subject[:6] for letter in mail.outbox] == ["Срочно"]
    assert remind().sent == 0


def test_one_letter_lists_all_cards_of_an_institution():
    provider = institution(5)
    for name in ("Логопед", "Юрист"):
        ServiceFactory(provider=provider, name=name, next_review_on=provider.next_review_on)
    outcome = remind()
    assert (outcome.sent, outcome.told) == (1, 3)
    assert all(name in mail.outbox[0].body for name in ("Логопед", "Юрист"))


@pytest.mark.parametrize("fields", [{"live": False}, {"next_review_on": None}])
def test_drafts_and_cards_without_a_term_are_left_alone(fields):
    LocationFactory(provider=ProviderFactory(**{"next_review_on": TODAY, **fields}), email="office@example.org")
    remind()
    assert not mail.outbox


def test_a_card_that_was_checked_meanwhile_is_left_out(monkeypatch):
    provider = institution(5)
    with monkeypatch.context() as broken:
        broken.setattr("services_directory.reminding.get_connection", Broken)
        remind()
    provider.next_review_on = TODAY + datetime.timedelta(days=180)
    provider.save()
    assert remind().sent == 0


def test_a_new_term_is_reminded_of_anew():
    provider = institution(5)
    remind()
    provider.next_review_on = TODAY + datetime.timedelta(days=180)
    provider.save()
    assert later(160).sent == 1


def test_a_failure_is_counted_logged_by_its_kind_and_tried_again(monkeypatch, caplog):
    institution(5)
    with monkeypatch.context() as broken:
        broken.setattr("services_directory.reminding.get_connection", Broken)
        assert remind().failed == 1
    reminder = ReviewReminder.objects.get()
    assert (reminder.sent_at, reminder.failure) == (None, "SMTPRecipientsRefused")
    assert "office@example.org" not in caplog.text
    assert remind().sent == 1


def test_an_address_that_cannot_be_written_to_keeps_nobody_else_from_a_letter():
    broken = institution(5, name="Центр «Исток»")
    broken.locations.update(email="office@example.org\nBcc: all@example.org")
    institution(4, name="Центр «Родник»")
    outcome = remind()
    assert (outcome.failed, outcome.sent) == (1, 1)
    assert ["Центр «Родник»" in letter.body for letter in mail.outbox] == [True]
    # Which of the two it is differs between versions of Django.
    assert ReviewReminder.objects.get(provider=broken).failure in {"BadHeaderError", "ValueError"}


def test_a_failing_address_is_given_up_after_five_times(monkeypatch):
    institution(5)
    monkeypatch.setattr("services_directory.reminding.get_connection", Broken)
    assert [remind().failed for _each in range(6)] == [1, 1, 1, 1, 1, 0]


def test_a_card_whose_first_letter_failed_is_named_once_in_the_second(monkeypatch):
    institution(-20, name="Исток")
    with monkeypatch.context() as broken:
        broken.setattr("services_directory.reminding.get_connection", Broken)
        remind()
    outcome = later(40)
    assert (outcome.sent, outcome.told) == (1, 1)
    assert mail.outbox[0].subject.startswith("Срок проверки прошёл")
    assert mail.outbox[0].body.count("— Исток") == 1
    assert not ReviewReminder.objects.filter(sent_at=None).exists()


def test_whoever_publishes_no_address_is_counted():
    ProviderFactory(next_review_on=TODAY)
    assert remind().nobody == 1


def member(name: str, provider, **fields):
    person = get_user_model().objects.create_user(name, f"{name}@example.org" if name != "silent" else "")
    return Membership.objects.create(user=person, provider=provider, **fields)


def test_where_no_address_is_published_those_who_keep_the_cards_get_the_letter():
    provider = ProviderFactory(next_review_on=TODAY)
    for name in ("anna", "boris", "silent"):
        member(name, provider)
    member("closed", provider, is_active=False)
    gone = member("gone", provider).user
    gone.is_active = False
    gone.save()
    member("other", ProviderFactory())
    assert remind().sent == 1
    assert [letter.to for letter in mail.outbox] == [["anna@example.org", "boris@example.org"]]


def test_of_a_part_those_of_the_whole_get_the_letter():
    whole = ProviderFactory()
    ProviderFactory(part_of=whole, next_review_on=TODAY)
    member("anna", whole)
    assert remind().sent == 1
    assert mail.outbox[0].to == ["anna@example.org"]


def test_a_published_address_comes_before_those_of_people():
    member("anna", institution(0))
    remind()
    assert mail.outbox[0].to == ["office@example.org"]


def test_an_address_of_a_draft_place_is_not_used():
    LocationFactory(provider=ProviderFactory(next_review_on=TODAY), email="secret@example.org", live=False)
    assert remind().nobody == 1


def test_a_letter_of_one_card_and_of_twenty_costs_the_same(django_assert_num_queries):
    provider = institution(5)
    ServiceFactory(provider=provider, next_review_on=provider.next_review_on)
    with CaptureQueriesContext(connection) as one:
        remind()
    ServiceFactory.create_batch(20, provider=provider, next_review_on=provider.next_review_on)
    with django_assert_num_queries(len(one)):
        remind()
