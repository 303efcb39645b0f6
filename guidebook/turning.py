"""Until what day a guide says the truth, if nobody changes the data: marks grow old, prices end, doors open again."""

import datetime
from collections.abc import Iterator

from services_directory.models import Location, Provider, Service
from services_directory.models.hours import SOON
from services_directory.models.verification import verification_rules

from .reading import Reading

ONE_DAY = datetime.timedelta(days=1)


def good_until(reading: Reading, today: datetime.date) -> datetime.date | None:
    """The last day on which every line holds; nothing where no day is in sight."""
    turns = [day for day in turning_days(reading) if day and day > today]
    return min(turns) - ONE_DAY if turns else None


def turning_days(reading: Reading) -> Iterator[datetime.date | None]:
    """Days from which something reads otherwise."""
    for holding in reading.holdings:
        yield from growing_old(holding.provider)
        for place in holding.places:
            yield from closing(place)
            yield from other_days(place)
    for service in reading.services:
        yield from growing_old(service)
        yield from closing(service)
        for tariff in service.tariffs.all():
            yield from (tariff.valid_from, after(tariff.valid_until))


def growing_old(record: Provider | Service) -> Iterator[datetime.date | None]:
    rules = verification_rules()
    if record.verified_on:
        yield record.verified_on + datetime.timedelta(days=rules.old_after + 1)
    if record.next_review_on:
        yield record.next_review_on + datetime.timedelta(days=rules.hide_after + 1)


def closing(record: Location | Service) -> Iterator[datetime.date | None]:
    yield from (record.closed_from, after(record.closed_until))


def other_days(place: Location) -> Iterator[datetime.date | None]:
    """Told from a month before."""
    for each in place.exceptions.all():
        yield from (each.starts_on - SOON, after(each.ends_on or each.starts_on))


def after(day: datetime.date | None) -> datetime.date | None:
    return day + ONE_DAY if day else None
