"""What region to make."""

import datetime
from dataclasses import dataclass

# Above this many services the children of a service are fewer: the tables to search stay the same, loading is faster.
FULL_UP_TO = 20_000


@dataclass(frozen=True)
class Plan:
    slug: str
    providers: int
    services: int
    seed: int
    today: datetime.date

    @property
    def is_light(self) -> bool:
        return self.services > FULL_UP_TO

    @property
    def noon(self) -> datetime.datetime:
        """When everything was published: known from the day alone."""
        return datetime.datetime.combine(self.today, datetime.time(12), tzinfo=datetime.UTC)

    def days_ago(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)
