"""Items of media plans, lines of the log, institutions that owe them."""

import datetime

from measures.models import MediaPlanItem
from publicity.models import Publication
from tests.factories import ProgrammeFactory, ProviderFactory, RegionFactory, TerritoryFactory

TODAY = datetime.date(2026, 6, 15)


def programme(**fields):
    return ProgrammeFactory(**{"slug": "plan", "title": "Медиаплан края", "year_from": 2026, "year_to": 2026, **fields})


def item(of=None, number="1", **fields) -> MediaPlanItem:
    of = of or programme()
    return MediaPlanItem.objects.create(programme=of, number=number, **{"title": f"Дело {number}", **fields})


def publication(of: MediaPlanItem | None = None, **fields) -> Publication:
    own = {"item": of, "programme": of.programme} if of else {}
    day = {"channel": "press", "place": "Газета «Край»", "published_on": datetime.date(2026, 6, 1)}
    return Publication.objects.create(**{**own, **day, **fields})


def region():
    return RegionFactory(slug="krai", name="Край")


def institution(within, name="Центр", **fields):
    place = TerritoryFactory(parent=within)
    return ProviderFactory(**{"name": name, "territory": place, "ownership": "state", **fields})
