"""The fictional programme: its reports pass the portal's own checks, and a second load finds nothing to do."""

import datetime

import pytest

from measures.models import Measure, ReportEdition, ReportingPeriod
from measures.reports.board import of_programme
from measures.reports.loading import load
from measures.reports.standing import Delivery
from portal.loading import Report
from tests.factories import FundingSourceFactory, RegionFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 1)


@pytest.fixture
def region():
    for code in ("regional_budget", "municipal", "fund"):
        FundingSourceFactory(code=code)
    return RegionFactory(slug="zarechny", is_fictional=True)


def loaded(today: datetime.date) -> Report:
    report = Report(write=lambda text: None)
    load(report, today=today)
    return report


def test_nothing_of_it_is_loaded_without_the_fictional_region(db):
    RegionFactory(slug="zarechny", is_fictional=False)
    assert not loaded(TODAY).changed
    assert not Measure.objects.exists()


def test_it_has_late_owed_and_corrected_reports_and_loads_once(region):
    loaded(TODAY)
    programme = region.programmes.get()
    board = of_programme(programme, TODAY)
    assert board["counts"][Delivery.LATE] >= 4
    assert board["counts"][Delivery.OWED] >= 3
    assert [row.measure.number for row in board["rows"]] == [*(each.number for each in programme.public_measures())]
    corrected = ReportEdition.objects.filter(number=2).select_related("report__measure", "report__period").get()
    assert (corrected.report.measure.number, str(corrected.report.period)) == ("2.1", "IV квартал 2025 года")
    assert corrected.reason
    editions = ReportEdition.objects.count()
    assert not loaded(TODAY).changed
    assert ReportEdition.objects.count() == editions


def test_what_had_not_happened_by_then_is_not_loaded(region):
    loaded(datetime.date(2025, 6, 1))
    assert [each.span.code for each in ReportingPeriod.objects.all()] == ["2025-1"]
    assert ReportEdition.objects.filter(report__period__quarter=1).count() == ReportEdition.objects.count() > 5


def test_its_plan_was_changed_by_two_acts(region, client):
    loaded(TODAY)
    page = client.get("/programmes/zarechny-2025-2026/changes/").content.decode()
    for said in (
        "№\u00a015-в",
        "№\u00a04-в",
        "Конкурс «Лучший куратор»",
        "Мобильная бригада",
        "на 181 день позже первого плана",
    ):
        assert said in page
    assert client.get("/acts/zarechny-ministry-15-2025/").status_code == 200
