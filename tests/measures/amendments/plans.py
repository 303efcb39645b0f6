"""A published plan, and how acts change it."""

import datetime
from decimal import Decimal

from measures.amendments.recording import next_number, record
from measures.models import BudgetLine, Executor, PlanEdition
from tests.factories import (
    BudgetLineFactory,
    DirectionFactory,
    FundingSourceFactory,
    LegalActFactory,
    MeasureFactory,
    ProgrammeFactory,
)


def source(code="fund", name="Фонд"):
    return FundingSourceFactory._meta.model.objects.filter(code=code).first() or FundingSourceFactory(
        code=code, name=name
    )


def published_plan(measures=2):
    """A programme whose first plan is on the portal: measures 1.1, 1.2 … of 100 roubles in 2025."""
    programme = ProgrammeFactory(slug="plan", title="План перемен", year_from=2025, year_to=2026)
    direction = DirectionFactory(programme=programme, number="1", title="Помощь рядом")
    for number in range(1, measures + 1):
        add_measure(programme, direction, f"1.{number}", position=number)
    return programme


def add_measure(programme, direction, number, **fields):
    measure = MeasureFactory(
        programme=programme,
        direction=direction,
        number=number,
        title=f"Дело {number}",
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2025, 6, 30),
        term="до июля 2025",
        **fields,
    )
    BudgetLineFactory(measure=measure, year=2025, source=source(), amount=Decimal(100))
    Executor.objects.create(measure=measure, name="Центр помощи")
    publish(measure)
    return measure


def publish(measure):
    """As the moderator's button does; returns the record as it is now."""
    measure.save_revision().publish()
    return type(measure).objects.get(pk=measure.pk)


def edition(programme, day=datetime.date(2025, 4, 1), act=None, **fields):
    return PlanEdition.objects.create(
        programme=programme,
        number=next_number(programme),
        act=act or LegalActFactory(number="15-п"),
        effective_on=day,
        **fields,
    )


def amend(measure, by, money=None, executors=None, **fields):
    """Publish the measure changed by that edition. `money`: {(2025, "fund"): amount or None for a cell that goes}."""
    for name, value in {**fields, "edition": by}.items():
        setattr(measure, name, value)
    for (year, code), amount in (money or {}).items():
        kept = [line for line in measure.budget_lines.all() if (line.year, line.source.code) != (year, code)]
        new = [] if amount is None else [BudgetLine(year=year, source=source(code, code), amount=Decimal(amount))]
        measure.budget_lines = [*kept, *new]
    if executors is not None:
        measure.executors = [Executor(name=name) for name in executors]
    return publish(measure)


__all__ = ["add_measure", "amend", "edition", "publish", "published_plan", "record", "source"]
