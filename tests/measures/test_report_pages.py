"""What the public sees of reports: editions, what a correction changed, who owes; never a draft, never a person."""

import datetime
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import BudgetLine, Executor, Milestone, Report, ReportedFact, Stage
from measures.reports.board import of_programme
from measures.reports.files import receive
from measures.reports.standing import Delivery, standing

from .reporting import (
    BODY,
    NARRATIVE,
    approve,
    executor_of,
    fill,
    period_of,
    report_of,
    reported_measure,
    reported_programme,
)

pytestmark = pytest.mark.django_db
day = datetime.date.fromisoformat
PAGE = "/programmes/reported/1.1/reports/2025-1/"


@pytest.fixture
def measure():
    return reported_measure(reported_programme())


@pytest.fixture
def report(measure):
    return report_of(measure, period_of(measure.programme))


@pytest.mark.parametrize(
    ("sent", "today", "delivery", "days"),
    [
        ("2025-04-10", "2026-01-01", Delivery.IN_TIME, 0),
        ("2025-04-11", "2026-01-01", Delivery.LATE, 1),
        (None, "2025-04-10", Delivery.NOT_DUE, 0),
        (None, "2025-04-13", Delivery.OWED, 3),
    ],
)
def test_where_a_report_stands(sent, today, delivery, days):
    found = standing(day("2025-04-10"), sent and day(sent), day(today))
    assert (found.delivery, found.days) == (delivery, days)


def test_an_approved_report_has_a_page(client, report):
    edition = approve(report, spent="120.50")
    response = client.get(PAGE)
    page = response.content.decode()
    assert response.status_code == 200
    for text in ("I квартал 2025 года", NARRATIVE, "120,50", "300", BODY, "Редакция 1"):
        assert text in page
    assert not response.cookies
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]
    assert client.get(f"{PAGE}{edition.number}/").status_code == 200


def test_a_correction_stands_beside_the_old_edition_and_says_what_changed(client, report):
    approve(report)
    approve(report, fact="12", correction_reason="Посчитали семьи заново.")
    page = client.get(PAGE).content.decode()
    assert "Что исправлено" in page
    assert "Посчитали семьи заново." in page
    assert "Редакция 2" in page
    old = client.get(f"{PAGE}1/").content.decode()
    assert "Это прежняя редакция" in old
    assert "noindex" in old
    assert "Посчитали семьи заново." in client.get("/programmes/reported/1.1/reports/").content.decode()


