"""A measure that is reported on: two sources, an indicator, a milestone, an executor."""

import datetime
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from measures.models import (
    Executor,
    Indicator,
    IndicatorValue,
    Milestone,
    ProgrammeSource,
    Report,
    ReportingPeriod,
    ReportingRule,
    Responsibility,
)
from portal.reporters import EXECUTORS
from tests.factories import (
    BudgetLineFactory,
    FundingSourceFactory,
    IndicatorFactory,
    MeasureFactory,
    ProgrammeFactory,
)

BODY = "Центр помощи семье"
NARRATIVE = "Открыли два клуба и приняли 40 семей."


def reported_programme(**fields):
    fields = {"slug": "reported", "title": "Программа с отчётами", "year_from": 2025, "year_to": 2026, **fields}
    programme = ProgrammeFactory(**fields)
    region = FundingSourceFactory(code="regional_budget", name="Бюджет региона", position=1)
    fund = FundingSourceFactory(code="fund", name="Средства Фонда", position=2)
    ProgrammeSource.objects.create(programme=programme, source=region, name_in_act="Бюджет")
    ProgrammeSource.objects.create(programme=programme, source=fund, name_in_act="Фонд")
    return programme


def reported_measure(programme, number="1.1", **fields):
    """300 roubles of the region in 2025; 40 families planned; a club to be opened by the first of June."""
    indicator = IndicatorFactory(
        programme=programme, number=f"I{number}", name="Семьи в клубах", unit="семей", better=Indicator.Better.MORE
    )
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2025, value=40)
    measure = MeasureFactory(
        programme=programme, number=number, title="Семейные клубы", indicators=[indicator], **fields
    )
    source = programme.sources.get(source__code="regional_budget").source
    BudgetLineFactory(measure=measure, year=2025, source=source, amount=Decimal("300"))
    Executor.objects.create(measure=measure, name=BODY)
    Milestone.objects.create(measure=measure, title="Клуб открыт", due_on=datetime.date(2025, 6, 1))
    return measure


def rule_for(programme, **fields):
    return ReportingRule.objects.create(**{"programme": programme, "day": 10, **fields})


def period_of(programme, year=2025, quarter=1, **fields):
    dates = {"opens_on": datetime.date(2025, 3, 20), "due_on": datetime.date(2025, 4, 10)}
    return ReportingPeriod.objects.create(programme=programme, year=year, quarter=quarter, **{**dates, **fields})


def report_of(measure, period, **fields):
    return Report.objects.create(measure=measure, period=period, live=False, **fields)


def executor_of(*measures, name="executor"):
    person = get_user_model().objects.create_user(
        name, f"{name}@example.org", "x", first_name="Ирина", last_name="Тайная"
    )
    person.groups.add(Group.objects.get(name=EXECUTORS))
    for measure in measures:
        Responsibility.objects.create(user=person, measure=measure, position="специалист")
    return person


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def fill(report, spent="100", fund="0", fact="10", done=None, **words):
    """The report with everything said; the draft is saved as a revision and not sent."""
    draft = report.get_latest_revision_as_object()
    programme, measure = report.measure.programme, report.measure
    rows = {row.source.code: row.source for row in programme.sources.select_related("source")}
    draft.spendings.set(
        [
            draft.spendings.model(source=rows[code], year=report.period.year, amount=Decimal(amount))
            for code, amount in (("regional_budget", spent), ("fund", fund))
        ]
    )
    draft.facts.set([draft.facts.model(indicator=each, value=Decimal(fact)) for each in measure.indicators.all()])
    draft.milestones.set(
        [
            draft.milestones.model(milestone=each, title=each.title, due_on=each.due_on, done_on=done)
            for each in measure.milestones.all()
        ]
    )
    for name, value in {"status": "under-way", "narrative": NARRATIVE, **words}.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def approve(report, **said):
    """Filled and published at once, as the approval does."""
    fill(report, **said)
    report.refresh_from_db()
    report.latest_revision.publish()
    report.refresh_from_db()
    return report.editions.order_by("-number").first()
