"""A card to take along: what a family needs of a service or an organisation once the page is closed.

Made of what is public only: addresses come through `public_address` alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.formatting import date
from services_directory.models import Freshness, Location, Provider, Service, Territory
from services_directory.pricing import tariff_words


@dataclass(frozen=True)
class Line:
    """A phone: as dialled, as written, whom it reaches."""

    number: str
    extension: str
    text: str
    purpose: str
    code: int | None = None


@dataclass(frozen=True)
class Spot:
    """A place to come to or to call."""

    name: str
    address: str
    phones: tuple[Line, ...]
    hours: tuple[str, ...]
    email: str = ""
    # «Временно закрыто с 1 по 15 марта: ремонт», and the days of the next month on which the hours are others.
    closing: str = ""
    other_days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A list of lines under a heading; numbered, where their order matters."""

    title: str
    lines: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Card:
    id: str
    kind: str
    title: str
    path: str
    provider: str
    territory: str
    summary: str
    spots: tuple[Spot, ...]
    sections: tuple[Section, ...] = ()
    checked: str = ""
    is_fictional: bool = False
    # Of the service itself; a place says its own.
    closing: str = ""

    @property
    def is_reachable(self) -> bool:
        """Somebody could call or write: an address alone answers nobody."""
        return any(spot.phones or spot.email for spot in self.spots)

    @property
    def phone(self) -> Line | None:
        return next((line for spot in self.spots for line in spot.phones), None)

    def further(self, shown: int) -> str:
        """How many places there are besides the first; nothing where these are all."""
        more = len(self.spots) - shown
        return ngettext("Ещё %(num)s адрес", "Ещё %(num)s адресов", more) % {"num": more} if more > 0 else ""


def service_card(service: Service, locations: Iterable[Location], sections: tuple[Section, ...] = ()) -> Card:
    territory, places = service.provider.territory, spots(locations)
    return Card(
        id=f"s{service.pk}",
        kind=_("Услуга"),
        title=service.name,
        path=service.get_absolute_url(),
        provider=service.provider.name,
        territory=territory.full_label,
        summary=service.summary,
        spots=places,
        sections=sections,
        checked=checked(service, asking(places)),
        closing=service.closing_line,
        is_fictional=territory.region.is_fictional,
    )


def provider_card(provider: Provider, locations: Iterable[Location], sections: tuple[Section, ...] = ()) -> Card:
    places = spots(locations)
    return Card(
        id=f"p{provider.pk}",
        kind=provider.kind_label.capitalize(),
        title=provider.name,
        path=provider.get_absolute_url(),
        provider="",
        territory=provider.territory.full_label,
        summary=provider.summary,
        spots=places,
        sections=sections,
        checked=checked(provider, asking(places)),
        is_fictional=provider.territory.region.is_fictional,
    )


def spots(locations: Iterable[Location]) -> tuple[Spot, ...]:
    return tuple(
        Spot(
            name=place.name,
            address=place.address_line,
            phones=tuple(line(phone) for phone in place.phones.all()),
            hours=tuple(hours_of(place)),
            email=place.email,
            closing=place.closing_line,
            other_days=tuple(place.other_days),
        )
        for place in locations
    )


def line(phone) -> Line:
    extension = _("доб. %(extension)s") % {"extension": phone.extension} if phone.extension else ""
    text = " ".join(filter(None, [phone.spelt, extension]))
    return Line(phone.number, phone.extension, text, " · ".join(phone.said), phone.code_length)


def hours_of(place: Location) -> list[str]:
    week = [
        f"{each.days}: {', '.join(filter(None, [each.time or _('выходной'), each.pause]))}" for each in place.opening
    ]
    return [*week, *filter(None, [place.hours_note])]


def asking(places: Iterable[Spot]) -> str:
    """What to do with a card that nobody has checked of late."""
    if any(place.phones for place in places):
        return _("уточните по телефону")
    written_to = any(place.email for place in places)
    return _("уточните письмом") if written_to else _("спросите по номерам, которые здесь названы")


def checked(record: Provider | Service, ask: str) -> str:
    """As the page of the card says it."""
    if record.freshness == Freshness.FRESH:
        return _("Сведения проверены %(date)s") % {"date": date(record.verified_on)}
    if record.freshness == Freshness.NEVER:
        return f"{_('Ещё не проверяли')}: {ask}"
    said = f"{_('Давно не проверяли')}: {ask}"
    last = _("Последний раз: %(date)s") % {"date": date(record.verified_on)} if record.verified_on else ""
    return f"{said}. {last}" if last else said


def service_sections(context: dict) -> tuple[Section, ...]:
    """Of the page of a service: whom it is for, how to get it, what to bring."""
    service = context["service"]
    families = [category.name for category in context["categories"]]
    who = [*service.eligibility.splitlines(), *families, ages_line(service), service.residence]
    papers = [" — ".join(filter(None, [each.name, each.note])) for each in service.documents.all()]
    price = [service.price_label if service.price else "", *map(tariff_words, context["tariffs"]), service.price_note]
    found = [
        (_("Что вы получите"), service.description.splitlines(), False),
        (_("Кто может получить"), who, False),
        (_("Форма"), [service.form.name if service.form else ""], False),
        (_("Как получить"), [step.text for step in service.steps.all()], True),
        (_("Какие документы взять"), papers, False),
        (_("Сколько ждать"), [service.term], False),
        (_("Цена"), price, False),
        (_("Места"), [places_line(service)], False),
        served(context["also_serves"]),
    ]
    return sections(found)


def places_line(service: Service) -> str:
    """«Свободно 4 из 10, на 27 ноября 2026»: how many there are is true of one day."""
    on = _("на %(date)s") % {"date": date(service.places_as_of)} if service.places and service.places_as_of else ""
    return ", ".join(filter(None, [service.places, on]))


def served(territories: Iterable[Territory]) -> tuple[str, list[str], bool]:
    return _("Принимает и тех, кто живёт здесь"), [each.label for each in territories], False


def ages_line(service: Service) -> str:
    return _("Дети %(ages)s") % {"ages": service.ages} if service.ages else ""


def provider_sections(context: dict) -> tuple[Section, ...]:
    services = [offered(service) for service in context["services"]]
    return sections([(_("Чем помогает"), services, False), served(context["also_serves"])])


def offered(service: Service) -> str:
    """By its name, and that it is not given for a while."""
    return ". ".join(filter(None, [service.name, service.closing_line]))


def sections(found: list[tuple[str, list[str], bool]]) -> tuple[Section, ...]:
    """Without what is empty."""
    cleaned = [(title, tuple(filter(None, map(str.strip, lines))), numbered) for title, lines, numbered in found]
    return tuple(Section(title, lines, numbered) for title, lines, numbered in cleaned if lines)
