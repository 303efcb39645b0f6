"""Where the family may live: regions with their municipalities, and what to look through when near is too near."""

from dataclasses import dataclass
from functools import cached_property

from portal.sites import reach_here
from services_directory.models import Territory

Level = Territory.Level


@dataclass(frozen=True)
class Place:
    slug: str
    label: str
    region: str = ""


class Places:
    """All of them, read once for a page."""

    def __init__(self):
        rows = Territory.objects.exclude(level=Level.COUNTRY).order_by("level", "name")
        self.rows = list(rows.values_list("pk", "slug", "name", "short_name", "level", "parent_id"))

    @cached_property
    def regions(self) -> dict[int, Place]:
        return {
            pk: Place(slug, short or name) for pk, slug, name, short, level, _ in self.rows if level == Level.REGION
        }

    @cached_property
    def by_slug(self) -> dict[str, Place]:
        parts = {
            slug: Place(slug, short or name, self.regions[parent].slug)
            for _pk, slug, name, short, level, parent in self.rows
            if level == Level.MUNICIPALITY and parent in self.regions
        }
        return {place.slug: place for place in self.regions.values()} | parts

    @property
    def grouped(self) -> list[tuple[Place, list[Place]]]:
        """Regions, each with its municipalities: those that the site serves."""
        within = {region.slug: [] for region in self.regions.values()}
        served = self.served
        for place in self.by_slug.values():
            if place.region and place.slug in served:
                within[place.region].append(place)
        groups = [(region, within[region.slug]) for region in self.regions.values()]
        return [(region, parts) for region, parts in groups if parts or region.slug in served]

    @property
    def served(self) -> set[str]:
        reach = reach_here()
        return {slug for pk, slug, *_ in self.rows if reach is None or pk in reach.within}

    def outwards(self, slug: str) -> list[Place]:
        """The place, and the region that holds it."""
        place = self.by_slug.get(slug)
        if place is None:
            return []
        return [place, self.by_slug[place.region]] if place.region else [place]
