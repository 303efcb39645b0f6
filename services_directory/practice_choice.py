"""Which practices a reader asks for: of the region that adopted them, used in that help, for those families."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.gathering import Gathering
from portal.sites import shown, territories_here

from .models import FamilyCategory, HelpKind, Practice, Service, Territory


def regions():
    adopted = Practice.objects.published().filter(territory=OuterRef("pk"))
    return Territory.objects.filter(Exists(adopted)).order_by("name")


def kinds():
    """Kinds of help that services of public practices give."""
    given = Service.objects.published().filter(practices__live=True)
    own = given.filter(kind=OuterRef("pk")), given.filter(kind__parent=OuterRef("pk"))
    return HelpKind.objects.kinds().filter(Exists(own[0]) | Exists(own[1])).only("slug", "name")


def categories():
    named = Practice.categories.through.objects.filter(familycategory=OuterRef("pk"), practice__live=True)
    return FamilyCategory.objects.published().filter(Exists(named)).only("slug", "name")


# Made once for all sites, in SQL that is compiled once.
REGIONS, KINDS, CATEGORIES = Gathering(regions), Gathering(kinds), Gathering(categories)
# All that are public, with who uses each.
PRACTICES = Gathering(
    lambda: Practice.objects.published().in_order(),
    one={"territory": "slug name short_name is_fictional"},
    rows={"sites": "provider__id provider__slug provider__name provider__live"},
)


@dataclass(frozen=True)
class PracticeChoice:
    """What the page offers, and what of it was asked for. A value that it does not offer asks for nothing."""

    offered: Mapping[str, list]
    chosen: Mapping[str, object]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "PracticeChoice":
        offered = {"territory": territories_here(REGIONS()), "kind": list(KINDS()), "category": list(CATEGORIES())}
        asked = {
            name: {record.slug: record for record in records}.get(query.get(name)) for name, records in offered.items()
        }
        return cls(offered, {name: record for name, record in asked.items() if record})

    @property
    def query(self) -> str:
        return urlencode({name: record.slug for name, record in self.chosen.items()})

    def practices(self) -> list[Practice]:
        found = shown(PRACTICES())
        if not self.chosen:
            return found
        asked = set(self.asked().values_list("pk", flat=True))
        return [practice for practice in found if practice.pk in asked]

    def asked(self) -> QuerySet[Practice]:
        found = Practice.objects.published()
        if region := self.chosen.get("territory"):
            found = found.filter(territory=region)
        if category := self.chosen.get("category"):
            found = found.filter(categories=category)
        if kind := self.chosen.get("kind"):
            of_kind = Q(kind=kind) | Q(kind__parent=kind)
            found = found.filter(Exists(Service.objects.published().filter(of_kind, practices=OuterRef("pk"))))
        return found
