"""Find in the gazetteer what a person typed, or what lies nearest to a point."""

from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast, Cos, Power, Radians
from rapidfuzz import process

from . import gazetteer
from .distance import Point
from .models import Settlement

MOST_CHOICES = 8
# A misspelt name of that likeness is offered, never taken.
LIKENESS = 72
# Beyond so many degrees of latitude no settlement speaks for a point.
NEAR_DEGREES = 0.7


def found(text: str) -> list[Settlement]:
    """Settlements of that name, centres first; after a comma a territory may be named, «Ольховка, Краснобор»."""
    name, _comma, place = text.partition(",")
    key = gazetteer.key(name)
    if not key:
        return []
    rows = list(with_territory().filter(key=key).order_by("-is_centre", "territory__parent__name", "territory__name"))
    wanted = gazetteer.key(place)
    named = [row for row in rows if wanted and wanted in labels(row)]
    return (named or rows)[:MOST_CHOICES]


def labels(settlement: Settlement) -> set[str]:
    territory = settlement.territory
    return {gazetteer.key(text) for text in (territory.name, territory.label, territory.full_label)}


def alike(text: str) -> list[Settlement]:
    """What may have been meant."""
    key = gazetteer.key(text.partition(",")[0])
    keys = Settlement.objects.values_list("key", flat=True).distinct() if key else []
    likely = [match for match, _score, _n in process.extract(key, list(keys), limit=5, score_cutoff=LIKENESS)]
    rows = {row.key: row for row in with_territory().filter(key__in=likely).order_by("is_centre")} if likely else {}
    return [rows[each] for each in likely]


def nearest(point: Point) -> Settlement | None:
    """The settlement that a point belongs to, by distance; nothing far from all of them."""
    latitude, longitude = point
    width = NEAR_DEGREES * 3
    box = Q(
        latitude__range=(latitude - NEAR_DEGREES, latitude + NEAR_DEGREES),
        longitude__range=(longitude - width, longitude + width),
    )
    squared = Power(as_float("latitude") - latitude, 2) + Power(
        (as_float("longitude") - longitude) * Cos(Radians(as_float("latitude"))), 2
    )
    return with_territory().filter(box).order_by(squared).first()


def as_float(name: str) -> Cast:
    return Cast(F(name), FloatField())


def with_territory():
    return Settlement.objects.select_related("territory__parent")
