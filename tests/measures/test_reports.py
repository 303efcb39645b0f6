"""A report from its period to its edition, through the form as an executor fills it."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.models import Measure, Report, ReportEdition, Responsibility
from measures.models.status import Status
from tests.admin.conftest import sign_in  # noqa: F401
from tests.admin.forms import fields_of

from .reporting import (
    NARRATIVE,
    approve,
    executor_of,
    period_of,
    report_of,
    reported_measure,
    reported_programme,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return reported_measure(reported_programme())


@pytest.fixture
def report(measure):
    return report_of(measure, period_of(measure.programme))


@pytest.fixture
def executor(measure):
    return signed_in(executor_of(measure))


def url(report, view="edit", *args):
    return reverse(f"wagtailsnippets_measures_report:{view}", args=[report.pk, *args])


def names(report) -> dict[str, str]:
    """The form's names of what a test fills."""
    measure = report.measure
    region, fund = (each.source for each in measure.programme.sources.order_by("source__position"))
    indicator, milestone = measure.indicators.get(), measure.milestones.get()
    return {
        "spent": f"spent-{region.pk}",
        "fund": f"spent-{fund.pk}",
        "fact": f"fact-{indicator.pk}",
        "done": f"done-{milestone.pk}",
    }


def said(report, **changes) -> dict[str, str]:
    known = names(report)
    whole = {
        known["spent"]: "1 00,50".replace("1 00", "100"),
        f"{known['fund']}-instead": "not-required",
        known["fact"]: "10",
        "status": "under-way",
        "narrative": NARRATIVE,
    }
    return {**whole, **{known.get(name, name): value for name, value in changes.items()}}


def post(client, report, *buttons, **changes):
    form = fields_of(client.get(url(report)))
    return client.post(url(report), {**form, **said(report, **changes), **dict.fromkeys(buttons, "1")}, follow=True)


def send(client, report, **changes):
    return post(client, report, "action-submit", **changes)


def decide(client, report, action="approve", comment=""):
    state = Report.objects.get(pk=report.pk).current_workflow_state
    address = reverse("portal_edit_review", args=[state.pk])
    revision = Report.objects.get(pk=report.pk).latest_revision_id
    return client.post(address, {"action": action, "comment": comment, "revision": revision}, follow=True)


def test_the_form_shows_the_plan_beside_each_cell(executor, report):
    page = executor.get(url(report)).content.decode()
    for text in ("Бюджет региона", "300\xa0₽", "Средства Фонда", "в плане нет", "Семьи в клубах", "Клуб открыт"):
        assert text in page
    assert "Нарастающим итогом" in page


def test_no_field_is_on_the_form_twice(executor, report):
    """A browser would send both, and the empty one would win."""
    fields = fields_of(executor.get(url(report)))
    assert {name: values for name, values in fields.items() if len(values) > 1} == {}


def test_from_the_form_to_the_frozen_edition(executor, report, sign_in):  # noqa: F811
    send(executor, report)
    report.refresh_from_db()
    assert report.sent_on
    assert not report.live
    assert not report.editions.exists()
    decide(sign_in("moderator"), report)
    edition = report.editions.get()
    report.refresh_from_db()
    assert report.live
    assert edition.number == 1
    assert edition.content["narrative"] == NARRATIVE
    assert [(row["source"], row["amount"], row["instead"]) for row in edition.content["spendings"]] == [
        ("regional_budget", "100.5", ""),
        ("fund", None, "not-required"),
    ]
    measure = report.measure
    assert [(row.amount, row.not_required) for row in measure.reported_spendings.order_by("source__position")] == [
        (Decimal("100.50"), False),
        (None, True),
    ]
    assert measure.reported_facts.get().value == 10
    assert measure.reported_milestones.get().done_on is None
    measure.refresh_from_db()
    assert (measure.report_outcome, measure.report_outcome_on) == (Status.UNDER_WAY, datetime.date(2025, 3, 31))


def test_what_is_missing_is_named_and_what_was_typed_stays(executor, report):
    answer = send(executor, report, fact="", narrative="", spent="семь")
    page = answer.content.decode()
    assert "Расскажите, что сделано за квартал." in page
    assert "впишите значение или отметьте, что не измеряли" in page
    assert "Напишите сумму цифрами" in page
    assert 'value="семь"' in page
    report.refresh_from_db()
    assert report.sent_on is None


def test_a_draft_may_be_half_empty(executor, report):
    post(executor, report, fact="", narrative="", status="")
    report.refresh_from_db()
    assert report.latest_revision
    assert report.sent_on is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"spent": "300,01"}, "потрачено 300,01 ₽ при плане 300 ₽"),
        ({"fund": "5", "fund_instead": ""}, "деньги потрачены, а в плане их нет"),
        ({"status": "late"}, "мероприятие отстаёт или остановлено"),
    ],
)
def test_a_deviation_asks_for_its_reason(executor, report, changes, words):
    if "fund_instead" in changes:
        changes = {"fund": "5", f"{names(report)['fund']}-instead": ""}
    page = send(executor, report, **changes).content.decode().replace("\xa0", " ")
    assert words in page
    send(executor, report, **changes, deviation_reason="Дополнительные деньги дал город.")
    report.refresh_from_db()
    assert report.sent_on


