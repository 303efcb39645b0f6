"""A programme with everything that its page shows, and whatever may change of it."""

import datetime
from decimal import Decimal

from acts.models import LegalAct
from measures.amendments.recording import record
from measures.models import (
    BudgetLine,
    Direction,
    Executor,
    ExpectedEffect,
    FundingSource,
    Indicator,
    IndicatorValue,
    Measure,
    MediaPlanItem,
    Milestone,
    PlanEdition,
    Programme,
    ProgrammeSource,
    ProgrammeTask,
    PromisedFigure,
    ReportedFact,
    ReportEdition,
    ReportedSpending,
    Risk,
    SourceNote,
    StatedTotal,
)  # fmt: skip
from publicity.models import Publication
from services_directory.models import FamilyCategory, Territory
from tests.factories import FamilyCategoryFactory, MeasureFactory, ProviderFactory, TerritoryFactory

from .factories import YEAR_2016, small_programme
from .reporting import period_of, report_of


def full_programme() -> Programme:
    """A small one with a row of everything that its page shows."""
    programme = small_programme()
    first = programme.measures.get(number="1.1")
    first.categories = [FamilyCategoryFactory(slug=slug) for slug in ("large", "foster")]
    first.save()
    fund = FundingSource.objects.get(code="fund")
    ProgrammeSource.objects.create(programme=programme, source=fund, name_in_act="Фонд")
    BudgetLine.objects.create(measure=first, year=2017, source=fund, amount=Decimal(9))
    Executor.objects.create(measure=first, name="Центр помощи")
    Milestone.objects.create(measure=first, title="Клуб открыт", due_on=datetime.date(2016, 6, 1))
    PromisedFigure.objects.create(measure=first, amount=35, what="специалистов")
    for model in (ProgrammeTask, ExpectedEffect, Risk):
        model.objects.create(programme=programme, text=f"Сказано: {model.__name__}")
    item = MediaPlanItem.objects.create(programme=programme, number="5", title="Статья", section="Печать")
    Publication.objects.create(
        programme=programme, item=item, channel="press", place="Газета", published_on=YEAR_2016["starts_on"],
        is_confirmed=True,
    )  # fmt: skip
    record(first)
    return programme


def measure() -> Measure:
    return Measure.objects.get(number="1.1")


def updated(model, **values):
    def change(programme):
        assert model.objects.update(**values)

    change.__name__ = f"{model.__name__}: {', '.join(values)}"
    return change


def without(model):
    def change(programme):
        model.objects.all().delete()

    change.__name__ = f"no {model.__name__}"
    return change


def source_renamed(programme):
    FundingSource.objects.filter(code="fund").update(name="Иначе")


def order_of_sources_changed(programme):
    FundingSource.objects.filter(code="fund").update(position=0)


def measure_withdrawn(programme):
    Measure.objects.filter(number="1.1").update(live=False)


def measure_added(programme):
    MeasureFactory(programme=programme, number="1.9", **YEAR_2016)


def indicator_withdrawn(programme):
    Indicator.objects.update(live=False)


def category_renamed(programme):
    FamilyCategory.objects.filter(slug="large").update(name="Иначе")


def category_withdrawn(programme):
    FamilyCategory.objects.filter(slug="large").update(live=False)


def direction_changed(programme):
    other = Direction.objects.create(programme=programme, number="2", title="Другое")
    Measure.objects.filter(number="1.1").update(direction=other)


def order_changed(programme):
    Measure.objects.filter(number="1.1").update(position=9)


def result_reported(programme):
    Measure.objects.filter(number="1.1").update(reported_status="done", status_reason="Так сказано")


def edition_of() -> ReportEdition:
    report = report_of(measure(), period_of(measure().programme, year=2016))
    return ReportEdition.objects.create(report=report, number=1, content={})


def spending_reported(programme):
    ReportedSpending.objects.create(
        measure=measure(), edition=edition_of(), source=FundingSource.objects.get(code="fund"), year=2016, quarter=1,
        amount=Decimal(77),
    )  # fmt: skip


def fact_reported(programme):
    ReportedFact.objects.create(
        measure=measure(), indicator=Indicator.objects.get(), edition=edition_of(), year=2016, quarter=1,
        value=Decimal(2),
    )  # fmt: skip


def plan_amended(programme):
    edition = PlanEdition.objects.create(programme=programme, number=7)
    edition.entries.create(measure=measure(), number="1.1", content={})


def institution_owes(programme):
    MediaPlanItem.objects.update(per_institution=True)
    ProviderFactory(territory=TerritoryFactory(parent=programme.territory), ownership="state")


CHANGES = [
    updated(Programme, title="Иначе"),
    updated(Programme, summary="Иначе"),
    updated(Programme, goal="Иначе"),
    updated(Programme, sustainability="Иначе"),
    updated(Programme, coordinator="Иначе"),
    updated(Programme, money_note="Иначе"),
    updated(Programme, act_note="Иначе"),
    updated(Programme, kind="media-plan"),
    updated(Programme, year_to=2018),
    updated(LegalAct, number="77-а"),
    updated(Territory, short_name="Иначе", name="Иначе"),
    updated(Territory, is_fictional=True),
    updated(Direction, title="Иначе"),
    updated(Direction, number="1-А"),
    updated(Measure, title="Иначе"),
    updated(Measure, term="когда-нибудь"),
    updated(Measure, ends_on=datetime.date(2033, 1, 1)),
    updated(Executor, name="Иначе"),
    updated(Executor, role="partner"),
    without(Executor),
    source_renamed, order_of_sources_changed,
    updated(Milestone, title="Иначе"),
    updated(Milestone, due_on=datetime.date(2016, 11, 1)),
    updated(Milestone, done_on=datetime.date(2016, 5, 1)),
    updated(Milestone, reported_on=datetime.date(2016, 5, 1)),
    without(Milestone),
    updated(BudgetLine, amount=Decimal(1)),
    updated(BudgetLine, stage="spent"),
    updated(BudgetLine, year=2019),
    updated(BudgetLine, amount=None, not_required=True),
    without(BudgetLine),
    updated(StatedTotal, amount=Decimal(1)),
    updated(StatedTotal, place="приложение 9"),
    without(StatedTotal),
    updated(PromisedFigure, amount=77),
    updated(SourceNote, text="Иначе"),
    without(SourceNote),
    category_renamed,
    updated(Indicator, name="Иначе"),
    updated(Indicator, unit="иначе"),
    updated(IndicatorValue, value=Decimal(9)),
    updated(IndicatorValue, not_measured=True, value=None),
    without(IndicatorValue),
    updated(ProgrammeTask, text="Иначе"),
    updated(ExpectedEffect, text="Иначе"),
    updated(Risk, text="Иначе"),
    updated(Risk, response="Иначе"),
    updated(MediaPlanItem, title="Иначе"),
    updated(MediaPlanItem, executor="Иначе"),
    updated(MediaPlanItem, cancelled_on=datetime.date(2016, 5, 1), cancel_reason="иначе"),
    updated(Publication, place="Иначе"),
    updated(Publication, is_confirmed=False),
    measure_withdrawn, measure_added, indicator_withdrawn, category_withdrawn, direction_changed, order_changed,
    result_reported, spending_reported, fact_reported, plan_amended, institution_owes,
]  # fmt: skip
