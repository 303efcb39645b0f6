"""The services of the region."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db.backends.utils import CursorWrapper
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from services_directory.models import (
    FamilyCategory,
    HelpKind,
    Provider,
    RequiredDocument,
    Service,
    ServiceForm,
    ServiceStep,
    Tariff,
)

from .chance import Chance, weighted
from .copying import Table
from .plan import Plan
from .practices import MadePractice
from .providers import Organisation
from .verifying import verification
from .vocabulary import Audience, Base, Kind, common_ages, forms, kinds, words

BATCH = 5_000
PRICES = weighted({"free": 62, "partly": 18, "paid": 14, "": 6})
FORMS = weighted({"semi-residential": 55, "at-home": 22, "remote": 15, "urgent": 8})
FORMS_WITH_BEDS = weighted({"residential": 40, "semi-residential": 35, "urgent": 15, "remote": 5, "at-home": 5})
FORMS_URGENT = weighted({"urgent": 60, "residential": 15, "semi-residential": 10, "remote": 10, "at-home": 5})
# Whom a service that names nobody is also for.
EVERYONE = ("other", "other-tjs", "large", "lowincome", "single", "sop")
WITH_BEDS = {Provider.Kind.CRISIS_CENTRE, Provider.Kind.REHABILITATION_CENTRE, Provider.Kind.COMPLEX_CENTRE}
CHILD_AGES = ((0, 17), (3, 17), (7, 17), (0, 7), (12, 17), (3, 10))
WHOM = {"parent": "родителей", "child": "детей", "family": "семей с детьми"}


@dataclass(frozen=True)
class References:
    """The directory's own words, by slug: the region brings none of its own."""

    kinds: dict[str, int]
    forms: dict[str, int]
    categories: dict[str, int]

    @classmethod
    def of_database(cls) -> "References":
        return cls(
            *(dict(model.objects.values_list("slug", "pk")) for model in (HelpKind, ServiceForm, FamilyCategory))
        )

    @property
    def missing(self) -> set[str]:
        """What the vocabulary speaks of and the directory has not."""
        categories = {slug for group in words("audiences").values() for row in group for slug in row["categories"]}
        return (kinds().keys() - self.kinds) | (forms().keys() - self.forms) | (categories - self.categories.keys())


