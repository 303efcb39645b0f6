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
    """The region and its municipalities: a dozen rows, saved one by one."""
    name = words("places")["region"]["name"]
    if Territory.objects.filter(parent=None, name=name).exists():
        name = f"{name} ({plan.slug})"
    common = {"time_zone": "Europe/Moscow", "is_fictional": True}
    region = Territory.objects.create(slug=plan.slug, name=name, level=Territory.Level.REGION, **common)
    found = []
    for row in words("places")["municipalities"]:
        territory = Territory.objects.create(
            slug=f"{plan.slug}-{row['slug']}",
            name=row["name"],
            level=Territory.Level.MUNICIPALITY,
            parent=region,
            **common,
        )
        latitude, longitude = row["point"]
        texts = {key: row[key] for key in ("name", "genitive", "locative", "town", "town_in", "adjective", "weight")}
        found.append(Municipality(id=territory.pk, latitude=latitude, longitude=longitude, **texts))
    return region, found
