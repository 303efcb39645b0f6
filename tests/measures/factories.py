"""A programme of a known shape, for pages, sums and downloads."""

import datetime
from decimal import Decimal

from measures.models import IndicatorValue, SourceNote, StatedTotal
from tests.factories import (
    BudgetLineFactory,
    DirectionFactory,
    FundingSourceFactory,
    IndicatorFactory,
    MeasureFactory,
    ProgrammeFactory,
)

YEAR_2016 = {"starts_on": datetime.date(2016, 1, 1), "ends_on": datetime.date(2016, 12, 31), "term": "2016 год"}
YEAR_2017 = {"starts_on": datetime.date(2017, 1, 1), "ends_on": datetime.date(2017, 12, 31), "term": "2017 год"}


def state(programme, amount, **scope):
    return StatedTotal.objects.create(programme=programme, amount=Decimal(amount), **scope)


def figures(indicator, **values):
    """`baseline=1, y2016=None, end=3` as the planned values of an indicator."""
    for name, value in values.items():
        when = {"period": "year", "year": int(name[1:])} if name.startswith("y") else {"period": name}
        IndicatorValue.objects.create(indicator=indicator, value=value, **when)


def small_programme(**fields):
    """Two sources, two years: 300 + 200 roubles, a measure with a stated zero, one of which nothing is said."""
    programme = ProgrammeFactory(slug="small", title="Малая программа", **fields)
    direction = DirectionFactory(programme=programme, number="1", title="Помощь рядом")
    region = FundingSourceFactory(code="regional_budget", name="Бюджет региона", position=1)
    fund = FundingSourceFactory(code="fund", name="Фонд", position=2)
    paid = MeasureFactory(programme=programme, direction=direction, number="1.1", position=1, **YEAR_2016)
    BudgetLineFactory(measure=paid, year=2016, source=region, amount=Decimal("300"))
    outside = MeasureFactory(programme=programme, direction=direction, number="1.2", position=2, **YEAR_2017)
    BudgetLineFactory(measure=outside, year=2016, source=fund, amount=Decimal("200"))
    MeasureFactory(programme=programme, direction=direction, number="1.3", position=3, **YEAR_2017)
    MeasureFactory(programme=programme, number="1.4", position=4, **YEAR_2017)
    state(programme, 500)
    state(programme, 0, measure_number="1.3")
    indicator = IndicatorFactory(programme=programme, number="1", name="Семьи с помощью", unit="семей")
    figures(indicator, baseline=None, y2016=Decimal("1.5"), y2017=3, end=3)
    SourceNote.objects.create(programme=programme, measure_number="1.2", text="Деньги раньше срока.")
    return programme