def test_an_overdue_milestone_asks_for_its_reason(executor, measure):
    dates = {"opens_on": datetime.date(2025, 6, 20), "due_on": datetime.date(2025, 7, 10)}
    report = report_of(measure, period_of(measure.programme, quarter=2, **dates))
    assert "веха «Клуб открыт» не сделана в срок" in send(executor, report).content.decode()
    send(executor, report, done="2025-05-30")
    report.refresh_from_db()
    assert report.sent_on


def test_a_year_that_ends_below_the_plan_asks_for_its_reason(executor, measure):
    dates = {"opens_on": datetime.date(2025, 12, 20), "due_on": datetime.date(2026, 1, 12)}
    report = report_of(measure, period_of(measure.programme, quarter=4, **dates))
    page = send(executor, report, done="2025-05-30").content.decode().replace("\xa0", " ")
    assert "потрачено 100,50 ₽ при плане 300 ₽" in page
    assert "«Семьи в клубах»: 10 при плане 40" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"spent": "-5"}, "Напишите сумму цифрами"),
        ({"fact": "-1"}, "больше либо равно 0"),
        ({"done": "2025-04-02"}, "войдёт в следующий отчёт"),
        ({"status": "done"}, "а веха «Клуб открыт» не отмечена"),
    ],
)
def test_what_cannot_be_is_refused(executor, report, changes, words):
    assert words in send(executor, report, **changes).content.decode()
    report.refresh_from_db()
    assert report.sent_on is None


def test_a_crafted_request_cannot_write_the_plan(executor, report):
    approved = report.measure.budget_lines.get()
    extra = {
        "spendings-TOTAL_FORMS": "9",
        "spendings-0-amount": "1",
        "spent-999999": "1",
        "amount": "1",
        "live": "on",
        "sent_on": "2020-01-01",
        "measure": "999",
        "budget_lines-0-amount": "999999",
        "action-publish": "1",
    }
    executor.post(url(report), {**fields_of(executor.get(url(report))), **said(report), **extra})
    approved.refresh_from_db()
    report.refresh_from_db()
    assert approved.amount == 300
    assert report.measure.budget_lines.count() == 1
    assert (report.live, report.sent_on, report.editions.count()) == (False, None, 0)
    written = report.get_latest_revision_as_object()
    assert written.measure_id == report.measure_id
    assert written.spendings.count() == 2


def test_the_moderator_sees_first_what_is_not_as_planned(executor, report, sign_in):  # noqa: F811
    send(executor, report, spent="301", deviation_reason="Подорожал ремонт.")
    state = Report.objects.get(pk=report.pk).current_workflow_state
    page = sign_in("moderator").get(reverse("portal_edit_review", args=[state.pk])).content.decode()
    assert "потрачено 301 ₽ при плане 300 ₽" in page.replace("\xa0", " ")


def test_the_moderator_may_return_it_and_the_first_sending_counts(executor, report, sign_in):  # noqa: F811
    send(executor, report)
    decide(sign_in("moderator"), report, "reject", "Добавьте, сколько семей.")
    Report.objects.filter(pk=report.pk).update(sent_on=datetime.date(2025, 4, 1))
    report.refresh_from_db()
    assert report.returned_on
    assert "Добавьте, сколько семей." in executor.get(url(report)).content.decode()
    home = executor.get(reverse("wagtailadmin_home")).content.decode()
    assert 'own-report__remark">Добавьте, сколько семей.<' in home
    assert f'href="{url(report)}"' in home
    send(executor, report)
    assert "own-report__remark" not in executor.get(reverse("wagtailadmin_home")).content.decode()
    report.refresh_from_db()
    assert (report.sent_on, report.returned_on) == (datetime.date(2025, 4, 1), None)


def test_a_report_taken_back_was_not_sent(executor, report):
    send(executor, report)
    executor.post(url(report, "confirm_workflow_cancellation"), follow=True)
    post(executor, report, "action-cancel-workflow")
    report.refresh_from_db()
    assert report.sent_on is None


def test_a_draft_that_lacks_something_is_not_approved(executor, report, sign_in):  # noqa: F811
    """The executor went on editing after sending: the moderator decides on the latest version."""
    send(executor, report)
    post(executor, report, narrative="")
    answer = decide(sign_in("moderator"), report)
    assert "Расскажите, что сделано за квартал." in answer.content.decode()
    assert not report.editions.exists()


