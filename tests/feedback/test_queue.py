"""Who reads reports, what is written down of it, and what a decision changes."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from feedback.models import Report
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import ServiceFactory
from tests.feedback.factories import ContactFactory, ReportFactory

pytestmark = pytest.mark.django_db


def address(report) -> str:
    return reverse("feedback_report", args=[report.pk])


def decide(client, report, state, **fields):
    return client.post(address(report), {"state": state, "seen": report.state, **fields}, follow=True)


@pytest.fixture
def report():
    service = ServiceFactory(name="Логопед")
    return ContactFactory(report__service=service, report__about="Логопед", report__text="Тайные слова").report


def test_the_queue_shows_no_text_and_no_contact(report, sign_in):  # noqa: F811
    page = sign_in("directory").get(reverse("feedback_queue")).content.decode()
    assert report.receipt in page
    assert "Логопед" in page
    assert "Тайные слова" not in page
    assert "mother@example.org" not in page


def test_an_editor_reads_it_and_the_reading_is_written_down(report, sign_in):  # noqa: F811
    client = sign_in("directory")
    page = client.get(address(report)).content.decode()
    assert "Тайные слова" in page
    assert "mother@example.org" in page
    entry = ModelLogEntry.objects.for_instance(report).get(action="feedback.read")
    assert entry.user.username == "directory"
    assert "Тайные" not in str(entry.label) + str(entry.data)


@pytest.mark.parametrize("kind", ["publications", "programmes"])
def test_others_see_neither_the_queue_nor_a_report(kind, report, sign_in):  # noqa: F811
    client = sign_in(kind)
    for url in (reverse("feedback_queue"), address(report), reverse("feedback_personal")):
        assert b"\xd0\xa2\xd0\xb0\xd0\xb9\xd0\xbd" not in client.get(url, follow=True).content
    assert not ModelLogEntry.objects.filter(action="feedback.read").exists()


def test_a_decision_is_dated_and_written_down(report, sign_in):  # noqa: F811
    decide(sign_in("directory"), report, "fixed")
    report.refresh_from_db()
    assert (report.state, report.decided_on) == ("fixed", localdate())
    assert ModelLogEntry.objects.get(action="feedback.decide").data == {"from": "new", "to": "fixed"}


def test_fixing_can_date_the_card_in_the_same_action(report, sign_in):  # noqa: F811
    decide(sign_in("directory"), report, "fixed", checked="on")
    report.service.refresh_from_db()
    assert report.service.verified_on == localdate()


def test_a_card_is_not_dated_without_being_asked_or_before_the_decision(report, sign_in):  # noqa: F811
    client = sign_in("directory")
    decide(client, report, "checking", checked="on")
    report.refresh_from_db()
    assert report.state == "new"
    decide(client, report, "fixed")
    report.service.refresh_from_db()
    assert report.service.verified_on is None


def test_who_may_not_check_cards_does_not_date_one_by_a_crafted_request(report, sign_in):  # noqa: F811
    client = sign_in("publications")
    user = client.get("/admin/").wsgi_request.user
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_report", "change_report"]))
    decide(client, report, "fixed", checked="on")
    report.refresh_from_db()
    report.service.refresh_from_db()
    assert report.state == "fixed"
    assert report.service.verified_on is None


def test_of_two_editors_the_second_is_told(report, sign_in):  # noqa: F811
    decide(sign_in("moderator"), report, "fixed")
    page = decide(sign_in("directory"), report, "duplicate").content.decode()
    report.refresh_from_db()
    assert report.state == "fixed"
    assert "другой редактор" in page


def test_new_reports_are_counted_on_the_first_page(sign_in):  # noqa: F811
    ReportFactory.create_batch(2)
    ReportFactory(state=Report.State.CHECKING)
    client = sign_in("directory")
    assert "новых сообщения об ошибках" in client.get("/admin/").content.decode()
    assert client.get(reverse("feedback_queue"), {"state": "new"}).context["paginator"].count == 2


def test_one_report_and_twenty_cost_the_same(sign_in, django_assert_num_queries):  # noqa: F811
    client, url = sign_in("directory"), reverse("feedback_queue")
    ReportFactory(service=ServiceFactory())
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    ReportFactory.create_batch(19, service=ServiceFactory())
    with django_assert_num_queries(len(one)):
        client.get(url)
