"""Places near a point, by the great circle. Confidential ones are near nothing: questions would give them away."""

import math

from django.db.models import Avg, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Sin, Sqrt
from django.utils.translation import gettext as _

from hsds.asking import Asked, BadParameter, Point
from services_directory.models import Location, Territory

EARTH = 6_371_008.8
METRES_OF_DEGREE = math.pi * EARTH / 180


def public_points() -> QuerySet[Location]:
    return Location.objects.published().filter(address_is_confidential=False, latitude__isnull=False)


def near(point: Point) -> QuerySet[Location]:
    """Public places within the circle: first those in its square, by comparison alone."""
    return public_points().filter(in_square(point)).alias(metres=distance(point)).filter(metres__lte=point.metres)


def in_square(point: Point) -> Q:
    height = point.metres / METRES_OF_DEGREE
    narrow = math.cos(math.radians(min(abs(point.latitude) + height, 89.9)))
    width = min(height / narrow, 360)
    inside = Q(latitude__range=(point.latitude - height, point.latitude + height))
    west, east = point.longitude - width, point.longitude + width
    across = Q(longitude__range=(west, east))
    if west < -180:
        across |= Q(longitude__gte=west + 360)
    if east > 180:
        across |= Q(longitude__lte=east - 360)
    return inside & across


def distance(point: Point):
    """The haversine formula in metres."""
    latitude, longitude = (Radians(Cast(F(name), FloatField())) for name in ("latitude", "longitude"))
    here, there = math.radians(point.latitude), math.radians(point.longitude)
    half = Power(Sin((latitude - Value(here)) / 2.0), 2) + Value(math.cos(here)) * Cos(latitude) * Power(
        Sin((longitude - Value(there)) / 2.0), 2
    )
    return Value(2 * EARTH) * ASin(Sqrt(Least(half, Value(1.0))))


def with_postcode(code: str) -> QuerySet[Location]:
    """Public places whose address has the postcode."""
    return Location.objects.published().filter(address_is_confidential=False, address__regex=rf"(^|\D){code}(\D|$)")


def point_of(asked: Asked) -> Point | None:
    """The point that is asked about: itself, or the middle of the places of a postcode."""
    if asked.near or not asked.postcode or asked.metres is None:
        return asked.near
    places = with_postcode(asked.postcode).filter(latitude__isnull=False)
    middle = places.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None:
        raise BadParameter("postcode", _("В справочнике нет места с таким индексом. Укажите точку: lat и lon."))
    return Point(float(middle["latitude"]), float(middle["longitude"]), asked.metres)


def territories_of(code: str) -> list[int]:
    """The territories that the postcode lies in, from its own to the country."""
    own = set(with_postcode(code).values_list("territory", flat=True))
    if not own:
        raise BadParameter("postcode", _("В справочнике нет места с таким индексом. Укажите точку: lat и lon."))
    above = dict(Territory.objects.values_list("pk", "parent"))
    found = set(Territory.objects.filter(level=Territory.Level.COUNTRY).values_list("pk", flat=True))
    for territory in own:
        while territory:
            found.add(territory)
            territory = above.get(territory)
    return sorted(found)