def test_wagtails_own_way_to_approve_freezes_or_refuses_as_a_whole(executor, report, sign_in):  # noqa: F811
    send(executor, report)
    post(executor, report, narrative="")
    state = Report.objects.get(pk=report.pk).current_workflow_state
    answer = sign_in("moderator").post(url(report, "workflow_action", "approve", state.current_task_state_id))
    assert answer.status_code < 500
    report.refresh_from_db()
    assert not report.live
    assert not report.editions.exists()


def test_a_correction_is_a_new_edition_beside_the_old(executor, report, sign_in):  # noqa: F811
    send(executor, report)
    decide(sign_in("moderator"), report)
    assert "Напишите, почему исправляете" in send(executor, report, fact="12").content.decode()
    send(executor, report, fact="12", correction_reason="Посчитали семьи заново.")
    assert ReportEdition.objects.count() == 1
    decide(sign_in("moderator"), report)
    first, second = report.editions.order_by("number")
    assert (first.content["facts"][0]["value"], second.content["facts"][0]["value"]) == ("10", "12")
    assert (first.reason, second.reason) == ("", "Посчитали семьи заново.")
    assert report.measure.reported_facts.get().value == 12
    assert fields_of(executor.get(url(report)))["correction_reason"] == [""]


def test_a_correction_of_an_old_quarter_leaves_the_latest_outcome(measure):
    programme = measure.programme
    first = report_of(measure, period_of(programme))
    dates = {"opens_on": datetime.date(2025, 6, 20), "due_on": datetime.date(2025, 7, 10)}
    second = report_of(measure, period_of(programme, quarter=2, **dates))
    approve(first)
    approve(second, done=datetime.date(2025, 5, 1), status="done")
    approve(first, fact="11", correction_reason="Ошибка в счёте.")
    stored = Measure.objects.get(pk=measure.pk)
    assert (stored.report_outcome, stored.report_outcome_on) == ("done", datetime.date(2025, 6, 30))


def test_two_editors_on_one_report_the_second_is_told(measure, report):
    first, second = signed_in(executor_of(measure)), signed_in(executor_of(measure, name="second"))
    opened = fields_of(second.get(url(report)))
    post(first, report, narrative="Текст первого.")
    answer = second.post(url(report), {**opened, **said(report, narrative="Текст второго.")})
    page = answer.content.decode()
    assert "свою версию сохранил другой редактор" in page
    assert "первого" in page
    assert "Текст второго." in page
    latest = Report.objects.get(pk=report.pk).get_latest_revision_as_object()
    assert latest.narrative == "Текст первого."


def test_what_editions_rest_on_is_not_deleted_and_the_moderator_is_told(report, sign_in):  # noqa: F811
    approve(report)
    address = reverse("wagtailsnippets_measures_programme:delete", args=[report.measure.programme_id])
    answer = sign_in("moderator").post(address, follow=True)
    assert answer.status_code == 200
    assert "Удалить нельзя" in answer.content.decode()
    assert ReportEdition.objects.count() == 1


def test_a_file_is_kept_whatever_else_is_wrong(executor, report, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    form = {**fields_of(executor.get(url(report))), **said(report, narrative=""), "action-submit": "1"}
    answer = executor.post(url(report), {**form, "files_added": SimpleUploadedFile("Акт.pdf", b"%PDF-1.7 x")})
    assert "Акт.pdf" in answer.content.decode()
    file = report.files.get()
    seen = reverse("measures_report_file", args=[report.pk, file.pk])
    assert executor.get(seen).status_code == 200
    stranger = signed_in(executor_of(name="stranger"))
    assert stranger.get(seen).status_code in (302, 404)
    post(executor, report, files_removed=[str(file.pk)])
    assert not report.files.exists()


def test_an_executor_sees_own_measures_only(executor, report):
    other = reported_measure(report.measure.programme, number="1.2")
    theirs = report_of(other, report.period)
    assert executor.get(url(theirs)).status_code == 404
    assert executor.post(url(theirs), said(theirs)).status_code == 404
    listed = executor.get(reverse("wagtailsnippets_measures_report:list")).content.decode()
    assert url(report) in listed
    assert url(theirs) not in listed
    home = executor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Мои отчёты" in home
    assert url(report) in home
    assert url(theirs) not in home
    Responsibility.objects.update(is_active=False)
    assert executor.get(url(report)).status_code == 404


def test_a_report_is_sent_with_a_file(executor, report, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    form = {**fields_of(executor.get(url(report))), **said(report), "action-submit": "1"}
    file = SimpleUploadedFile("Акт.pdf", b"%PDF-1.7 x")
    answer = executor.post(url(report), {**form, "files_added": file})
    assert answer.status_code == 302, answer.context["form"].errors
    report.refresh_from_db()
    assert report.sent_on
    assert [file.name for file in report.files.all()] == ["Акт.pdf"]
    assert "«Акт.pdf»" in report.remarks()[-1]
