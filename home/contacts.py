"""Whom to call, as the directory has it now: for all blocks of a page by two queries."""

from dataclasses import dataclass, field

from home.asking import Asked, list_address, providers_of, rows_of
from portal.gathering import AMONG, Gathering
from services_directory.models import Location, Provider, Territory
from services_directory.models.location import CONTACTS, ZONES

LOCATIONS = Gathering(lambda: Location.objects.published().filter(provider__in=AMONG), one=ZONES, many=CONTACTS)
PLACE = [f"{owner}__{name}" for owner in ("territory", "territory__parent") for name in ("name", "short_name")]
FIELDS = ("pk", "slug", "name", "kind", "territory__level", *PLACE)
FICTIONAL = ("territory__is_fictional", "territory__parent__is_fictional")


@dataclass
class Contact:
    """A provider with its public places. What its cards call confidential does not get this far but as a flag."""

    name: str
    url: str
    kind: str
    where: str
    is_fictional: bool
    places: list[Location] = field(default_factory=list)

    @property
    def is_reachable(self) -> bool:
        return any(place.reachable for place in self.places)


@dataclass
class Contacts:
    """Some of those that were asked for; `url` lists the rest, where there is one."""

    rows: list[Contact]
    url: str = ""

    def __bool__(self):
        return bool(self.rows)


def read(questions: list[Asked]) -> list[Contacts]:
    answers = rows_of([(providers_of(asked), asked) for asked in questions], *FIELDS, *FICTIONAL)
    known = {row["pk"]: contact(row) for rows in answers for row in rows}
    for place in LOCATIONS(sorted(known)) if known else []:
        known[place.provider_id].places.append(place)
    return [contacts(asked, rows, known) for asked, rows in zip(questions, answers, strict=True)]


def contacts(asked: Asked, rows: list[dict], known: dict[int, Contact]) -> Contacts:
    if asked.named:
        rows = sorted(rows, key=lambda row: asked.named.index(row["pk"]))
    more = list_address(rows[0]) if rows and not asked.named and rows[0]["total"] > len(rows) else ""
    return Contacts([known[row["pk"]] for row in rows], more)


def contact(row: dict) -> Contact:
    provider = Provider(slug=row["slug"], kind=row["kind"])
    return Contact(
        row["name"], provider.get_absolute_url(), provider.kind_label, where(row), any(row[name] for name in FICTIONAL)
    )


def where(row: dict) -> str:
    """«Киржачский район, Владимирская область»; of a region or the country its own name alone."""
    own = row["territory__short_name"] or row["territory__name"]
    region = row["territory__parent__short_name"] or row["territory__parent__name"]
    return f"{own}, {region}" if row["territory__level"] == Territory.Level.MUNICIPALITY else own
