"""One valid, published record of each kind; a test names only what it is about.

Many-to-many relations and phones, hours, steps and the like are given by name: `ServiceFactory(categories=[family])`,
`LocationFactory(phones=["+79000000001"], hours=WEEK)`.
"""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Orderable

from acts.models import LegalAct
from measures.models import BudgetLine, Direction, FundingSource, Indicator, Measure, Programme
from services_directory.models import (
    FamilyCategory,
    HelpKind,
    Location,
    Practice,
    Provider,
    Service,
    ServiceForm,
    Settlement,
    Territory,
)

# Weekdays 9–18 with a break at one: (weekday, opens, closes, break starts, break ends).
WEEK = [(day, "9:00", "18:00", "13:00", "14:00") for day in range(1, 6)]


def related(name: str):
    """Fill a many-to-many relation after the record is saved; modelcluster keeps such a relation till the next save."""

    def fill(record, create, extracted, **kwargs):
        if extracted:
            getattr(record, name).set(extracted)
            if create:
                record.save()

    return factory.post_generation(fill)


def children(name: str, make):
    """Create the children that a test names in short: `make` turns one into field values."""

    def fill(record, create, extracted, **kwargs):
        relation = record._meta.get_field(name)
        child = relation.related_model
        for position, value in enumerate(extracted or []):
            fields = value if isinstance(value, dict) else make(value)
            place = {"sort_order": position} if issubclass(child, Orderable) else {}
            child.objects.create(**{relation.field.name: record}, **place, **fields)

    return factory.post_generation(fill)


def opening_hours(day: tuple) -> dict:
    return dict(zip(("weekday", "opens", "closes", "break_starts", "break_ends"), day, strict=False))


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class RegionFactory(Factory):
    class Meta:
        model = Territory

    slug = factory.Sequence(lambda n: f"region-{n}")
    name = factory.Sequence(lambda n: f"Область {n}")
    level = Territory.Level.REGION


class TerritoryFactory(RegionFactory):
    """A municipality of a region."""

    slug = factory.Sequence(lambda n: f"district-{n}")
    name = factory.Sequence(lambda n: f"Район {n}")
    level = Territory.Level.MUNICIPALITY
    parent = factory.SubFactory(RegionFactory)


class SettlementFactory(Factory):
    class Meta:
        model = Settlement

    name = factory.Sequence(lambda n: f"Город {n}")
    territory = factory.SubFactory(TerritoryFactory)
    latitude = Decimal("58.21")
    longitude = Decimal("45.43")


class LegalActFactory(Factory):
    class Meta:
        model = LegalAct

    slug = factory.Sequence(lambda n: f"act-{n}")
    kind = LegalAct.Kind.ORDER
    level = LegalAct.Level.REGIONAL
    jurisdiction = "Область"
    number = factory.Sequence(lambda n: f"{n}-р")
    date = datetime.date(2016, 8, 2)
    title = factory.Sequence(lambda n: f"О порядке {n}")


class HelpKindFactory(Factory):
    class Meta:
        model = HelpKind

    branch = HelpKind.Branch.ACCOMPANIMENT
    slug = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Вид помощи {n}")


class FamilyCategoryFactory(Factory):
    class Meta:
        model = FamilyCategory

    slug = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"Семьи {n}")


class ServiceFormFactory(Factory):
    class Meta:
        model = ServiceForm

    slug = factory.Sequence(lambda n: f"form-{n}")
    name = factory.Sequence(lambda n: f"Форма {n}")


class ProviderFactory(Factory):
    class Meta:
        model = Provider

    slug = factory.Sequence(lambda n: f"provider-{n}")
    name = factory.Sequence(lambda n: f"Центр {n}")
    kind = Provider.Kind.FAMILY_CENTRE
    territory = factory.SubFactory(TerritoryFactory)

    also_serves = related("also_serves")


class LocationFactory(Factory):
    class Meta:
        model = Location

    provider = factory.SubFactory(ProviderFactory)
    territory = factory.SelfAttribute("provider.territory")
    address = factory.Sequence(lambda n: f"ул. Новая, {n}")

    phones = children("phones", lambda number: {"number": number})
    hours = children("hours", opening_hours)
    exceptions = children("exceptions", lambda day: {"starts_on": day})


class PracticeFactory(Factory):
    class Meta:
        model = Practice

    slug = factory.Sequence(lambda n: f"practice-{n}")
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Практика {n}")
    territory = factory.SubFactory(RegionFactory)

    categories = related("categories")
    sites = children("sites", lambda provider: {"provider": provider})


class ServiceFactory(Factory):
    class Meta:
        model = Service

    slug = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Услуга {n}")
    provider = factory.SubFactory(ProviderFactory)
    kind = factory.SubFactory(HelpKindFactory)
    form = factory.SubFactory(ServiceFormFactory)
    places_total = places_free = None
    places_as_of = factory.LazyAttribute(
        lambda service: None if service.places_total is service.places_free is None else datetime.date(2026, 1, 1)
    )

    categories = related("categories")
    practices = related("practices")
    locations = related("locations")
    also_serves = related("also_serves")
    steps = children("steps", lambda text: {"text": text})
    documents = children("documents", lambda name: {"name": name})
    tariffs = children("tariffs", lambda amount: {"name": "Занятие", "amount": amount})


class ProgrammeFactory(Factory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    title = factory.Sequence(lambda n: f"Комплекс мер {n}")
    territory = factory.SubFactory(RegionFactory)
    act = factory.SubFactory(LegalActFactory)
    year_from = 2016
    year_to = 2017


class DirectionFactory(Factory):
    class Meta:
        model = Direction

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"Направление {n}")


class MeasureFactory(Factory):
    class Meta:
        model = Measure

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"Мероприятие {n}")

    services = related("services")
    providers = related("providers")
    categories = related("categories")
    practices = related("practices")
    indicators = related("indicators")


class FundingSourceFactory(Factory):
    class Meta:
        model = FundingSource

    code = factory.Sequence(lambda n: f"source-{n}")
    name = factory.Sequence(lambda n: f"Бюджет {n}")


class BudgetLineFactory(Factory):
    class Meta:
        model = BudgetLine

    measure = factory.SubFactory(MeasureFactory)
    year = 2016
    source = factory.SubFactory(FundingSourceFactory)
    amount = Decimal("100000")


class IndicatorFactory(Factory):
    class Meta:
        model = Indicator

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    name = factory.Sequence(lambda n: f"Показатель {n}")
