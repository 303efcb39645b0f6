"""Materials and collections of a data file: their files, editions, topics. `home.loading` uses it.

file: first-visit.pdf            # the present edition; with `editions` they are named one by one, the present first
editions:
- file: first-visit.pdf
  number: '2'
  date: 2026-11-20
  changes: Добавлен вопрос о безопасности
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import CollectionItem, MaterialEdition, MaterialPage, MaterialTopic
from portal.loading import Report, Row, keyed, read_yaml, upsert
from services_directory.models import FamilyCategory, HelpKind, Practice


class Shelving:
    """Knows what materials may name."""

    def __init__(self, report: Report, documents: Mapping[str, Any]):
        self.report, self.documents = report, documents
        self.topics: dict[str, MaterialTopic] = {}
        self.practices = Practice.objects.in_bulk(field_name="slug")
        self.categories = FamilyCategory.objects.in_bulk(field_name="slug")
        self.kinds = HelpKind.objects.in_bulk(field_name="slug")

    def load_topics(self, file) -> None:
        for slug, row in keyed(read_yaml(file)).items():
            values = {"name": row.text("name")}
            row.finish()
            self.topics[slug] = upsert(self.report, MaterialTopic, key={"slug": slug}, values=values, row=row)

    def material(self, row: Row) -> dict[str, Any]:
        return {
            "kind": row.choice("kind", MaterialPage.Kind),
            "audience": row.choice("for", MaterialPage.Audience),
            "language": row.choice("language", MaterialPage.Language, MaterialPage.Language.RUSSIAN),
            "year": row.integer("year", None),
            "body_is_whole": row.yes("body_is_whole", False),
            "editions": self.editions(row),
            "topics": row.pick_many("topics", self.topics, _("тема")),
            "practices": row.pick_many("practices", self.practices, _("практика")),
            "categories": row.pick_many("categories", self.categories, _("категория семей")),
            "kinds": row.pick_many("kinds", self.kinds, _("вид помощи")),
        }

    def editions(self, row: Row) -> list[MaterialEdition]:
        only = row.pick("file", self.documents, _("файл"), None)
        several = [self.edition(each, order) for order, each in enumerate(row.rows("editions"))]
        return several or ([MaterialEdition(document=only, sort_order=0)] if only else [])

    def edition(self, row: Row, order: int) -> MaterialEdition:
        edition = MaterialEdition(
            document=row.pick("file", self.documents, _("файл")),
            number=row.text("number", ""),
            date=row.date("date", None),
            changes=row.text("changes", ""),
            sort_order=order,
        )
        row.finish()
        return edition

    def collection(self, row: Row, pages: Mapping[str, Page]) -> dict[str, Any]:
        return {"items": [self.item(each, order, pages) for order, each in enumerate(row.rows("items"))]}

    @staticmethod
    def item(row: Row, order: int, pages: Mapping[str, Page]) -> CollectionItem:
        item = CollectionItem(
            material=row.pick("material", pages, _("материал")), note=row.text("note", ""), sort_order=order
        )
        row.finish()
        return item


# What an edition or a place in a collection says, apart from when the portal got it.
SAID = {
    MaterialEdition: ("document_id", "number", "date", "changes"),
    CollectionItem: ("material_id", "note"),
}


def said_by(records: Iterable) -> list[tuple]:
    """Rows of a page as they are compared; links to records are the same in any order."""
    records = list(records)
    model = type(records[0]) if records else None
    if model in SAID:
        return [tuple(getattr(each, name) for name in SAID[model]) for each in records]
    return sorted((each.pk,) for each in records)
