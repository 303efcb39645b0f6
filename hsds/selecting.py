"""Which records a list holds: the public ones, narrowed by what is asked, in an order that never changes by itself."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hsds import nearness, wording
from hsds.asking import Asked
from hsds.closing import ONE_DAY
from hsds.models import Site, Stamp
from hsds.rows import Rows
from hsds.terms import BY_ID, Vocabulary, services_with
from hsds.wording import Found
from search.models import Type
from services_directory.models import Location, OpeningHours, Provider, Service
from services_directory.models.twins import provider_merged_from

Kind = Stamp.Kind


@dataclass
class Selection:
    """Rows of one column or several, in order."""

    rows: QuerySet
    columns: tuple[str, ...] = ("object_id",)

    def total(self) -> int:
        return self.rows.count()

    def page(self, asked: Asked) -> list:
        found = self.rows.values_list(*self.columns, flat=len(self.columns) == 1)
        return list(found[asked.offset : asked.offset + asked.per_page])


def public(kind: Kind) -> QuerySet[Stamp]:
    return Stamp.objects.filter(kind=kind, is_public=True)


def services(asked: Asked) -> Selection | Found:
    stamps = public(Kind.SERVICE).filter(modified_between(asked, Kind.SERVICE))
    narrowing = [offered_services(asked, "pk"), sites_asked(asked)]
    return in_order(stamps, narrowing, asked, Type.SERVICE)


def organizations(asked: Asked) -> Selection | Found:
    stamps = public(Kind.PROVIDER).filter(modified_between(asked, Kind.PROVIDER))
    places = places_asked(asked)
    narrowing = [offered_services(asked, "provider"), places and places.values("provider")]
    return in_order(stamps, narrowing, asked, Type.PROVIDER)


def in_order(stamps: QuerySet[Stamp], narrowing: list, asked: Asked, kind: Type) -> Selection | Found:
    """By their keys; with words, the best first."""
    narrowing = [keys for keys in narrowing if keys is not None]
    for keys in narrowing:
        stamps = stamps.filter(object_id__in=keys)
    if not asked.words:
        return Selection(stamps.order_by("object_id"))
    found = wording.found(asked.words, kind)
    # The index holds public records alone; what has just ceased to be one is left out when the page is read.
    if narrowing or asked.modified_after or asked.modified_before:
        found.among = stamps.order_by().values("object_id")
    return found


def service_at_locations(asked: Asked) -> Selection:
    sites = Site.objects.order_by("service_id", "location_id")
    if (offered := offered_services(asked, "pk")) is not None:
        sites = sites.filter(service_id__in=offered)
    if asked.modified_after or asked.modified_before:
        stamps = public(Kind.SERVICE).filter(modified_between(asked, Kind.SERVICE))
        sites = sites.filter(service_id__in=stamps.values("object_id"))
    if asked.words:
        sites = sites.filter(
            service_id__in=wording.found(asked.words, Type.SERVICE).settle().matching.values("object_id")
        )
    if (places := places_asked(asked)) is not None:
        sites = sites.filter(location_id__in=places.values("pk"))
    return Selection(sites, ("uuid", "service_id", "location_id"))


def modified_between(asked: Asked, kind: Kind) -> Q:
    since, until = asked.modified_after, asked.modified_before
    own = Q(modified__gte=since) if since else Q()
    if since and kind == Kind.SERVICE:
        own |= Q(object_id__in=closed_or_opened_since(day_of(since)))
    return own & (Q(modified__lt=until) if until else Q())


def day_of(moment: datetime.datetime) -> datetime.date:
    """By the clock of the portal; at either end of the calendar there is no other clock than that of UTC."""
    try:
        return timezone.localtime(moment).date()
    except OverflowError:
        return moment.date()


def closed_or_opened_since(day: datetime.date) -> list[int]:
    """Services that a day has changed by coming: the first of a closing, or the first after it."""
    today = timezone.localdate()
    came = Q(closed_from__range=(day, today)) | Q(
        closed_until__range=(max(day, datetime.date(2, 1, 1)) - ONE_DAY, today - ONE_DAY)
    )
    return list(Service.objects.filter(came, closed_from__isnull=False).values_list("pk", flat=True))


def offered_services(asked: Asked, column: str) -> QuerySet | None:
    """A key of services by what they are; None where nothing of it is asked."""
    conditions = [by_terms(asked.terms), by_taxonomies(asked.taxonomies), by_ages(asked)]
    if asked.organization:
        conditions.append(Q(provider__uuid=now_known_as(asked.organization)))
    if asked.postcode and asked.metres is None:
        conditions.append(serving(asked.postcode))
    meant = [condition for condition in conditions if condition is not None]
    return Service.objects.filter(*meant, live=True).values(column) if meant else None


def by_terms(numbers: tuple[str, ...]) -> Q | None:
    if not numbers:
        return None
    known = Vocabulary().by_id
    return any_of(known[each].services for each in numbers if each in known)


def by_taxonomies(numbers: tuple[str, ...]) -> Q | None:
    return any_of(services_with(BY_ID[each]) for each in numbers if each in BY_ID) if numbers else None


def any_of(conditions) -> Q:
    """Any of them; none of none."""
    whole = Q(pk__in=[])
    for condition in conditions:
        whole |= condition
    return whole


def by_ages(asked: Asked) -> Q | None:
    """Services for a child of some age between these two; one that names no age is for every child."""
    if asked.minimum_age is None and asked.maximum_age is None:
        return None
    grown = Q(age_to=None) | Q(age_to__gte=asked.minimum_age or 0)
    young = Q() if asked.maximum_age is None else Q(age_from=None) | Q(age_from__lte=asked.maximum_age)
    return grown & young


def serving(postcode: str) -> Q:
    """Services whose area holds the postcode."""
    here = nearness.territories_of(postcode)
    also = Service.also_serves.through.objects.filter(territory__in=here)
    through_provider = Provider.also_serves.through.objects.filter(territory__in=here)
    providers = Provider.objects.filter(Q(territory__in=here) | Q(pk__in=through_provider.values("provider")))
    return Q(provider__in=providers.values("pk")) | Q(pk__in=also.values("service"))


def places_asked(asked: Asked) -> QuerySet[Location] | None:
    """Places by where they are and when they are open; None where nothing of it is asked."""
    point = nearness.point_of(asked)
    hours = hours_asked(asked)
    if not point and hours is None:
        return None
    places = nearness.near(point) if point else Location.objects.published()
    return places if hours is None else places.filter(pk__in=hours.values("location"))


def hours_asked(asked: Asked) -> QuerySet[OpeningHours] | None:
    """Days of a week that begin no sooner and end no later than is asked; a shift past midnight ends on another day."""
    meant = [
        asked.days and Q(weekday__in=asked.days),
        asked.start_time and Q(opens__gte=asked.start_time),
        asked.end_time and Q(closes__lte=asked.end_time, closes__gt=F("opens")),
    ]
    conditions = [each for each in meant if each]
    return OpeningHours.objects.filter(*conditions) if conditions else None


def sites_asked(asked: Asked) -> QuerySet | None:
    places = places_asked(asked)
    return None if places is None else Site.objects.filter(location_id__in=places.values("pk")).values("service_id")


# Of a service, what a mirror compares.
BRIEFEST = Rows(Service.objects.all, "uuid name closed_from closed_until", Kind.SERVICE)


def service_key(number: uuid.UUID) -> int | None:
    return Service.objects.published().filter(uuid=number).values_list("pk", flat=True).first()


def provider_key(number: uuid.UUID) -> int | None:
    return Provider.objects.published().filter(uuid=number).values_list("pk", flat=True).first()


def now_known_as(number: uuid.UUID) -> uuid.UUID:
    """Of an organisation that was merged into another, the number of that one."""
    merged = provider_merged_from(uuid=number)
    return merged.uuid if merged else number


def site_key(number: uuid.UUID) -> tuple | None:
    return Site.objects.filter(uuid=number).values_list("uuid", "service_id", "location_id").first()
