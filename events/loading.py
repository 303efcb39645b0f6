"""Load the demo's events and resource centres from `events/data`. Pages that people have edited stay."""

import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import EventDate, EventIndexPage, EventMaterial, EventPage, ResourceCentrePage
from home.loading import PageLoader, edited_by_people, load_documents
from home.models import MaterialPage
from portal.loading import Outcome, Report, Row, read_yaml
from services_directory.models import FamilyCategory, Location, Provider

DATA = Path(__file__).parent / "data"
TEXTS = (
    "status_note",
    "place",
    "online_link",
    "for_whom",
    "price_note",
    "registration_link",
    "phone",
    "places",
    "contact",
)
DATE_FIELDS = ("day", "starts_at", "ends_day", "ends_at", "is_cancelled")
MATERIAL_FIELDS = ("title", "material_id", "document_id", "link")


def load(report: Report, folder: Path = DATA) -> None:
    loader = EventLoader(report, load_documents(report, folder / "files"))
    for row in read_yaml(folder / "events.yaml"):
        loader.load(row)


class EventLoader(PageLoader):
    """The pages of this app, with their dates, materials and links."""

    models = {"event-index": EventIndexPage, "event": EventPage, "resource-centre": ResourceCentrePage}

    def __init__(self, report: Report, documents: dict):
        super().__init__(report, documents)
        self.providers = Provider.objects.in_bulk(field_name="slug")
        self.categories = FamilyCategory.objects.in_bulk(field_name="slug")
        self.materials = {page.slug: page for page in MaterialPage.objects.all()}

    def values(self, model: type[Page], row: Row) -> dict[str, Any]:
        values = super().values(model, row)
        if model is EventPage:
            return values | self.event(row) | self.links(row)
        if model is ResourceCentrePage:
            return values | self.centre(row)
        return values

    def event(self, row: Row) -> dict[str, Any]:
        return {
            "kind": row.choice("kind", EventPage.Kind),
            "status": row.choice("status", EventPage.Status, EventPage.Status.PLANNED),
            "moved_from": row.date("moved_from", None),
            "territory": row.pick("territory", self.territories, _("территория"), None),
            "provider": (provider := row.pick("provider", self.providers, _("организация"), None)),
            "location": first_location(provider) if row.yes("at_provider", False) else None,
            "price": row.choice("price", EventPage.Price, EventPage.Price.FREE),
            "needs_registration": row.yes("needs_registration", False),
            "registration_until": row.date("registration_until", None),
            **{name: row.text(name, "") for name in TEXTS},
        }

    def links(self, row: Row) -> dict[str, Any]:
        return {
            "centre": row.pick("centre", self.pages, _("ресурсный центр")) if "centre" in row else None,
            "categories": row.pick_many("categories", self.categories, _("категория")),
            "practices": row.pick_many("practices", self.shelving.practices, _("практика")),
            "dates": [date(each) for each in row.rows("dates")],
            "materials": [self.left_over(each) for each in row.rows("materials")],
        }

    def left_over(self, row: Row) -> EventMaterial:
        found = EventMaterial(
            title=row.text("title", ""),
            material=row.pick("material", self.materials, _("материал"), None),
            document=row.pick("file", self.documents, _("файл"), None),
            link=row.text("link", ""),
        )
        row.finish()
        return found

    def centre(self, row: Row) -> dict[str, Any]:
        return {
            "provider": row.pick("provider", self.providers, _("организация"), None),
            "territory": row.pick("territory", self.territories, _("территория"), None),
            **{name: self.stream(ResourceCentrePage, row, name) for name in ("methods", "internships")},
        }

    def put(self, model: type[Page], row: Row, path: str, values: dict[str, Any]) -> tuple[Page, Outcome]:
        related = {name: values.pop(name) for name in RELATED if name in values}
        page, outcome = super().put(model, row, path, values)
        same = all(alike(name, list(getattr(page, name).all()), wanted) for name, wanted in related.items())
        if same or outcome is Outcome.KEPT:
            return page, outcome
        if edited_by_people(page):
            return page, Outcome.KEPT
        for name, wanted in related.items():
            getattr(page, name).set(wanted)
        page.save()
        if problems := list(page.lacking().values()):
            raise row.error(" ".join(map(str, problems)))
        return page, Outcome.CREATED if outcome is Outcome.CREATED else Outcome.CHANGED


RELATED = {"dates": DATE_FIELDS, "materials": MATERIAL_FIELDS, "categories": ("pk",), "practices": ("pk",)}


def alike(name: str, have: list, wanted: list) -> bool:
    """Whether the rows say the same, in any order."""

    def said(records):
        return sorted(str([getattr(record, field) for field in RELATED[name]]) for record in records)

    return said(have) == said(wanted)


def date(row: Row) -> EventDate:
    found = EventDate(
        day=row.date("day"),
        starts_at=time(row, "from"),
        ends_at=time(row, "to"),
        ends_day=row.date("last_day", None),
        is_cancelled=row.yes("is_cancelled", False),
    )
    row.finish()
    return found


def time(row: Row, name: str) -> datetime.time | None:
    text = row.text(name, "")
    try:
        return datetime.time.fromisoformat(text) if text else None
    except ValueError:
        raise row.error(
            _("«%(name)s»: «%(value)s» — не время вида 10:30") % {"name": name, "value": text}, name
        ) from None


def first_location(provider: Provider) -> Location | None:
    return provider.locations.filter(live=True).order_by("pk").first()