@dataclass
class Services:
    """Makes rows of services and of all that hangs on them."""

    plan: Plan
    chance: Chance
    references: References
    practices: dict[int, MadePractice]
    first_id: int

    def __post_init__(self):
        published = {"first_published_at": self.plan.noon, "last_published_at": self.plan.noon}
        self.table = Table(
            Service, "id", "uuid", "slug", "name", "provider_id", "kind_id", "form_id", "summary", "description",
            "eligibility", "residence", "age_from", "age_to", "term", "price", "price_note", "places_total",
            "places_free", "places_note", "places_as_of", "synonyms", "verified_on", "verified_by", "next_review_on",
            **published,
        )  # fmt: skip
        self.steps = Table(ServiceStep, "service_id", "sort_order", "text")
        self.documents = Table(RequiredDocument, "service_id", "sort_order", "name")
        self.tariffs = Table(Tariff, "service_id", "sort_order", "name", "amount", "unit", "valid_from", "valid_until")
        self.in_categories = Table(Service.categories.through, "service_id", "familycategory_id")
        self.at_locations = Table(Service.locations.through, "service_id", "location_id")
        self.by_practices = Table(Service.practices.through, "service_id", "practice_id")
        self.year_began = self.plan.today.replace(month=1, day=1)

    @property
    def tables(self) -> list[Table]:
        return [
            self.table, self.steps, self.documents, self.tariffs,
            self.in_categories, self.at_locations, self.by_practices,
        ]  # fmt: skip

    def make(self, cursor: CursorWrapper, organisations: list[Organisation]) -> Iterator[int]:
        """Write all services; after each batch say how many there are."""
        for number in range(self.plan.services):
            # Everybody gives something; beyond that, chance decides.
            first_round = number < len(organisations)
            self.one(number, organisations[number] if first_round else self.chance.pick(organisations))
            if number % BATCH == BATCH - 1:
                self.flush(cursor)
                yield number + 1
        self.flush(cursor)
        yield self.plan.services

    def flush(self, cursor: CursorWrapper) -> None:
        for table in self.tables:
            table.flush(cursor)

    def one(self, number: int, organisation: Organisation) -> None:
        chance, service = self.chance, self.first_id + number
        kind = kinds()[chance.pick(words("providers")["kinds"][organisation.kind]["kinds"])]
        form = self.form(organisation, kind)
        base = chance.pick(kind.bases[form])
        audience = chance.pick(base.audiences) if base.audiences and chance.happens(0.62) else None
        price = chance.pick(PRICES)
        self.service(service, number, organisation, kind, form, base, audience, price)
        self.how_to(service, kind, price)
        self.links(service, organisation, kind, audience)

    def form(self, organisation: Organisation, kind: Kind) -> str:
        if organisation.kind == Provider.Kind.HELPLINE:
            here = ("remote",)
        elif kind.slug == "urgent":
            here = FORMS_URGENT
        else:
            here = FORMS_WITH_BEDS if organisation.kind in WITH_BEDS else FORMS
        form = self.chance.pick(here)
        return form if kind.bases[form] else "semi-residential"

    def service(self, service, number, organisation, kind, form, base, audience, price) -> None:
        chance, vocabulary = self.chance, words("services")
        ages = common_ages(base.ages, audience.ages if audience else None)
        if ages is None and base.target == "child":
            ages = chance.pick(CHILD_AGES)
        near = organisation.municipality if chance.happens(0.5) else None
        self.table.add(
            service,
            chance.uuid(),
            f"{self.plan.slug}-{title_slug(base.text)}-{number + 1}",
            self.title(kind, form, base, audience),
            organisation.id,
            self.references.kinds[kind.slug],
            self.references.forms[form],
            f"{chance.pick(kind.summaries)} {chance.pick(forms()[form].summaries)}",
            chance.pick(kind.descriptions),
            self.eligibility(base, audience, near),
            near.name if near else words("places")["region"]["name"],
            *(ages or (None, None)),
            chance.pick(vocabulary["terms"]),
            price,
            chance.pick(vocabulary["price_notes"][price]) if price else "",
            *self.places(form),
            ", ".join(chance.sample(kind.synonyms, 3)),
            *verification(chance, self.plan),
        )

    def title(self, kind: Kind, form: str, base: Base, audience: Audience | None) -> str:
        chance = self.chance
        bare = base.text.startswith(forms()[form].bare)
        parts = [base.text, "" if bare else chance.pick(forms()[form].suffixes)]
        parts.append(f"для {audience.text}" if audience else "")
        # After a clause that closes with its own comma nothing may follow.
        room = base.takes_situation and not (audience and "," in audience.text)
        if room and chance.happens(0.35 if audience else 0.7):
            parts.append(chance.pick(kind.situations))
        return " ".join(filter(None, parts))

    def eligibility(self, base: Base, audience: Audience | None, near) -> str:
        locative = near.locative if near else words("places")["region"]["locative"]
        return f"Для {audience.text if audience else WHOM[base.target]}. Нужно жить {locative}."

    def places(self, form: str) -> tuple:
        """`places_total`, `places_free`, `places_note`, `places_as_of`."""
        chance = self.chance
        if form not in ("semi-residential", "residential") or chance.happens(0.5):
            return None, None, "", None
        if chance.happens(0.3):
            return None, None, chance.pick(words("services")["places_notes"]), None
        total = chance.between(4, 60)
        return total, min(total, chance.between(0, 12)), "", self.plan.days_ago(chance.between(0, 20))

    def how_to(self, service: int, kind: Kind, price: str) -> None:
        chance, light = self.chance, self.plan.is_light
        steps = chance.pick(words("services")["steps"])
        for order, text in enumerate(steps[:1] if light else steps):
            self.steps.add(service, order, text)
        count = 1 if light else chance.between(0, len(kind.documents))
        for order, name in enumerate(kind.documents[:count]):
            self.documents.add(service, order, name)
        if price in ("partly", "paid"):
            self.prices(service, kind)

    def prices(self, service: int, kind: Kind) -> None:
        chance = self.chance
        offered = kind.tariffs[:1] if self.plan.is_light else kind.tariffs[: chance.between(1, len(kind.tariffs))]
        for order, (name, unit, low, high) in enumerate(offered):
            until = self.year_began.replace(month=12, day=31) if chance.happens(0.4) else None
            amount = chance.between(low // 10, high // 10) * 10
            self.tariffs.add(service, order, name, amount, unit, self.year_began, until)

    def links(self, service: int, organisation: Organisation, kind: Kind, audience: Audience | None) -> None:
        chance, categories = self.chance, self.references.categories
        for slug in audience.categories if audience else chance.sample(EVERYONE, 2):
            self.in_categories.add(service, categories[slug])
        for location in organisation.locations[: chance.between(1, 2)]:
            self.at_locations.add(service, location)
        for practice in organisation.practices:
            if kind.slug in self.practices[practice].kinds:
                self.by_practices.add(service, practice)


@cache
def title_slug(text: str) -> str:
    return slugify(string_to_ascii(text))[:60].strip("-")
