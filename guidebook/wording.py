"""Institutions and services in the words of the guide: plain values that the template sets in type.

Addresses come through `sharing.cards` alone, which hides those that are confidential.
"""

import datetime
from dataclasses import asdict

from django.utils.translation import gettext as _

from services_directory.models import Location, Service
from services_directory.pricing import in_force, tariff_words
from sharing.cards import ages_line, checked, places_line, spots
from sharing.qr import svg

from .reading import Holding, Reading


def provider_entry(holding: Holding, reading: Reading, origin: str, today: datetime.date) -> dict:
    provider = holding.provider
    url = origin + provider.get_absolute_url()
    called = any(own_phones(holding.places))
    return {
        "id": f"p{provider.pk}",
        "name": provider.name,
        "full_name": provider.full_name,
        "kind": provider.kind_label,
        "summary": provider.summary,
        "website": provider.website,
        "spots": places_entries(holding.places),
        "checked": checked(provider, asking(called)),
        "url": url,
        "qr": svg(url).decode(),
        "services": [service_entry(service, reading, today, called) for service in holding.services],
    }


def places_entries(places: list[Location]) -> list[dict]:
    return [asdict(spot) for spot in spots(places)]


def service_entry(service: Service, reading: Reading, today: datetime.date, called: bool) -> dict:
    families = [category.name for category in reading.families.get(service.pk, [])]
    who = [*service.eligibility.splitlines(), *families, ages_line(service)]
    papers = [" — ".join(filter(None, [each.name, each.note])) for each in service.documents.all()]
    return {
        "id": f"s{service.pk}",
        "name": service.name,
        "text": service.summary or service.description,
        "closing": service.closing_line,
        "facts": facts(
            [
                (_("Для кого"), joined(who)),
                (_("Где нужно жить"), service.residence),
                (_("Форма"), service.form.name if service.form else ""),
                (_("Документы"), joined(papers)),
                (_("Сколько ждать"), service.term),
                (_("Цена"), price(service, today)),
                (_("Места"), places_line(service)),
                (_("Принимает и тех, кто живёт здесь"), ", ".join(reading.served(service))),
            ]
        ),
        "steps": [step.text for step in service.steps.all()],
        "spots": [each["name"] or each["address"] for each in places_entries(reading.places_of(service))],
        "phones": own_phones(reading.places_of(service)),
        "checked": checked(service, asking(called)),
    }


def own_phones(places: list[Location]) -> list[dict]:
    """A service that is given in one place only is called there, not at the institution's first phone."""
    return [asdict(line) for spot in spots(places) for line in spot.phones[:1]]


def facts(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in rows if text]


def joined(parts: list[str], by: str = "; ") -> str:
    return by.join(filter(None, (part.strip().rstrip(".;") for part in parts)))


def price(service: Service, today: datetime.date) -> str:
    tariffs = [tariff_words(each) for each in in_force(service.tariffs.all(), today)]
    label = service.price_label if service.price else "" if service.price_note or tariffs else _("не указана")
    return joined([label, service.price_note, *tariffs], by=". ")


def asking(called: bool) -> str:
    """`called`: the guide names a phone of the institution."""
    return _("уточните по телефону") if called else _("спросите по телефонам в начале книги")
