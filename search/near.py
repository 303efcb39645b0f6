"""Near what: a point or the name of a settlement, as an address has it."""

import re
from dataclasses import dataclass, replace
from math import cos, radians

from django.db import connection

from search.whereabouts import POINT
from services_directory import settlements
from services_directory.distance import EARTH_KM, Point, coarse
from services_directory.models import Settlement

COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,12})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*", re.ASCII)
KM_IN_DEGREE = 111.2
# In no set of places.
NOWHERE = f"{POINT}0"
DISTANCE = f"""
    2 * {EARTH_KM} * asin(least(1, sqrt(
        power(sin(radians(location.latitude::float8 - %s) / 2), 2)
        + cos(radians(%s)) * cos(radians(location.latitude::float8))
        * power(sin(radians(location.longitude::float8 - %s) / 2), 2)
    )))
"""
# The only way to a point: whoever is confidential by now is out, whatever the index still says.
PLACES = """
    FROM services_directory_location AS location
    WHERE live AND NOT address_is_confidential AND latitude IS NOT NULL
"""
CLOSE = 50
AROUND = f"""
    SELECT '#' || id FROM search_searchterm
    WHERE "group" = 'territory' AND %s::text IS NOT NULL AND (source = %s OR is_everywhere)
    UNION ALL
    SELECT '{POINT}' || id FROM (SELECT location.id {PLACES} ORDER BY {DISTANCE} LIMIT {CLOSE}) AS nearest
"""  # noqa: S608


@dataclass(frozen=True)
class Near:
    """`choices` are settlements to choose from where the text names several, or none but resembles some.

    `serving` are lexemes of the territory: what bears one of them serves those who live here. `close` are those of the
    nearest places: mostly they fill the first pages, so that nothing farther is measured.
    """

    text: str
    point: Point | None = None
    settlement: Settlement | None = None
    is_point: bool = False
    choices: tuple[Settlement, ...] = ()
    is_known: bool = True
    serving: tuple[str, ...] = ()
    close: tuple[str, ...] = ()

    @property
    def arguments(self) -> list[float]:
        """Those of `DISTANCE`."""
        latitude, longitude = self.point or (0.0, 0.0)
        return [latitude, latitude, longitude]

    def within(self, km: int) -> tuple[str, ...]:
        """Lexemes of the places that are no farther."""
        latitude, longitude = self.point or (0.0, 0.0)
        high = km / KM_IN_DEGREE
        wide = high / max(cos(radians(min(89.0, abs(latitude) + high))), 0.01)
        sql = f"""
            SELECT id {PLACES} AND latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s AND {DISTANCE} <= %s
        """
        box = [latitude - high, latitude + high, longitude - wide, longitude + wide]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*box, *self.arguments, km])
            return tuple(f"{POINT}{pk}" for (pk,) in cursor.fetchall()) or (NOWHERE,)


def resolve(text: str) -> Near | None:
    """Nothing for nothing; else a point, a settlement, or a choice of several."""
    if not text:
        return None
    if point := point_of(text):
        return located(Near(text, point, settlements.nearest(point), is_point=True))
    rows = tuple(settlements.found(text))
    if len(rows) == 1:
        return located(Near(text, rows[0].point, rows[0]))
    return Near(text, choices=rows or tuple(settlements.alike(text)), is_known=bool(rows))


def located(near: Near) -> Near:
    """With what serves the territory, and what is the nearest."""
    territory = str(near.settlement.territory_id) if near.settlement else None
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [territory, territory, *near.arguments])
        marks = [mark for (mark,) in cursor.fetchall()]
    return replace(
        near,
        serving=tuple(mark for mark in marks if mark.startswith("#")),
        close=tuple(mark for mark in marks if mark.startswith(POINT)),
    )


def point_of(text: str) -> Point | None:
    match = COORDINATES.fullmatch(text)
    if not match:
        return None
    latitude, longitude = coarse((float(match[1]), float(match[2])))
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
