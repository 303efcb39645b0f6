"""Near me and open now as a stock project would ask for them: by the ORM, over all rows."""

from django.db.models import Exists, F, FloatField, Min, OuterRef
from django.db.models.functions import ASin, Cast, Cos, Power, Radians, Sin, Sqrt
from django.utils import timezone

from search.question import PER_PAGE
from services_directory.distance import EARTH_KM, Point
from services_directory.models import OpeningHours, Service

# The middle of the made region's largest town.
HERE: Point = (58.21, 45.43)


def degrees(name: str):
    return Cast(F(f"locations__{name}"), FloatField())


def distance(point: Point):
    latitude, longitude = point
    half = Power(Sin(Radians(degrees("latitude") - latitude) / 2), 2) + Cos(Radians(degrees("latitude"))) * Cos(
        Radians(latitude)
    ) * Power(Sin(Radians(degrees("longitude") - longitude) / 2), 2)
    return 2 * EARTH_KM * ASin(Sqrt(half))


def near(point: Point) -> tuple[list, int]:
    services = Service.objects.published().filter(locations__address_is_confidential=False)
    found = services.annotate(km=Min(distance(point))).order_by(F("km").asc(nulls_last=True), "pk")
    return list(found[:PER_PAGE]), services.distinct().count()


def open_now(_question) -> tuple[list, int]:
    """No breaks, no exceptions, no time zones: what a first version would do."""
    now = timezone.localtime()
    hours = OpeningHours.objects.filter(
        location__services=OuterRef("pk"), weekday=now.isoweekday(), opens__lte=now.time(), closes__gt=now.time()
    )
    found = Service.objects.published().filter(Exists(hours)).order_by("name", "pk")
    return list(found[:PER_PAGE]), found.count()
