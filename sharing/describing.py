"""Cards in the words of schema.org, for search engines and voice assistants."""

import json
from collections.abc import Iterable, Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from services_directory.models import Location, Phone, Provider, Service, Territory
from services_directory.pricing import in_force
from services_directory.schedule import LAST_MINUTE, WHOLE_DAY, Shift, Special
from services_directory.schedule_words import clock_of

Kind = Provider.Kind
OWNER_TYPES = {
    Provider.Ownership.STATE: "GovernmentOrganization",
    Provider.Ownership.MUNICIPAL: "GovernmentOrganization",
}
KIND_TYPES = {Kind.AUTHORITY: "GovernmentOrganization", Kind.NON_PROFIT: "NGO"}
MADE_UP = gettext_lazy("Вымышленный регион, для показа: на самом деле этого нет")
CLOSED = Shift(0, 0)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def linked_data(record: Service | Provider, locations: list[Location], url: str) -> Markup:
    return block((service_data if isinstance(record, Service) else provider_data)(record, locations, url))


def service_data(service: Service, locations: list[Location], url: str) -> dict:
    provider = service.provider
    is_official = organisation_type(provider) == "GovernmentOrganization"
    return {
        "@type": "GovernmentService" if is_official else "Service",
        "@id": url,
        "url": url,
        "name": service.name,
        "description": service.summary,
        "serviceType": service.kind.name,
        "provider": {"@type": organisation_type(provider), "name": provider.name},
        "disambiguatingDescription": made_up(provider),
        "areaServed": areas(provider, [*service.also_serves.all(), *provider.also_serves.all()]),
        "audience": {"@type": "Audience", "audienceType": service.eligibility} if service.eligibility else None,
        "availableChannel": [
            {"@type": "ServiceChannel", "serviceLocation": place(each), "servicePhone": phone(each)}
            for each in locations
        ],
        "offers": offers(service),
        "hoursAvailable": list(special_hours([service.closing] if service.closing else [])),
    }


def provider_data(provider: Provider, locations: list[Location], url: str) -> dict:
    return {
        "@type": organisation_type(provider),
        "@id": url,
        "url": provider.website or url,
        "name": provider.name,
        "legalName": provider.full_name,
        "description": provider.summary,
        "taxID": provider.inn,
        "disambiguatingDescription": made_up(provider),
        "areaServed": areas(provider, provider.also_serves.all()),
        "location": [place(each) for each in locations],
    }


def organisation_type(provider: Provider) -> str:
    return KIND_TYPES.get(provider.kind) or OWNER_TYPES.get(provider.ownership) or "Organization"


def made_up(provider: Provider) -> str:
    return str(MADE_UP) if provider.territory.region.is_fictional else ""


def areas(provider: Provider, besides: Iterable[Territory]) -> list[str]:
    return list(dict.fromkeys(each.full_label for each in [provider.territory, *besides]))


def offers(service: Service) -> dict | list[dict]:
    """The prices in force; nothing where a service is paid for and nobody says how much."""
    held = in_force(service.tariffs.all(), localdate())
    if not held and service.price == Service.Price.FREE:
        return offer(0)
    return [
        offer(each.amount, name=each.name, description=each.unit, priceValidUntil=str(each.valid_until or ""))
        for each in held
    ]


def offer(price, **more) -> dict:
    return {"@type": "Offer", **more, "price": str(price), "priceCurrency": "RUB"}


def place(location: Location) -> dict:
    """A confidential address has neither words nor a point here."""
    point = location.public_point
    return {
        "@type": "Place",
        "name": location.name,
        "address": location.public_address,
        "telephone": [dialled(each) for each in location.phones.all()],
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
        "openingHoursSpecification": [
            hours(shift, dayOfWeek=f"https://schema.org/{DAYS[each.weekday - 1]}")
            for each in location.hours.all()
            for shift in each.shifts
        ],
        "specialOpeningHoursSpecification": list(special_hours(location.calendar.specials)),
    }


def special_hours(specials: Iterable[Special]) -> Iterator[dict]:
    """Dates on which the week does not hold, but for those that are over. Closed is said as hours that end at once."""
    for each in specials:
        if each.last is None or each.last >= localdate():
            for shift in each.shifts or (CLOSED,):
                last = each.last.isoformat() if each.last else None
                yield hours(shift, validFrom=each.first.isoformat(), validThrough=last)


def hours(shift: Shift, **when) -> dict:
    """Until midnight is said as 23:59: at 00:00 the day would end before it begins."""
    closes = LAST_MINUTE if shift.closes == WHOLE_DAY else shift.closes
    opens, closes = (clock_of(minute).zfill(5) for minute in (shift.opens, closes))
    return {"@type": "OpeningHoursSpecification", **when, "opens": opens, "closes": closes}


def phone(location: Location) -> dict | None:
    first = location.first_phone
    return {"@type": "ContactPoint", "telephone": dialled(first), "contactType": first.purpose} if first else None


def dialled(line: Phone) -> str:
    """With its extension as RFC 3966 has it: without, a switchboard answers."""
    return f"{line.number};ext={line.extension}" if line.extension else line.number


def without_empty(value):
    if isinstance(value, dict):
        kept = {name: without_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in (None, "", [], {})}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


def block(data: dict) -> Markup:
    """As it may stand inside a script element: nothing in it can close that element."""
    text = json.dumps({"@context": "https://schema.org", **without_empty(data)}, ensure_ascii=False)
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 (no sign of markup is left in it)