def test_a_draft_shows_nowhere(client, measure, report):
    approve(report)
    secret = "Ещё не решено, говорить ли об этом."
    fill(report, fact="99", spent="77", narrative=secret, correction_reason="Правка")
    second = report_of(measure, period_of(measure.programme, quarter=2, due_on=day("2025-07-10")))
    fill(second, fact="98", narrative=secret)
    addresses = [
        PAGE,
        "/programmes/reported/",
        "/programmes/reported/1.1/",
        "/programmes/reported/1.1/reports/",
        "/programmes/reported/indicators/",
        "/programmes/reported/data.json",
        "/programmes/reported/data.csv",
        "/programmes/reported/discipline/",
        "/programmes/discipline/",
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert secret not in page, address
        assert "77" not in page or "data" not in address
    assert client.get("/programmes/reported/1.1/reports/2025-2/").status_code == 404


@pytest.mark.parametrize("path", ["2025-1/2/", "2025-1/0/", "2025-2/", "2025-5/", "1990-1/", "2025-1/files/1/", "9/"])
def test_what_there_is_not_is_absent(client, report, path):
    approve(report)
    assert client.get(f"/programmes/reported/1.1/reports/{path}").status_code == 404


@pytest.mark.parametrize("hidden", ["measure", "programme"])
def test_reports_of_what_is_unpublished_are_hidden(client, report, hidden):
    approve(report)
    record = report.measure if hidden == "measure" else report.measure.programme
    record.live = False
    record.save()
    assert client.get(PAGE).status_code == 404
    assert client.get("/programmes/reported/1.1/reports/").status_code == 404
    assert BODY not in client.get("/programmes/discipline/").content.decode()


def test_the_board_names_bodies_and_never_persons(client, measure, report):
    executor_of(measure)
    page = client.get("/programmes/reported/discipline/").content.decode()
    assert BODY in page
    assert "не сдан" in page
    assert "Тайная" not in page
    assert "специалист" not in page
    assert "Тайная" not in client.get("/programmes/discipline/").content.decode()


def test_a_programme_that_asks_for_no_reports_says_so(client):
    reported_programme()
    page = client.get("/programmes/reported/discipline/").content.decode()
    assert "Это не значит, что все отчёты сданы" in page
    assert client.get("/programmes/discipline/").status_code == 200


def test_the_board_tells_the_states_apart(measure):
    programme = measure.programme
    quarters = {
        1: {"sent_on": day("2025-04-10")},
        2: {"sent_on": day("2025-07-15")},
        3: {},
        4: {},
    }
    dues = {1: "2025-04-10", 2: "2025-07-10", 3: "2025-10-10", 4: "2026-01-12"}
    for number, fields in quarters.items():
        report_of(measure, period_of(programme, quarter=number, due_on=day(dues[number])), **fields)
    other = reported_measure(programme, number="1.2")
    board = of_programme(programme, today=day("2025-10-20"))
    ours, *rest = board["rows"]
    assert rest == []  # nothing was asked of the other measure
    assert other.reports.count() == 0
    assert [(cell.standing.delivery.value, cell.standing.days) for cell in ours.cells] == [
        ("in-time", 0),
        ("late", 5),
        ("owed", 10),
        ("not-due", 0),
    ]
    assert [(body.name, body.of(Delivery.OWED)) for body in board["bodies"]] == [(BODY, 1)]


@pytest.mark.parametrize("address", ["/programmes/reported/discipline/", "/programmes/discipline/"])
def test_the_board_costs_the_same_for_one_report_and_for_twenty(client, address):
    programme = reported_programme()
    periods = [period_of(programme, quarter=each, due_on=day(f"2025-{each + 5:02}-10")) for each in (1, 2)]

    def grow(first: int, last: int) -> int:
        for number in range(first, last):
            measure = reported_measure(programme, number=str(number))
            report_of(measure, periods[0])
            approve(report_of(measure, periods[1]), done=day("2025-05-01"))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert grow(1, 2) == grow(2, 12) <= 5


def test_spent_money_and_facts_flow_into_pages_and_data(client, measure, report):
    approve(report, spent="120.50")
    second = report_of(measure, period_of(measure.programme, quarter=2, due_on=day("2025-07-10")))
    approve(second, spent="250", fact="25", done=day("2025-05-01"))
    assert "250" in client.get("/programmes/reported/1.1/").content.decode()
    assert "факт:" in client.get("/programmes/reported/indicators/").content.decode()
    data = json.loads(client.get("/programmes/reported/data.json").content)
    budget = data["measures"][0]["budget"]
    assert {"year": 2025, "source": "regional_budget", "stage": "spent", "amount": "250.00"} in budget
    assert [line["amount"] for line in budget if line["stage"] == "spent"] == ["0.00", "250.00"]
    assert {"period": "2025", "kind": "fact", "value": 25, "state": "value"} in data["indicators"][0]["values"]
    assert data["totals"]["total"] == "300.00"  # spent money is no promise
    assert b"spent,250.00" in client.get("/programmes/reported/data.csv").content


def test_the_page_of_a_measure_says_the_last_reported_fact_and_of_which_quarter(client, measure, report):
    approve(report)
    shown = client.get("/programmes/reported/1.1/").content.decode()
    assert "факт: <b>10</b> (I квартал 2025 года)" in shown
    second = report_of(measure, period_of(measure.programme, quarter=2, due_on=day("2025-07-10")))
    approve(second, spent="250", fact="0", done=day("2025-05-01"))
    shown = client.get("/programmes/reported/1.1/").content.decode()
    assert "факт: <b>0</b> (II квартал 2025 года)" in shown


def test_a_hand_kept_cell_gives_way_to_a_reported_one(client, measure, report):
    source = measure.budget_lines.get().source
    BudgetLine.objects.create(measure=measure, year=2025, source=source, stage=Stage.SPENT, amount=Decimal("1"))
    BudgetLine.objects.create(measure=measure, year=2026, source=source, stage=Stage.SPENT, amount=Decimal("2"))
    approve(report)
    budget = json.loads(client.get("/programmes/reported/data.json").content)["measures"][0]["budget"]
    spent = {(line["year"], line["source"]): line["amount"] for line in budget if line["stage"] == "spent"}
    assert spent == {(2025, "regional_budget"): "100.00", (2026, "regional_budget"): "2.00", (2025, "fund"): "0.00"}


def test_two_measures_that_report_one_indicator_differently_are_shown_and_not_settled(client, measure, report):
    approve(report)
    other = reported_measure(measure.programme, number="1.2")
    indicator = measure.indicators.get()
    edition = report.editions.get()
    ReportedFact.objects.create(
        measure=other, indicator=indicator, edition=edition, year=2025, quarter=1, value=Decimal("14")
    )
    page = client.get("/programmes/reported/indicators/").content.decode()
    assert "расходятся" in page
    assert "1.1 — 10; 1.2 — 14" in page
    assert "факт:" not in page


def test_an_edition_does_not_change_with_the_plan(client, measure, report):
    approve(report)
    before = client.get(PAGE).content
    measure.budget_lines.update(amount=Decimal("999"))
    Milestone.objects.filter(measure=measure).update(title="Другая веха")
    Executor.objects.filter(measure=measure).update(name="Другой центр")
    assert client.get(PAGE).content == before


PDF = b"%PDF-1.7\n1 0 obj\nendobj\n"


def upload(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_public_only_where_an_edition_names_it(client, report, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    assert receive(report, [upload("Акт.pdf")]) == []
    file = report.files.get()
    address = reverse("measures:report_file", args=["reported", "1.1", "2025-1", file.pk])
    approve(report)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    receive(report, [upload("Черновик.pdf", PDF + b"2")])
    later = report.files.latest("pk")
    assert client.get(address.replace(f"/{file.pk}/", f"/{later.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Отчёт.pdf", b"<html><script>alert(1)</script>"),
        ("Отчёт.html", b"%PDF-1.7"),
        ("Отчёт.docx", b"PK\x03\x04 no archive"),
        ("Отчёт.exe", b"MZ"),
        ("Пусто.pdf", b""),
        ("Отчёт", PDF),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_content(report, settings, tmp_path, name, content):
    settings.PRIVATE_ROOT = tmp_path
    assert len(receive(report, [upload(name, content)])) == 1
    assert not report.files.exists()


def test_a_file_that_is_sent_twice_stays_one(report, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    receive(report, [upload("Акт.pdf"), upload("Акт.pdf")])
    assert report.files.count() == 1
    assert Report.objects.get(pk=report.pk).files.get().name == "Акт.pdf"
