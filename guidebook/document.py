"""The guide as a document: all that it says, in the order of its pages, and its setting in type."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from home.models.settings import portal_settings
from portal.books import book
from portal.formatting import date, phone
from sharing.qr import svg

from .choosing import Choice
from .pointing import by_category, by_kind, index
from .reading import Reading, by_territory
from .turning import good_until
from .wording import provider_entry

TEMPLATE = Path(__file__).parent / "typst" / "guide.typ"


@dataclass(frozen=True)
class Document:
    """What is to be set in type, and what is remembered of it."""

    content: dict
    services: list[int]
    places: list[int]
    good_until: datetime.date | None

    def pdf(self) -> tuple[bytes, int]:
        return book(TEMPLATE, json.dumps(self.content, ensure_ascii=False))


def document(choice: Choice, today: datetime.date) -> Document:
    reading = Reading(choice)
    places = [place for holding in reading.holdings for place in holding.places]
    return Document(
        content=content(reading, today),
        services=[service.pk for service in reading.services],
        places=[place.pk for place in places if not place.address_is_confidential],
        good_until=good_until(reading, today),
    )


def content(reading: Reading, today: datetime.date) -> dict:
    origin = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    categories, kinds = by_category(reading), by_kind(reading)
    return {
        "lang": get_language() or "ru",
        "title": _("Социальный путеводитель"),
        "choice": reading.choice.title,
        "numbers": numbers(reading),
        "on": date(today),
        "host": urlsplit(origin).netloc,
        "hotlines": hotlines(),
        "regions": regions(reading, origin, today),
        "categories": categories,
        "kinds": kinds,
        "index": index(reading, [*categories, *kinds]),
        "report": code(origin + reverse("feedback:report")),
        "online": code(origin + reading.choice.page_address),
        "email": portal_settings().contact_email,
        "words": words(),
    }


def numbers(reading: Reading) -> str:
    providers, services = len(reading.holdings), len(reading.services)
    return ", ".join(
        [
            ngettext("%(num)s организация", "%(num)s организаций", providers) % {"num": providers},
            ngettext("%(num)s услуга", "%(num)s услуг", services) % {"num": services},
        ]
    )


def regions(reading: Reading, origin: str, today: datetime.date) -> list[dict]:
    return [
        {
            "name": region.name,
            "is_fictional": region.is_fictional,
            "territories": [
                {
                    "name": _("Для всего региона") if place.pk == region.pk else place.name,
                    "providers": [provider_entry(holding, reading, origin, today) for holding in holdings],
                }
                for place, holdings in territories
            ],
        }
        for region, territories in by_territory(reading.holdings)
    ]


def hotlines() -> list[dict]:
    """Whom to call first; numbers as they are dialled and as they are written."""
    region = [
        {"number": line.phone, "text": phone(line.phone), "name": line.name, "hours": line.hours}
        for line in portal_settings().hotlines
    ]
    return [
        {"number": "112", "text": "112", "name": _("если есть угроза жизни или здоровью"), "hours": ""},
        {
            "number": settings.CHILDREN_HELPLINE,
            "text": phone(settings.CHILDREN_HELPLINE),
            "name": _("детский телефон доверия: для детей и родителей, бесплатно"),
            "hours": "",
        },
        *region,
    ]


def code(url: str) -> dict[str, str]:
    return {"url": url, "qr": svg(url).decode()}


def words() -> dict[str, str | list[str]]:
    """The fixed texts of the document."""
    return {
        "subtitle": _("Кто и чем поможет семье с детьми"),
        "data_on": _("Данные на"),
        "as_of_note": _("Позже телефоны, часы и условия могли измениться. Прежде чем ехать, позвоните."),
        "urgent": _("Нужна помощь прямо сейчас"),
        "urgent_note": _("Звонить можно, не называя себя. Если опасно оставаться дома, уйдите в безопасное место."),
        "how": _("Как пользоваться"),
        "how_lines": [
            _("Знаете, где живёте, — найдите свой район в содержании: там все организации и их услуги."),
            _("Знаете, какая нужна помощь, — откройте «Чем помогают» или «Кому помогают»: там номера страниц."),
            _("Помните слово или название — ищите в алфавитном указателе в конце."),
            _("Наведите камеру телефона на квадрат рядом с организацией: откроется её страница с новыми сведениями."),
            _("Рядом с каждой записью сказано, когда её проверяли. Где не проверяли — сначала позвоните."),
        ],
        "contents": _("Содержание"),
        "fictional": _("Вымышленный регион: данные придуманы для показа."),
        "no_contacts": _("Контакты уточняются: позвоните по телефонам в начале книги."),
        "no_services": _("Услуги этой организации в справочнике не описаны."),
        "steps": _("Как получить"),
        "where": _("Где"),
        "qr": _("Страница в интернете:"),
        "kinds": _("Чем помогают"),
        "categories": _("Кому помогают"),
        "pages_note": _("Числа — номера страниц."),
        "index": _("Алфавитный указатель"),
        "outdated": _("Если сведения устарели"),
        "outdated_lines": [
            _("Не дозвонились, адрес другой, услугу больше не дают — сообщите: мы проверим и исправим."),
            _("Назваться не нужно. Откройте страницу по квадрату или адресу под ним."),
        ],
        "online": _("Свежий путеводитель — на портале, бесплатно:"),
        "or_mail": _("Или напишите:"),
    }
