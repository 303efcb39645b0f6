"""What is open at a minute, answered from bits, is what a look at every place's clock gives."""

import datetime
import random

import pytest
from django.http import QueryDict
from django.utils import timezone

from search.query import search
from search.question import Question
from search.rebuilding import rebuild
from services_directory.models import Location, OpeningHours, ScheduleException, Service
from tests.factories import HelpKindFactory, LocationFactory, ProviderFactory, RegionFactory, ServiceFactory
from tests.search.plain import assert_as_plain

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)
ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Kamchatka")
WEEKS = (
    [(day, "9:00", "18:00", "13:00", "14:00") for day in range(1, 6)],
    [(day, "20:00", "8:00") for day in range(1, 8)],
    [(day, "0:00", "23:59") for day in range(1, 8)],
    [(6, "10:15", "15:40"), (7, "10:00", "14:00")],
    [(day, "8:00", "12:30") for day in (2, 4)],
    [],
)
SEEDS = (1, 2)
MINUTES = 8


def schedule_exception(drawn: random.Random, place: Location) -> None:
    """Closed for some days, or open at hours of their own."""
    first, days = MONDAY + DAY * drawn.randint(-2, 8), DAY * drawn.randint(0, 3)
    times = drawn.choice([{}, {"opens": "11:00", "closes": "16:30"}, {"opens": "22:00", "closes": "2:00"}])
    ScheduleException.objects.create(location=place, starts_on=first, ends_on=first + days, **times)


def place_of(drawn: random.Random, provider) -> Location:
    closed = {"closed_from": MONDAY, "closed_until": MONDAY + 3 * DAY} if drawn.random() < 0.1 else {}
    place = LocationFactory(provider=provider, hours=drawn.choice(WEEKS), **closed)
    if drawn.random() < 0.4:
        schedule_exception(drawn, place)
    return place


@pytest.fixture(params=SEEDS)
def drawn(request):
    """Services at random places of random habits, in an index with postings."""
    drawn = random.Random(request.param)
    providers = [ProviderFactory(territory=RegionFactory(time_zone=zone)) for zone in ZONES]
    kinds = [HelpKindFactory(slug=f"k{n}") for n in range(2)]
    for number in range(24):
        provider = drawn.choice(providers)
        places = [place_of(drawn, provider) for _each in range(drawn.randint(0, 2))]
        closed = {"closed_from": MONDAY + 2 * DAY} if drawn.random() < 0.1 else {}
        name = f"{drawn.choice(['Психолог', 'Юрист'])} {number}"
        ServiceFactory(name=name, provider=provider, kind=drawn.choice(kinds), locations=places, **closed)
    rebuild()
    return drawn


@pytest.fixture
def minutes(drawn, monkeypatch):
    """Random minutes of a fortnight, one after another; it is that minute while it is given."""

    def each():
        for _each in range(MINUTES):
            moment = datetime.datetime.combine(MONDAY, datetime.time(), datetime.UTC) + datetime.timedelta(
                minutes=drawn.randrange(12 * 24 * 60)
            )
            monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
            yield moment

    return each


def is_open(service: Service, moment: datetime.datetime) -> bool:
    """By the clock of each of its places, or its provider's; not on days on which it is closed itself.

    A place without a week is not known to be open, whatever it says of single days.
    """
    return any(
        place.calendar.is_known
        and place.calendar.is_open(moment)
        and not is_closed(service, place.calendar.local(moment))
        for place in service.locations.all() or service.provider.locations.all()
    )


def is_closed(service: Service, now: datetime.datetime) -> bool:
    return bool(service.closed_from and service.closed_from <= now.date())


def asked(address: str):
    result = search(Question.of(QueryDict(address)))
    facets = {group: {choice.value: choice.count for choice in choices} for group, choices in result.facets.items()}
    return result.total, [row.title for row in result.rows], facets


def assert_told_right(address: str):
    """As the database reads it, too."""
    assert_as_plain(address)
    return asked(address)


def test_open_now_is_what_the_clocks_of_the_places_say(minutes):
    seen = set()
    for moment in minutes():
        expected = {service.name for service in Service.objects.all() if is_open(service, moment)}
        total, titles, _facets = assert_told_right("when=now&type=service")
        assert set(titles) <= expected
        assert total == len(expected)
        assert len(titles) == min(total, 20)
        seen |= expected
        for address in (
            "when=now&q=психолог",
            "when=now&kind=k0&type=service",
            "when=now&when=weekend",
            "when=evening",
        ):
            assert_told_right(address)
    assert seen, "the clocks never say that anything is open"


def test_what_has_changed_since_the_postings_were_written_is_told_too(drawn, minutes):
    for place in Location.objects.order_by("pk")[::3]:
        OpeningHours.objects.filter(location=place).delete()
        schedule_exception(drawn, place)
        place.save()
    for moment in minutes():
        expected = [service for service in Service.objects.all() if is_open(service, moment)]
        total, *_rest = assert_told_right("when=now&type=service")
        assert total == len(expected)


def test_new_postings_are_not_answered_with_old_bits(minutes):
    next(minutes())
    before = asked("when=now&type=service")
    twin = ServiceFactory(name="Круглые сутки", locations=[LocationFactory(hours=WEEKS[2])])
    rebuild()
    total, *_rest = assert_told_right("when=now&type=service")
    assert total == before[0] + 1
    twin.delete()
    rebuild()
    assert asked("when=now&type=service") == before
