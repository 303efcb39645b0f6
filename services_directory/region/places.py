"""The territories of the region, and addresses in them."""

from dataclasses import dataclass
from decimal import Decimal

from services_directory.models import Territory

from .chance import Chance
from .plan import Plan
from .vocabulary import words


@dataclass(frozen=True)
class Municipality:
    id: int
    slug: str
    name: str
    genitive: str
    locative: str
    town: str
    town_in: str
    adjective: str
    weight: int
    latitude: float
    longitude: float

    def words(self) -> dict[str, str]:
        """For the templates of `words/providers.yaml`."""
        return {
            "genitive": self.genitive,
            "locative": self.locative,
            "town_in": self.town_in,
            "adjective": self.adjective,
            "region": words("places")["region"]["genitive"],
        }

    def address(self, chance: Chance) -> str:
        number = f"д. {chance.between(1, 140)}"
        if chance.happens(0.2):
            number += chance.pick(("а", "б", "в", ", корп. 1", ", корп. 2"))
        room = f", каб. {chance.between(1, 40)}" if chance.happens(0.15) else ""
        return f"{self.town}, {chance.pick(words('places')['streets'])}, {number}{room}"

    def point(self, chance: Chance) -> tuple[Decimal, Decimal]:
        return (
            Decimal(f"{self.latitude + (chance.random() - 0.5) * 0.05:.6f}"),
            Decimal(f"{self.longitude + (chance.random() - 0.5) * 0.09:.6f}"),
        )


def make_territories(plan: Plan) -> tuple[Territory, list[Municipality]]:
    """The region and its municipalities: a dozen rows, saved one by one, or those that are there already."""
    region = _territory(plan.slug, words("places")["region"]["name"], None)
    found = []
    for row in words("places")["municipalities"]:
        territory = _territory(f"{plan.slug}-{row['slug']}", row["name"], region)
        latitude, longitude = row["point"]
        texts = {key: row[key] for key in ("name", "genitive", "locative", "town", "town_in", "adjective", "weight")}
        found.append(
            Municipality(id=territory.pk, slug=territory.slug, latitude=latitude, longitude=longitude, **texts)
        )
    return region, found


def _territory(slug: str, name: str, parent: Territory | None) -> Territory:
    if existing := Territory.objects.filter(slug=slug).first():
        return existing
    if Territory.objects.filter(parent=parent, name=name).exists():
        name = f"{name} ({slug})"
    return Territory.objects.create(
        slug=slug,
        name=name,
        level=Territory.Level.MUNICIPALITY if parent else Territory.Level.REGION,
        parent=parent,
        time_zone="Europe/Moscow",
        is_fictional=True,
    )
