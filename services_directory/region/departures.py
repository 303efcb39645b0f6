"""What departs from the rule: holidays, cleaning days, repairs, night shifts, wider service areas.

It draws from a chance of its own, so that all else of a region stays as it was before there were any.
"""

import datetime
from dataclasses import dataclass, field

from services_directory.models import Provider, ScheduleException

from .chance import Chance
from .copying import Table
from .plan import Plan

NIGHT = [(day, datetime.time(20), datetime.time(8), None, None) for day in range(1, 8)]
NIGHT_SHARE, CLOSED_SHARE, CLEANED_TODAY, CLEANED_SOON, HOLIDAYS_SHARE = 0.04, 0.06, 0.05, 0.12, 0.5
NEIGHBOUR_SHARE = 0.1
WHOLE_REGION = {Provider.Kind.CRISIS_CENTRE, Provider.Kind.HELPLINE, Provider.Kind.RESOURCE_CENTRE}
OPEN: tuple = (None, None, "")


@dataclass
class Departures:
    plan: Plan
    region: int
    municipalities: list[int]
    exceptions: Table = field(init=False)
    areas: Table = field(init=False)

    def __post_init__(self):
        self.chance = Chance(f"{self.plan.slug}:{self.plan.seed}:departures")
        self.exceptions = Table(ScheduleException, "location_id", "starts_on", "ends_on", "reason")
        self.areas = Table(Provider.also_serves.through, "provider_id", "territory_id")

    @property
    def tables(self) -> list[Table]:
        return [self.exceptions, self.areas]

    def area(self, provider: int, kind: str, home: int) -> None:
        """Some serve the whole region, some a neighbour that has nothing of the kind."""
        if kind in WHOLE_REGION:
            self.areas.add(provider, self.region)
        elif self.chance.happens(NEIGHBOUR_SHARE):
            others = [each for each in self.municipalities if each != home]
            self.areas.add(provider, self.chance.pick(others))

    def week(self, days: list[tuple]) -> list[tuple]:
        return NIGHT if self.chance.happens(NIGHT_SHARE) else days

    def dates(self, location: int) -> tuple:
        """Write the exceptions of a place; return its temporary closing."""
        chance, today = self.chance, self.plan.today
        if chance.happens(HOLIDAYS_SHARE):
            year = today.year + (today.month > 1)
            self.exceptions.add(location, datetime.date(year, 1, 1), datetime.date(year, 1, 8), "новогодние праздники")
        if chance.happens(CLEANED_TODAY):
            self.exceptions.add(location, today, None, "санитарный день")
        elif chance.happens(CLEANED_SOON):
            day = today + datetime.timedelta(days=chance.between(2, 28))
            self.exceptions.add(location, day, None, "санитарный день")
        if not chance.happens(CLOSED_SHARE):
            return OPEN
        begun = self.plan.days_ago(chance.between(0, 10))
        return begun, begun + datetime.timedelta(days=chance.between(14, 60)), "ремонт"
