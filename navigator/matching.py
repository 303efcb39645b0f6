"""Who can help: services of the directory for an ending and a family, the nearest first, never nobody if anybody is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from navigator.places import Place, Places
from navigator.tree import AGE, FAMILY, TERRITORY, Ending, Tree
from search import calendars
from search.models import SearchTerm, Section
from search.query import Result, Row, search
from search.question import Question
from services_directory.models import Phone, RequiredDocument, Service, SupportLevel, SupportRule
from services_directory.schedule_words import Line

Group = SearchTerm.Group
MOST_SHOWN = 6
MOST_PAPERS = 5


@dataclass(frozen=True)
class Near:
    """A service that was found, with a phone to call at once where it has one, and whether it is open."""

    row: Row
    hours: Line | None = None
    phone: str = ""
    extension: str = ""
    code: int | None = None
    purpose: str = ""
    hours_of_phone: str = ""
    is_fictional: bool = False


@dataclass
class Matches:
    """What was found, and where: the place may be wider than the one asked for, `None` stands for everywhere."""

    place: Place | None = None
    asked_place: Place | None = None
    services: list[Near] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    total: int = 0
    address: str = ""
    # Nobody gives the help that is looked for; these work with families at all, and may know who does.
    is_general: bool = False

    @property
    def is_wider(self) -> bool:
        return self.place != self.asked_place


def matches(tree: Tree, ending: Ending, about: dict[str, tuple[str, ...]], places: Places) -> Matches:
    """Ask the directory, ever less strictly, until it answers."""
    outwards = places.outwards(next(iter(about.get(TERRITORY, ())), ""))
    found = Matches(asked_place=outwards[0] if outwards else None)
    for place, question in attempts(tree, ending, about, outwards):
        result = search(question)
        if result.total:
            found.place, found.total, found.address = place, result.total, question.address
            found.is_general = not (question.selected.keys() - {Group.TERRITORY})
            describe(found, result)
            return found
    return found


def attempts(tree: Tree, ending: Ending, about: dict, outwards: list[Place]) -> Iterator[tuple[Place | None, Question]]:
    """Near with everything said, then in the region; there without the age, by the kind of help alone, anything.

    Never beyond the region: who lives here gets nothing from a centre there.
    """
    families = {family.category for family in tree.families if family.category in about.get(FAMILY, ())}
    wanted = {
        Group.KIND: ending.kinds,
        Group.CATEGORY: tuple(dict.fromkeys([*ending.categories, *sorted(families)])),
        Group.AGE: about.get(AGE, ()),
    }
    widest = outwards[-1] if outwards else None
    for place in outwards or [None]:
        yield place, asked(wanted, place)
    if wanted[Group.AGE]:
        yield widest, asked({**wanted, Group.AGE: ()}, widest)
    if wanted[Group.CATEGORY] and ending.kinds:
        yield widest, asked({Group.KIND: ending.kinds}, widest)
    yield widest, asked({}, widest)


def asked(wanted: dict, place: Place | None) -> Question:
    selected = {**wanted, Group.TERRITORY: (place.slug,) if place else ()}
    chosen = {group: values for group, values in selected.items() if values}
    return Question(selected=chosen, sections=(Section.SERVICE,), sections_are_fixed=True, counts_facets=False)


def describe(found: Matches, result: Result) -> None:
    """Phones, papers and hours of the services that are shown, in the same queries for all of them."""
    rows = result.rows[:MOST_SHOWN]
    known = details([slug_of(row) for row in rows])
    hours = calendars.lines(row.schedules for row in rows)
    found.services = [near(row, line, known.get(slug_of(row))) for row, line in zip(rows, hours, strict=True)]
    papers = [paper for detail in known.values() for paper in detail["papers"]]
    found.papers = sorted(dict.fromkeys(papers), key=lambda paper: -papers.count(paper))[:MOST_PAPERS]


def slug_of(row: Row) -> str:
    return row.url.rstrip("/").rpartition("/")[2]


def near(row: Row, hours: Line | None, detail: dict | None) -> Near:
    if detail is None:
        return Near(row, hours)
    fictional = detail["provider__territory__is_fictional"] or detail["provider__territory__parent__is_fictional"]
    return Near(row, hours, **(detail["phone"] or {}), is_fictional=bool(fictional))


def details(slugs: list[str]) -> dict[str, dict]:
    """By slug: the first phone of the place where the service is given, or of its provider, and the papers to bring."""
    phones = Phone.objects.filter(location__live=True).order_by("location_id", "sort_order")
    said = {"purpose": "purpose", "hours_of_phone": "hours"}
    line = JSONObject(phone="number", extension="extension", code="code_length", **said)
    own = phones.filter(location__services=OuterRef("pk")).values_list(line)[:1]
    provider = phones.filter(location__provider=OuterRef("provider_id")).values_list(line)[:1]
    papers = RequiredDocument.objects.filter(service=OuterRef("pk")).values("name")
    fictional = [f"provider__territory__{path}is_fictional" for path in ("", "parent__")]
    services = Service.objects.published().filter(slug__in=slugs).order_by()
    rows = services.annotate(phone=Coalesce(Subquery(own), Subquery(provider)), papers=ArraySubquery(papers))
    return {row["slug"]: row for row in rows.values("slug", "phone", "papers", *fictional)}


def level_of(ending: Ending) -> SupportLevel | None:
    if not ending.level:
        return None
    return SupportLevel.objects.select_related("source_act").filter(slug=ending.level).first()


def grounds_in(places: Places, slug: str) -> list[SupportRule]:
    """On what accompaniment begins in the region of that place, as its act has it."""
    outwards = places.outwards(slug)
    if not outwards:
        return []
    rules = SupportRule.objects.filter(territory__slug=outwards[-1].slug, kind=SupportRule.Kind.GROUND)
    return list(rules.select_related("source_act").order_by("position"))
