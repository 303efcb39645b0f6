"""The settlements of the region: towns of the municipalities, and villages around them."""

from decimal import Decimal

from services_directory.gazetteer import key
from services_directory.models import Settlement

from .places import Municipality
from .plan import Plan
from .vocabulary import words

KINDS = {
    "г.": Settlement.Kind.TOWN,
    "пос.": Settlement.Kind.HAMLET,
    "с.": Settlement.Kind.CHURCH_VILLAGE,
}


def make_settlements(plan: Plan, municipalities: list[Municipality]) -> None:
    """A few dozen rows, or those that are there already."""
    rows = [each for municipality in municipalities for each in settlements_of(municipality, plan)]
    Settlement.objects.bulk_create(rows, ignore_conflicts=True)


def settlements_of(municipality: Municipality, plan: Plan):
    kind, _space, town = municipality.town.partition(" ")
    yield settlement(municipality, KINDS[kind], town, municipality.latitude, municipality.longitude, is_centre=True)
    for row in words("settlements")[municipality.slug.removeprefix(f"{plan.slug}-")]:
        yield settlement(municipality, *row)


def settlement(municipality: Municipality, kind, name, latitude, longitude, *, is_centre=False) -> Settlement:
    return Settlement(
        territory_id=municipality.id,
        kind=kind,
        name=name,
        key=key(name),
        latitude=Decimal(str(latitude)),
        longitude=Decimal(str(longitude)),
        is_centre=is_centre,
    )
