"""A programme of any size, of a fictional region: to measure pages with, and to look at what no act has yet.

The same numbers make the same programme. It takes part in nothing: no act stands behind it, and its region says so.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from django.apps import apps
from django.db import transaction

from .models import (
    BudgetLine,
    Direction,
    Executor,
    FundingSource,
    Indicator,
    IndicatorValue,
    Measure,
    Milestone,
    Programme,
    ProgrammeSource,
    StatedTotal,
    Status,
)

WORK = ("Обучить", "Поддержать", "Навестить", "Собрать", "Открыть", "Провести")
WHOM = ("семьи с детьми до трёх лет", "приёмные семьи", "многодетные семьи", "молодых родителей", "кураторов семей")
WHERE = ("в районных центрах", "в посёлках", "на дому", "в школах", "вместе с больницами")
JUDGED = ("Семьи на сопровождении", "Семьи, которым стало легче", "Обученные специалисты", "Учреждения с кураторами")
EXECUTORS = ("Министерство заботы", "Центр помощи семье", "Управление образования", "Больница", "Союз родителей")
STAGES = ("approved", "amended", "spent")
SOURCES = ("regional_budget", "fund", "attracted", "municipal")
SOURCE_NAMES = dict(
    zip(SOURCES, ("Бюджет региона", "Фонд поддержки детей", "Привлечённые деньги", "Бюджеты районов"), strict=True)
)
MOST_DIRECTIONS = 20
LAST_DAYS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True)
class Size:
    measures: int = 24
    indicators: int = 8
    years: int = 3
    sources: int = 3
    stages: int = 3
    first_year: int = 2025
    whole_terms: bool = False  # every measure runs, and gets money, in every year


def make(slug: str, size: Size, seed: int = 1) -> Programme:
    """The programme of that slug, made anew."""
    with transaction.atomic():
        Measure.objects.filter(programme__slug=slug).delete()  # first: they protect their directions
        Programme.objects.filter(slug=slug).delete()
        return Making(slug, size, random.Random(seed)).programme()  # noqa: S311


class Making:
    """Everything is written in bulk: records, then their rows."""

    def __init__(self, slug: str, size: Size, chance: random.Random):
        self.slug, self.size, self.chance = slug, size, chance
        self.years = range(size.first_year, size.first_year + size.years)
        self.sources = [self.source(code) for code in SOURCES[: size.sources]]

    def source(self, code: str) -> FundingSource:
        found, _made = FundingSource.objects.get_or_create(code=code, defaults={"name": SOURCE_NAMES[code]})
        return found

    def programme(self) -> Programme:
        territories = apps.get_model("services_directory", "Territory")
        territory, _made = territories.objects.get_or_create(
            slug="zarechny",
            defaults={"name": "Заречный край", "level": territories.Level.REGION, "is_fictional": True},
        )
        programme = Programme.objects.create(
            slug=self.slug, title=f"Рядом с семьёй, {self.years[0]}–{self.years[-1]}", territory=territory,
            act_note="Вымышленная программа", year_from=self.years[0], year_to=self.years[-1],
            goal="Чтобы семья с детьми не оставалась с бедой одна.",
        )  # fmt: skip
        ProgrammeSource.objects.bulk_create(
            ProgrammeSource(programme=programme, source=one, name_in_act=one.name) for one in self.sources
        )
        directions = Direction.objects.bulk_create(self.directions(programme))
        measures = Measure.objects.bulk_create(self.measures(programme, directions))
        BudgetLine.objects.bulk_create(self.lines(measures), batch_size=5000)
        Executor.objects.bulk_create(self.executors(measures))
        Milestone.objects.bulk_create(self.milestones(measures))
        IndicatorValue.objects.bulk_create(self.values(Indicator.objects.bulk_create(self.indicators(programme))))
        self.state_total(programme)
        return programme

    def directions(self, programme: Programme) -> Iterator[Direction]:
        for number in range(1, min(max(self.size.measures // 6, 1), MOST_DIRECTIONS) + 1):
            title = f"{WHERE[number % len(WHERE)].capitalize()}: {WHOM[number % len(WHOM)]}"
            yield Direction(programme=programme, number=str(number), title=title, sort_order=number)

    def measures(self, programme: Programme, directions: list[Direction]) -> Iterator[Measure]:
        for place in range(self.size.measures):
            direction = directions[place * len(directions) // self.size.measures]
            title = f"{self.chance.choice(WORK)} {self.chance.choice(WHOM)} {self.chance.choice(WHERE)}"
            starts_on, ends_on = self.term()
            status = self.status(ends_on)
            yield Measure(
                programme=programme, direction=direction, number=f"{direction.number}.{place + 1}", title=title,
                term=f"{starts_on:%m.%Y} — {ends_on:%m.%Y}", starts_on=starts_on, ends_on=ends_on, position=place,
                reported_status=status, status_reason="Вымышленный отчёт" if status else "",
            )  # fmt: skip

    def term(self) -> tuple[datetime.date, datetime.date]:
        quarters = len(self.years) * 4
        first, last = (0, quarters - 1) if self.size.whole_terms else sorted(self.chance.choices(range(quarters), k=2))
        starts_on = datetime.date(self.years[first // 4], first % 4 * 3 + 1, 1)
        return starts_on, datetime.date(self.years[last // 4], *LAST_DAYS[last % 4])

    def status(self, ends_on: datetime.date) -> str:
        if ends_on >= datetime.date(self.years[0] + 1, 12, 31):
            return self.chance.choices(["", Status.LATE, Status.STOPPED], [9, 1, 0.3])[0]
        return self.chance.choices(["", Status.DONE, Status.LATE], [2, 6, 1])[0]

    def lines(self, measures: list[Measure]) -> Iterator[BudgetLine]:
        """Spent money is known up to the second year; one cell in twenty needs no money."""
        for measure, year, source in product(measures, self.years, self.sources):
            if not measure.starts_on.year <= year <= measure.ends_on.year:
                continue
            planned = Decimal(self.chance.randint(1, 60)) * 5000
            for stage in STAGES[: self.size.stages]:
                idle = self.chance.random() < 0.05
                if stage == "spent" and (year > self.years[0] + 1 or idle):
                    continue
                amount = None if idle else self.changed(planned, stage)
                yield BudgetLine(
                    measure=measure, year=year, source=source, stage=stage, amount=amount, not_required=idle
                )

    def changed(self, planned: Decimal, stage: str) -> Decimal:
        share = {"approved": 100, "amended": self.chance.choice((80, 100, 110)), "spent": self.chance.randint(40, 100)}
        return planned * share[stage] / 100

    def executors(self, measures: list[Measure]) -> Iterator[Executor]:
        for measure in measures:
            lead, partner = self.chance.sample(EXECUTORS, 2)
            yield Executor(measure=measure, name=lead, role="lead")
            yield Executor(measure=measure, name=partner, role="partner", sort_order=1)

    def milestones(self, measures: list[Measure]) -> Iterator[Milestone]:
        for measure in measures[::2]:
            done = measure.ends_on if measure.reported_status == Status.DONE else None
            yield Milestone(measure=measure, title="Итоги подведены", due_on=measure.ends_on, done_on=done)

    def indicators(self, programme: Programme) -> Iterator[Indicator]:
        for place in range(self.size.indicators):
            name = f"{JUDGED[place % len(JUDGED)]}, {place // len(JUDGED) + 1}-й круг"
            yield Indicator(
                programme=programme, number=str(place + 1), name=name, unit="человек", better="more", position=place,
                aggregation="last",
            )  # fmt: skip

    def values(self, indicators: list[Indicator]) -> Iterator[IndicatorValue]:
        for indicator in indicators:
            start, growth = self.chance.randint(50, 900), self.chance.randint(20, 200)
            yield IndicatorValue(indicator=indicator, period="baseline", value=start)
            for place, year in enumerate(self.years, 1):
                yield IndicatorValue(indicator=indicator, period="year", year=year, value=start + place * growth)
                if place < 3:
                    fact = start + place * growth + self.chance.randint(-60, 40)
                    yield IndicatorValue(indicator=indicator, kind="fact", period="year", year=year, value=max(fact, 0))
            yield IndicatorValue(indicator=indicator, period="end", value=start + len(self.years) * growth)

    def state_total(self, programme: Programme) -> None:
        """What its act would state: so that there is something to hold the sums against."""
        approved = BudgetLine.objects.filter(measure__programme=programme, stage="approved", amount__isnull=False)
        whole = sum(approved.values_list("amount", flat=True), Decimal(0))
        StatedTotal.objects.create(programme=programme, amount=whole)
