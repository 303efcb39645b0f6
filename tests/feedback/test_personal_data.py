"""Contacts live as long as promised; a person gets and erases their own; nothing of it leaks elsewhere."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from feedback.models import Allowance, DailySalt, FeedbackRules, Report, ReportContact
from search.models import SearchEntry, SearchSuggestion
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import ServiceFactory
from tests.feedback.factories import ContactFactory
from tests.portal.test_errors import Down
from tests.portal.test_logging import lines  # noqa: F401

pytestmark = pytest.mark.django_db
PERSONAL = "feedback_personal"


def test_a_contact_is_deleted_when_its_time_is_over(reader, clock):
    FeedbackRules(contact_days=30).save()
    reader.send(contact="mother@example.org", consent="on")
    clock(days=29)
    call_command("forget_contacts", verbosity=0)
    assert ReportContact.objects.count() == 1
    clock(days=31)
    call_command("forget_contacts", verbosity=0)
    assert not ReportContact.objects.exists()
    assert Report.objects.count() == 1


def test_traces_of_limits_live_for_a_day(reader, clock):
    reader.send()
    clock(days=1)
    call_command("forget_contacts", verbosity=0)
    assert not DailySalt.objects.exists()
    assert not Allowance.objects.exists()


def test_a_moderator_hands_out_what_is_kept_of_one_person(sign_in):  # noqa: F811
    ContactFactory(report__text="Своё")
    ContactFactory(value="father@example.org", report__text="Чужое")
    response = sign_in("moderator").post(reverse(PERSONAL), {"contact": "Mother@example.org", "export": "1"})
    (kept,) = json.loads(response.content)
    assert kept["text"] == "Своё"
    assert kept["consent_version"] == "1"


def test_a_moderator_erases_one_person_and_nobody_else(sign_in):  # noqa: F811
    own, other = ContactFactory().report, ContactFactory(value="father@example.org").report
    sign_in("moderator").post(reverse(PERSONAL), {"contact": "mother@example.org", "erase": "1"})
    own.refresh_from_db()
    other.refresh_from_db()
    assert list(ReportContact.objects.values_list("value", flat=True)) == ["father@example.org"]
    assert (own.text, other.text) == ("", "Номер теперь другой")


def test_an_editor_erases_nobody(sign_in):  # noqa: F811
    ContactFactory()
    sign_in("directory").post(reverse(PERSONAL), {"contact": "mother@example.org", "erase": "1"})
    assert ReportContact.objects.count() == 1


def test_the_logs_hold_neither_text_nor_contact(reader, lines):  # noqa: F811
    reader.client.raise_request_exception = False
    secret = {"text": "Канареечные слова", "contact": "canary@example.org", "consent": "on"}
    token = reader.token()
    reader.send(token, **secret)
    reader.send(token, **{**secret, "kind": "none"})
    reader.send(token, origin="https://elsewhere.example", **secret)
    with connection.execute_wrapper(Down()):
        reader.send(token, **secret)
        reader.client.get("/search/")
    assert not [line for line in lines() if "анареечн" in line or "canary@" in line or "203.0.113.7" in line]


def test_a_text_reaches_neither_search_nor_any_interface(reader):
    service = ServiceFactory()
    reader.send(about=f"service:{service.slug}", text="канарейка", contact="canary@example.org", consent="on")
    assert not SearchEntry.objects.filter(terms__meets="'канарейка'").exists()
    assert not SearchSuggestion.objects.filter(label__contains="канарейка").exists()
    assert reader.client.get("/api/search/", {"q": "канарейка"}).json()["total"] == 0
    for url in (service.get_absolute_url(), "/feedback/", "/api/search/", "/sitemap.xml"):
        page = reader.client.get(url).content.decode()
        assert "канарейка" not in page
        assert "canary@" not in page
