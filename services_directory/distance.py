"""How far two points are from each other, as the crow flies. Pure."""

from math import asin, cos, radians, sin, sqrt

from django.utils.formats import number_format

from portal.speaking import gettext as _

EARTH_KM = 6371.0
# A hundredth of a degree is about a kilometre: near enough to sort by, too far to name a house.
PRECISION = 2

Point = tuple[float, float]


def coarse(point: Point) -> Point:
    return round(point[0], PRECISION), round(point[1], PRECISION)


def metres_between(one: Point, other: Point) -> float:
    """Along the surface, by the haversine formula."""
    (latitude, longitude), (other_latitude, other_longitude) = (map(radians, point) for point in (one, other))
    across = cos(latitude) * cos(other_latitude) * sin((other_longitude - longitude) / 2) ** 2
    half = sin((other_latitude - latitude) / 2) ** 2 + across
    return 2000 * EARTH_KM * asin(min(1, sqrt(half)))


def distance_words(km: float) -> str:
    """«1,2 км по прямой»; below a kilometre no figures, for the point itself is no more exact."""
    if km < 1:
        return _("меньше 1 км по прямой")
    shown = round(km, 1) if round(km, 1) < 10 else round(km)
    return _("%(km)s км по прямой") % {"km": number_format(shown, use_l10n=True)}
