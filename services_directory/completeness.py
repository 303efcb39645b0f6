"""What 442-FZ makes an institution tell: for the register (article 25) and for everybody (article 13), fact by fact.

Each fact is a condition that the database checks, so a league of thousands and the list of one institution agree.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from portal.working_days import Moved, after_working_days

from .models import Disclosure, Inspection, Licence, Location, OpeningHours, Phone, Provider, Service, Tariff
from .models.disclosure import moved_days

# Article 13, part 3: published and brought up to date within so many working days.
WORKING_DAYS = 10
Item = Disclosure.Item


@dataclass(frozen=True)
class Fact:
    """A mandatory fact: where the law asks for it, and how the database sees that it is there."""

    key: str
    label: str
    law: str
    known: Callable[[], Q | Exists]


def filled(field: str) -> Callable[[], Q]:
    return lambda: ~Q(**{field: ""})


def has(model, provider: str = "provider", **conditions) -> Callable[[], Exists]:
    return lambda: Exists(model.objects.filter(**{provider: OuterRef("pk")}, **conditions))


def place(**conditions) -> Callable[[], Exists]:
    return has(Location, live=True, **conditions)


def service(**conditions) -> Callable[[], Exists]:
    return has(Service, live=True, **conditions)


def disclosed(item: Item) -> Callable[[], Exists]:
    return has(Disclosure, item=item, published_on__isnull=False)


def has_text(model, field: str, **conditions) -> Callable[[], Exists]:
    return lambda: Exists(model.objects.filter(provider=OuterRef("pk"), **conditions).exclude(**{field: ""}))


# «13 ч. 2 п. 1»: article, part, item; the same fact may be asked for twice.
FACTS = [
    Fact("register_number", _("номер в реестре поставщиков"), _("ст. 25 ч. 3 п. 1"), filled("register_number")),
    Fact("full_name", _("полное название"), _("ст. 25 ч. 3 п. 2"), filled("full_name")),
    Fact(
        "state_registered_on",
        _("дата государственной регистрации"),
        _("ст. 13 ч. 2 п. 1, ст. 25 ч. 3 п. 3"),
        lambda: Q(state_registered_on__isnull=False),
    ),
    Fact("legal_form", _("организационно-правовая форма"), _("ст. 25 ч. 3 п. 4"), filled("legal_form")),
    Fact("founder", _("учредитель"), _("ст. 13 ч. 2 п. 1"), filled("founder")),
    Fact(
        "address",
        _("адрес"),
        _("ст. 13 ч. 2 п. 1, ст. 25 ч. 3 п. 5"),
        lambda: has_text(Location, "address", live=True)() | place(address_is_confidential=True)(),
    ),
    Fact(
        "hours",
        _("режим и график работы"),
        _("ст. 13 ч. 2 п. 1"),
        has(OpeningHours, "location__provider", location__live=True),
    ),
    Fact(
        "phone",
        _("контактный телефон"),
        _("ст. 13 ч. 2 п. 1, ст. 25 ч. 3 п. 5"),
        has(Phone, "location__provider", location__live=True),
    ),
    Fact(
        "email",
        _("адрес электронной почты"),
        _("ст. 13 ч. 2 п. 1, ст. 25 ч. 3 п. 5"),
        has_text(Location, "email", live=True),
    ),
    Fact("structure", _("структура и органы управления"), _("ст. 13 ч. 2 п. 2"), disclosed(Item.STRUCTURE)),
    Fact("forms", _("формы обслуживания"), _("ст. 13 ч. 2 п. 3, ст. 25 ч. 3 п. 8"), service(form__isnull=False)),
    Fact("services", _("перечень услуг"), _("ст. 13 ч. 2 п. 3, ст. 25 ч. 3 п. 9"), service()),
    Fact(
        "conditions",
        _("порядок и условия получения"),
        _("ст. 13 ч. 2 п. 3, ст. 25 ч. 3 п. 12"),
        lambda: service(steps__isnull=False)() | has_text(Service, "eligibility", live=True)(),
    ),
    Fact(
        "tariffs",
        _("тарифы"),
        _("ст. 13 ч. 2 п. 3, ст. 25 ч. 3 п. 10"),
        lambda: has(Tariff, "service__provider", service__live=True)() | service(price=Service.Price.FREE)(),
    ),
    Fact("recipients", _("сколько человек получают услуги"), _("ст. 13 ч. 2 п. 4"), disclosed(Item.RECIPIENTS)),
    Fact("head", _("руководитель"), _("ст. 13 ч. 2 п. 5, ст. 25 ч. 3 п. 6"), filled("head")),
    Fact("staff", _("заместители, филиалы, работники"), _("ст. 13 ч. 2 п. 5"), disclosed(Item.STAFF)),
    Fact("equipment", _("помещения и оборудование"), _("ст. 13 ч. 2 п. 6"), disclosed(Item.EQUIPMENT)),
    Fact(
        "places",
        _("сколько мест и сколько свободно"),
        _("ст. 13 ч. 2 п. 7, ст. 25 ч. 3 п. 11"),
        lambda: service(places_total__isnull=False)() | service(places_free__isnull=False)(),
    ),
    Fact("volume", _("объём услуг"), _("ст. 13 ч. 2 п. 8"), disclosed(Item.VOLUME)),
    Fact("licences", _("лицензии"), _("ст. 13 ч. 2 п. 9, ст. 25 ч. 3 п. 7"), has(Licence)),
    Fact("finances", _("финансово-хозяйственная деятельность"), _("ст. 13 ч. 2 п. 10"), disclosed(Item.FINANCES)),
    Fact("house-rules", _("правила внутреннего распорядка"), _("ст. 13 ч. 2 п. 11"), disclosed(Item.HOUSE_RULES)),
    Fact("orders", _("предписания и отчёты о них"), _("ст. 13 ч. 2 п. 12"), disclosed(Item.ORDERS)),
    Fact("inspections", _("результаты проверок"), _("ст. 25 ч. 3 п. 13"), has(Inspection)),
    Fact("experience", _("опыт работы за пять лет"), _("ст. 25 ч. 3 п. 14"), disclosed(Item.EXPERIENCE)),
]
PREFIX = "knows_"


def attribute(fact: Fact) -> str:
    return PREFIX + fact.key.replace("-", "_")


def with_facts(providers: QuerySet) -> QuerySet:
    """Each with whether every fact is known, and `gaps`, the number of those that are not."""
    known = {
        attribute(fact): Case(When(fact.known(), then=True), default=False, output_field=BooleanField())
        for fact in FACTS
    }
    missing = [Case(When(fact.known(), then=0), default=1, output_field=IntegerField()) for fact in FACTS]
    return providers.annotate(**known, gaps=sum(missing[1:], missing[0]))


def with_gaps(providers: QuerySet) -> QuerySet:
    """The number alone: for sorting thousands."""
    missing = [Case(When(fact.known(), then=0), default=1, output_field=IntegerField()) for fact in FACTS]
    return providers.annotate(gaps=sum(missing[1:], missing[0]))


def knows(provider: Provider, fact: Fact) -> bool:
    return getattr(provider, attribute(fact))


def missing_facts(provider: Provider) -> list[Fact]:
    return [fact for fact in FACTS if not knows(provider, fact)]


@dataclass(frozen=True)
class Duty:
    """A change that was to be published: until when, and whether that was kept."""

    disclosure: Disclosure
    deadline: datetime.date
    today: datetime.date

    @property
    def is_late(self) -> bool:
        return (self.disclosure.published_on or self.today) > self.deadline

    @property
    def is_open(self) -> bool:
        return self.disclosure.published_on is None


def duties(provider: Provider) -> list[Duty]:
    today, moved = localdate(), moved_days()
    return [Duty(each, deadline(each.changed_on, moved), today) for each in provider.disclosures.all()]


def deadline(changed_on: datetime.date, moved: Moved) -> datetime.date:
    return after_working_days(changed_on, WORKING_DAYS, moved)


def last_day_in_time(today: datetime.date, moved: Moved) -> datetime.date:
    """What changed before this day and is not published is late by today."""
    day = today
    while deadline(day, moved) >= today:
        day -= datetime.timedelta(days=1)
    return day + datetime.timedelta(days=1)


def with_late_changes(providers: QuerySet) -> QuerySet:
    """Each with `late`, the number of changes that are not published though their ten working days are over."""
    first = last_day_in_time(localdate(), moved_days())
    late = Disclosure.objects.filter(provider=OuterRef("pk"), published_on=None, changed_on__lt=first)
    counted = late.order_by().values("provider").annotate(number=Count("pk")).values("number")
    return providers.annotate(late=Coalesce(Subquery(counted), Value(0)))
