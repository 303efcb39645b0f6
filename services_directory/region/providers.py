"""The organisations of the region and the places where they work."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.backends.utils import CursorWrapper

from services_directory.models import Inspection, Licence, Location, OpeningHours, Phone, Provider

from .chance import Chance, weighted
from .copying import Table, reserve
from .departures import Departures
from .places import Municipality
from .plan import Plan
from .verifying import verification
from .vocabulary import words

BATCH = 2_000
ACCESS = [access.value for access in Location.Access]
# How many places an organisation has: the share of none is that of cards still to be completed.
PLACES = weighted({0: 5, 1: 74, 2: 16, 3: 5})
PHONES = weighted({0: 6, 1: 54, 2: 30, 3: 10})
NINE, TEN, ONE, TWO = datetime.time(9), datetime.time(10), datetime.time(13), datetime.time(14)
FIVE, SIX, EIGHT = datetime.time(17), datetime.time(18), datetime.time(20)
# Weekday, opens, closes, break starts, break ends.
WEEKS = [
    [(day, NINE, SIX, ONE, TWO) for day in range(1, 6)],
    [(day, NINE, SIX, ONE, TWO) for day in range(1, 5)] + [(5, NINE, FIVE, ONE, TWO)],
    [(day, TEN, EIGHT, None, None) for day in range(1, 6)] + [(6, TEN, FIVE, ONE, TWO)],
    [(day, TEN, SIX, None, None) for day in range(2, 7)],
    [(1, NINE, SIX, ONE, TWO), (3, NINE, EIGHT, ONE, TWO), (5, NINE, FIVE, None, None)],
]
ROUND_THE_CLOCK = [(day, datetime.time(0), datetime.time(23, 59), None, None) for day in range(1, 8)]


@dataclass
class Organisation:
    """What the services of a provider need to know of it."""

    id: int
    kind: str
    municipality: Municipality
    locations: tuple[int, ...] = ()
    practices: tuple[int, ...] = ()


@dataclass
class Providers:
    """Makes rows of providers and of all that hangs on them."""

    plan: Plan
    chance: Chance
    municipalities: list[Municipality]
    first_id: int
    first_location_id: int
    departures: Departures
    names: Counter = field(default_factory=Counter)

    def __post_init__(self):
        published = {"first_published_at": self.plan.noon, "last_published_at": self.plan.noon}
        self.table = Table(
            Provider, "id", "uuid", "slug", "name", "full_name", "kind", "territory_id", "summary", "synonyms",
            "legal_form", "ownership", "founder", "inn", "ogrn", "register_number", "registered_on", "website",
            "verified_on", "verified_by", "next_review_on", **published,
        )  # fmt: skip
        self.locations = Table(
            Location, "id", "uuid", "provider_id", "name", "territory_id", "address", "address_is_confidential",
            "directions", "latitude", "longitude", "email", "access", "hours_note",
            "closed_from", "closed_until", "closed_reason", **published,
        )  # fmt: skip
        self.phones = Table(Phone, "location_id", "sort_order", "number", "purpose", "hours")
        self.hours = Table(OpeningHours, "location_id", "weekday", "opens", "closes", "break_starts", "break_ends")
        self.licences = Table(Licence, "provider_id", "sort_order", "activity", "number", "issued_on")
        self.inspections = Table(Inspection, "provider_id", "sort_order", "date", "body", "result")
        self.next_location = self.first_location_id
        kinds = words("providers")["kinds"]
        self.kinds = weighted({kind: row["weight"] for kind, row in kinds.items()})
        self.where = weighted({number: each.weight for number, each in enumerate(self.municipalities)})

    @property
    def tables(self) -> list[Table]:
        own = [self.table, self.locations, self.phones, self.hours, self.licences, self.inspections]
        return own + self.departures.tables

    def make(self, cursor: CursorWrapper) -> Iterator[Organisation]:
        for number in range(self.plan.providers):
            yield self.one(number)
            if number % BATCH == BATCH - 1:
                self.flush(cursor)
        self.flush(cursor)

    def flush(self, cursor: CursorWrapper) -> None:
        for table in self.tables:
            table.flush(cursor)

    def one(self, number: int) -> Organisation:
        kind, municipality = self.kind(number), self.municipality(number)
        organisation = Organisation(self.first_id + number, kind, municipality)
        self.provider(organisation, number)
        self.departures.area(organisation.id, kind, municipality.id)
        # A complex centre of a municipality always has a place with a phone.
        count = max(self.chance.pick(PLACES), number < len(self.municipalities))
        organisation.locations = tuple(self.location(organisation, number, place) for place in range(count))
        self.papers(organisation)
        return organisation

    def kind(self, number: int) -> str:
        """Every municipality has its complex centre; then comes one of each kind, then what chance brings."""
        order = number - len(self.municipalities)
        if order < 0:
            return Provider.Kind.COMPLEX_CENTRE.value
        kinds = list(words("providers")["kinds"])
        return kinds[order] if order < len(kinds) else self.chance.pick(self.kinds)

    def municipality(self, number: int) -> Municipality:
        return self.municipalities[number if number < len(self.municipalities) else self.chance.pick(self.where)]

    def provider(self, organisation: Organisation, number: int) -> None:
        chance, plan, kind = self.chance, self.plan, words("providers")["kinds"][organisation.kind]
        texts = organisation.municipality.words() | {"word": chance.pick(words("providers")["words"])}
        template = kind["first"] if number < len(self.municipalities) else chance.pick(kind["names"])
        public = kind["ownership"] != Provider.Ownership.PRIVATE
        self.table.add(
            organisation.id,
            chance.uuid(),
            f"{plan.slug}-{organisation.kind}-{number + 1}",
            self.name(template.format(**texts), organisation.municipality),
            kind["full"].format(**texts),
            organisation.kind,
            organisation.municipality.id,
            chance.pick(kind["summaries"]).format(**texts),
            kind["synonyms"],
            kind["legal_form"],
            kind["ownership"],
            founder(organisation, kind["ownership"]) if public else "",
            # Of a region and an office that do not exist.
            f"0000{chance.between(0, 999_999):06d}",
            f"0000000{chance.between(0, 999_999):06d}",
            f"{plan.slug}-{number + 1:06d}",
            plan.days_ago(chance.between(200, 4000)),
            f"https://{organisation.kind}-{number + 1}.{plan.slug}.example/" if chance.happens(0.6) else "",
            *verification(chance, plan),
        )

    def name(self, name: str, municipality: Municipality) -> str:
        """A name that no other has: where it is taken, the town tells them apart, then a number."""
        if self.names[name] and municipality.genitive not in name:
            name = f"{name} {municipality.town_in}"
        self.names[name] += 1
        return name if self.names[name] == 1 else f"{name} № {self.names[name]}"

    def location(self, organisation: Organisation, number: int, place: int) -> int:
        chance, home = self.chance, organisation.municipality
        if place and chance.happens(0.4):
            home = self.municipalities[chance.pick(self.where)]
        location, self.next_location = self.next_location, self.next_location + 1
        by_phone = organisation.kind == Provider.Kind.HELPLINE
        latitude, longitude = (None, None) if by_phone else home.point(chance)
        self.locations.add(
            location,
            chance.uuid(),
            organisation.id,
            chance.pick(words("providers")["place_names"]) if place else "",
            home.id,
            "" if by_phone else home.address(chance),
            organisation.kind == Provider.Kind.CRISIS_CENTRE,
            chance.pick(words("places")["directions"]) if not by_phone and chance.happens(0.4) else "",
            latitude,
            longitude,
            f"info{place or ''}@{organisation.kind}-{number + 1}.example" if chance.happens(0.7) else "",
            [] if by_phone else sorted(chance.sample(ACCESS, chance.between(0, 4))),
            chance.pick(words("providers")["hours_notes"]),
            *self.departures.dates(location),
        )
        self.contacts(organisation, location, is_certain=number < len(self.municipalities) or by_phone)
        return location

    def contacts(self, organisation: Organisation, location: int, *, is_certain: bool) -> None:
        chance, vocabulary = self.chance, words("providers")
        for order in range(max(chance.pick(PHONES), is_certain)):
            number = f"+7000{chance.between(0, 9_999_999):07d}"
            self.phones.add(
                location,
                order,
                number,
                chance.pick(vocabulary["phone_purposes"]),
                chance.pick(vocabulary["phone_hours"]),
            )
        day_and_night = organisation.kind in (Provider.Kind.CRISIS_CENTRE, Provider.Kind.HELPLINE)
        for day in ROUND_THE_CLOCK if day_and_night else self.departures.week(chance.pick(WEEKS)):
            self.hours.add(location, *day)

    def papers(self, organisation: Organisation) -> None:
        chance, plan, vocabulary = self.chance, self.plan, words("providers")
        if chance.happens(0.3):
            number = f"Л{chance.between(100, 999)}-{chance.between(10_000, 99_999)}"
            issued = plan.days_ago(chance.between(300, 3000))
            self.licences.add(organisation.id, 0, chance.pick(vocabulary["licences"]), number, issued)
        if chance.happens(0.35):
            date, body = plan.days_ago(chance.between(10, 700)), chance.pick(vocabulary["inspectors"])
            self.inspections.add(organisation.id, 0, date, body, chance.pick(vocabulary["inspection_results"]))


def founder(organisation: Organisation, ownership: str) -> str:
    if ownership == Provider.Ownership.MUNICIPAL:
        return f"Администрация {organisation.municipality.genitive}"
    return f"Министерство социального развития {words('places')['region']['genitive']}"


def prepare(
    plan: Plan, chance: Chance, region: int, municipalities: list[Municipality], cursor: CursorWrapper
) -> Providers:
    """Ready to make: the keys are set aside, as many as there can be."""
    most = plan.providers * max(PLACES)
    departures = Departures(plan, region, [each.id for each in municipalities])
    first, first_location = reserve(cursor, Provider, plan.providers), reserve(cursor, Location, most)
    return Providers(plan, chance, municipalities, first, first_location, departures)
