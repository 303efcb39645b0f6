"""Which records of the directory a block of a page asks for. The lists of the portal answer the same questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from services_directory.models import FamilyCategory, HelpKind, Location, Provider, Service, Territory

# Counting stops here, as on the pages of the directory.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Asked:
    """Records by where, what kind of help and for whom; or those that are named, in their order. Numbers of records."""

    territory: int | None = None
    kind: int | None = None
    category: int | None = None
    named: tuple[int, ...] = ()
    most: int = 6

    @classmethod
    def of(cls, value) -> "Asked":
        """As the fields of a block have it; a block may lack any of them."""
        chosen = {name: key_of(value.get(name)) for name in ("territory", "kind", "category")}
        named = tuple(record.pk for record in value.get("providers") or [] if record)
        return cls(**chosen, named=named, most=int(value.get("most") or cls.most))


def key_of(record: Model | None) -> int | None:
    return record.pk if record else None


class Counted(Subquery):
    """How many rows a question has, within the query that reads some of them."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet):
        super().__init__(found.order_by()[: MOST_COUNTED + 1].values("pk"))


def parts_of(territory: int) -> QuerySet[Territory]:
    """The territory and what lies in it."""
    return Territory.objects.filter(Q(pk=territory) | Q(parent=territory)).order_by().values("pk")


def around(territory: int) -> QuerySet[Territory]:
    """The same, and what it lies in: whoever serves a region serves its districts."""
    region = Territory.objects.filter(pk=territory).values("parent")
    return Territory.objects.filter(Q(pk=territory) | Q(parent=territory) | Q(pk__in=region)).order_by().values("pk")


def serves(model: type[Model], owner: str, outer: str, territory: int) -> Exists:
    links = model.also_serves.through.objects.filter(**{owner: OuterRef(outer)})
    return Exists(links.filter(territory__in=around(territory)))


def services_of(asked: Asked) -> QuerySet[Service]:
    """Public services, without those that nobody has checked for too long; those checked last come first.

    Of namesakes, which many institutions give, one stands before another comes a second time.
    """
    found = Service.objects.published().shown()
    if asked.territory:
        placed = Location.objects.filter(live=True, services=OuterRef("pk"), territory__in=parts_of(asked.territory))
        found = found.filter(
            Q(provider__territory__in=parts_of(asked.territory))
            | Exists(placed)
            | serves(Service, "service", "pk", asked.territory)
            | serves(Provider, "provider", "provider", asked.territory)
        )
    freshest = F("verified_on").desc(nulls_last=True)
    turn = Window(RowNumber(), partition_by=F("name"), order_by=[freshest, "pk"])
    return of_kind_and_category(found, asked).annotate(turn=turn).order_by("turn", freshest, "name", "pk")


def of_kind_and_category(services: QuerySet[Service], asked: Asked) -> QuerySet[Service]:
    if asked.kind:
        services = services.filter(Q(kind=asked.kind) | Q(kind__parent=asked.kind))
    if asked.category:
        links = Service.categories.through.objects.filter(service=OuterRef("pk"))
        services = services.filter(Exists(links.filter(familycategory=asked.category, familycategory__live=True)))
    return services


def providers_of(asked: Asked) -> QuerySet[Provider]:
    """Public providers; those that somebody answers for by phone come first."""
    found = Provider.objects.published()
    if asked.named:
        return found.filter(pk__in=asked.named)
    found = found.shown()
    if asked.territory:
        home = Q(territory__in=parts_of(asked.territory))
        found = found.filter(home | serves(Provider, "provider", "pk", asked.territory))
    if asked.kind or asked.category:
        given = Service.objects.filter(live=True, provider=OuterRef("pk"))
        found = found.filter(Exists(of_kind_and_category(given, asked)))
    answered = Location.objects.published().filter(provider=OuterRef("pk"), phones__isnull=False)
    return found.annotate(answers=Exists(answered)).order_by("-answers", "name", "pk")


def with_address(found: QuerySet, asked: Asked) -> QuerySet:
    """Each row with how many there are, and the words by which a list of them is addressed."""
    named = {"territory": Territory, "kind": HelpKind, "category": FamilyCategory}
    slugs = {
        f"{name}_slug": Subquery(model.objects.filter(pk=getattr(asked, name) or 0).values("slug"))
        for name, model in named.items()
    }
    return found.annotate(total=Counted(found), **slugs)


def list_address(row: dict) -> str:
    """Where everything that a block asks for is listed."""
    words = {name: row[f"{name}_slug"] for name in ("territory", "kind", "category") if row[f"{name}_slug"]}
    plain = "search:providers" if set(words) <= {"territory"} else "search:directory"
    return f"{reverse(plain)}?{urlencode(words)}"


WORDS = ("total", "territory_slug", "kind_slug", "category_slug")


def rows_of(questions: Iterable[tuple[QuerySet, Asked]], *fields: str) -> list[list[dict]]:
    """The rows of each question, all read by one query."""
    arms = [
        with_address(found, asked)[: asked.most].annotate(at=Value(at, IntegerField())).values("at", *WORDS, *fields)
        for at, (found, asked) in enumerate(questions)
    ]
    answers: list[list[dict]] = [[] for _arm in arms]
    for row in arms[0].union(*arms[1:], all=True) if arms else []:
        answers[row["at"]].append(row)
    return answers
