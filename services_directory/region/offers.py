"""The services of the region."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

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
from .places import Municipality
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


class Draft(NamedTuple):
    """What chance has decided of a service before its rows are written."""

    id: int
    number: int
    organisation: Organisation
    kind: Kind
    form: str
    base: Base
    audience: Audience | None
    price: str


@dataclass
class Services:
    """Makes rows of services and of all that hangs on them."""

    plan: Plan
    chance: Chance
    references: References
    practices: dict[int, MadePractice]
    first_id: int

    def __post_init__(self):
        self.times: Counter[int] = Counter()
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
            if number % BATCH == BATCH - 1 or number + 1 == self.plan.services:
                self.flush(cursor)
                yield number + 1

    def flush(self, cursor: CursorWrapper) -> None:
        for table in self.tables:
            table.flush(cursor)

    def one(self, number: int, organisation: Organisation) -> None:
        chance = self.chance
        kind = kinds()[chance.pick(words("providers")["kinds"][organisation.kind]["kinds"])]
        form = self.form(organisation, kind)
        base = chance.pick(kind.bases[form])
        audience = chance.pick(base.audiences) if base.audiences and chance.happens(0.62) else None
        price = chance.pick(PRICES)
        draft = Draft(self.first_id + number, number + 1, organisation, kind, form, base, audience, price)
        self.service(draft)
        self.how_to(draft)
        self.links(draft)

    def form(self, organisation: Organisation, kind: Kind) -> str:
        if organisation.kind == Provider.Kind.HELPLINE:
            here = ("remote",)
        elif kind.slug == "urgent":
            here = FORMS_URGENT
        else:
            here = FORMS_WITH_BEDS if organisation.kind in WITH_BEDS else FORMS
        form = self.chance.pick(here)
        return form if kind.bases[form] else "semi-residential"

    def service(self, draft: Draft) -> None:
        chance, vocabulary = self.chance, words("services")
        near = draft.organisation.municipality if chance.happens(0.5) else None
        self.table.add(
            draft.id,
            chance.uuid(),
            f"{self.plan.slug}-{title_slug(draft.base.text)}-{draft.number}",
            self.distinct(draft.organisation, self.title(draft)),
            draft.organisation.id,
            self.references.kinds[draft.kind.slug],
            self.references.forms[draft.form],
            f"{chance.pick(draft.kind.summaries)} {chance.pick(forms()[draft.form].summaries)}",
            chance.pick(draft.kind.descriptions),
            eligibility(draft, near),
            near.name if near else words("places")["region"]["name"],
            *self.ages(draft),
            chance.pick(vocabulary["terms"]),
            draft.price,
            chance.pick(vocabulary["price_notes"][draft.price]) if draft.price else "",
            *self.places(draft.form),
            ", ".join(chance.sample(draft.kind.synonyms, 3)),
            *verification(chance, self.plan),
        )

    def ages(self, draft: Draft) -> tuple[int | None, int | None]:
        ages = common_ages(draft.base.ages, draft.audience.ages if draft.audience else None)
        if ages is None and draft.base.target == "child":
            ages = self.chance.pick(CHILD_AGES)
        return ages or (None, None)

    def title(self, draft: Draft) -> str:
        chance, base, audience, form = self.chance, draft.base, draft.audience, forms()[draft.form]
        parts = [base.text, "" if base.text.startswith(form.bare) else chance.pick(form.suffixes)]
        parts.append(f"для {audience.text}" if audience else "")
        # After a clause that closes with its own comma nothing may follow.
        room = base.takes_situation and not (audience and "," in audience.text)
        if room and chance.happens(0.35 if audience else 0.7):
            parts.append(chance.pick(draft.kind.situations))
        return " ".join(filter(None, parts))

    def distinct(self, organisation: Organisation, title: str) -> str:
        """The title, numbered where this organisation has it already: no two cards of one door may read alike."""
        key = hash((organisation.id, title))  # a million whole titles would not fit the memory that is promised
        self.times[key] += 1
        return title if self.times[key] == 1 else f"{title}, группа {self.times[key]}"

    def places(self, form: str) -> tuple:
        """`places_total`, `places_free`, `places_note`, `places_as_of`."""
        chance = self.chance
        if form not in ("semi-residential", "residential") or chance.happens(0.5):
            return None, None, "", None
        if chance.happens(0.3):
            return None, None, chance.pick(words("services")["places_notes"]), None
        total = chance.between(4, 60)
        return total, min(total, chance.between(0, 12)), "", self.plan.days_ago(chance.between(0, 20))

    def how_to(self, draft: Draft) -> None:
        chance, light = self.chance, self.plan.is_light
        steps = chance.pick(words("services")["steps"])
        for order, text in enumerate(steps[:1] if light else steps):
            self.steps.add(draft.id, order, text)
        count = 1 if light else chance.between(0, len(draft.kind.documents))
        for order, name in enumerate(draft.kind.documents[:count]):
            self.documents.add(draft.id, order, name)
        if draft.price in (Service.Price.PARTLY, Service.Price.PAID):
            self.prices(draft)

    def prices(self, draft: Draft) -> None:
        chance, tariffs = self.chance, draft.kind.tariffs
        count = 1 if self.plan.is_light else chance.between(1, len(tariffs))
        for order, (name, unit, low, high) in enumerate(tariffs[:count]):
            until = self.year_began.replace(month=12, day=31) if chance.happens(0.4) else None
            amount = chance.between(low // 10, high // 10) * 10
            self.tariffs.add(draft.id, order, name, amount, unit, self.year_began, until)

    def links(self, draft: Draft) -> None:
        chance, organisation = self.chance, draft.organisation
        for slug in draft.audience.categories if draft.audience else chance.sample(EVERYONE, 2):
            self.in_categories.add(draft.id, self.references.categories[slug])
        for location in organisation.locations[: chance.between(1, 2)]:
            self.at_locations.add(draft.id, location)
        for practice in organisation.practices:
            if draft.kind.slug in self.practices[practice].kinds:
                self.by_practices.add(draft.id, practice)


def eligibility(draft: Draft, near: Municipality | None) -> str:
    whom = draft.audience.text if draft.audience else WHOM[draft.base.target]
    locative = near.locative if near else words("places")["region"]["locative"]
    return f"Для {whom}. Нужно жить {locative}."


@cache
def title_slug(text: str) -> str:
    return slugify(string_to_ascii(text))[:60].strip("-")
