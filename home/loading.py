"""Load the narrative pages from `home/data`: the section, news, materials. Pages that people have edited stay."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents import get_document_model
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Site

from acts.models import LegalAct
from home import social_card
from home.models import (
    CollectionPage,
    GuidePage,
    HomePage,
    InSection,
    MaterialIndexPage,
    MaterialPage,
    NewsIndexPage,
    NewsPage,
    SectionPage,
)
from home.models.leaving import QuickExit
from home.shelving import Shelving, said_by
from home.streams import StreamReader, without_ids
from measures.models import Measure, Programme
from portal.loading import Outcome, Report, Row, read_yaml
from services_directory.models import FamilyCategory, HelpKind, Provider, Territory

DATA = Path(__file__).parent / "data"
FILES = ("pages.yaml", "news.yaml", "materials.yaml")
MODELS = {
    "home": HomePage,
    "section": SectionPage,
    "guide": GuidePage,
    "news-index": NewsIndexPage,
    "news": NewsPage,
    "material-index": MaterialIndexPage,
    "material": MaterialPage,
    "collection": CollectionPage,
}
# Fields of a page that its file gives as text.
TEXTS = ("lead", "search_description", "source_place", "responsible", "audience", "author")
STREAMS = ("body", "steps", "needs", "helplines", "related")


def load(report: Report, folder: Path = DATA) -> None:
    loader = PageLoader(report, load_documents(report, folder / "files"))
    loader.shelving.load_topics(folder / "topics.yaml")
    for name in FILES:
        for row in read_yaml(folder / name):
            loader.load(row)


class PageLoader:
    """Makes each page equal to its row, parents first."""

    models = MODELS

    def __init__(self, report: Report, documents: dict, home: Page | None = None):
        self.report = report
        self.acts = LegalAct.objects.in_bulk(field_name="slug")
        self.documents = documents
        self.programmes = Programme.objects.in_bulk(field_name="slug")
        self.shelving = Shelving(report, documents)
        self.territories = Territory.objects.in_bulk(field_name="slug")
        self.categories = FamilyCategory.objects.in_bulk(field_name="slug")
        self.pages: dict[str, Page] = {"": home or Site.objects.get(is_default_site=True).root_page.specific}
        self.streams = StreamReader(self.named())

    def named(self) -> dict:
        """What blocks may name. A page stands above those that lead to it."""
        measures = Measure.objects.select_related("programme")
        return {
            LegalAct: self.acts,
            get_document_model(): self.documents,
            Page: self.pages,
            Territory: self.territories,
            FamilyCategory: self.categories,
            HelpKind: HelpKind.objects.in_bulk(field_name="slug"),
            Provider: Provider.objects.in_bulk(field_name="slug"),
            Measure: {f"{measure.programme.slug}/{measure.number}": measure for measure in measures},
        }

    def load(self, row: Row) -> None:
        path = row.text("path", "")
        model = self.models.get(kind := row.text("type"))
        if model is None:
            raise row.error(_("«type»: вида страницы «%(kind)s» не существует") % {"kind": kind}, "type")
        values = self.values(model, row)
        row.finish()
        try:
            self.pages[path], outcome = self.put(model, row, path, values)
            self.finish(self.pages[path], outcome)
        except ValidationError as error:
            raise row.error("; ".join(error.messages)) from None
        self.report.count(model._meta.verbose_name_plural, outcome)

    def finish(self, page: Page, outcome: Outcome) -> None:
        """What is done when an editor publishes."""
        if isinstance(page, NewsPage) and outcome in (Outcome.CREATED, Outcome.CHANGED):
            social_card.make(page)

    def put(self, model: type[Page], row: Row, path: str, values: dict[str, Any]) -> tuple[Page, Outcome]:
        page = self.pages[""] if not path else self.find(row, path)
        if page is None:
            return self.create(model, path, values), Outcome.CREATED
        if not isinstance(page, model):
            raise row.error(_("по этому адресу уже стоит страница другого вида"), "path")
        if not any(differs(page, name, value) for name, value in values.items()):
            return page, Outcome.UNCHANGED
        if edited_by_people(page):
            return page, Outcome.KEPT
        assign(page, values)
        page.draft_title, page.last_published_at = page.title, timezone.now()
        page.save()
        return page, Outcome.CHANGED

    def parent(self, path: str) -> Page | None:
        return self.pages.get(path.rpartition("/")[0])

    def find(self, row: Row, path: str) -> Page | None:
        if (parent := self.parent(path)) is None:
            raise row.error(_("страница «%(path)s»: родитель должен стоять выше в файле") % {"path": path}, "path")
        page = parent.get_children().filter(slug=path.rpartition("/")[2]).first()
        return page and page.specific

    def create(self, model: type[Page], path: str, values: dict[str, Any]) -> Page:
        now = timezone.now()
        page = model(slug=path.rpartition("/")[2], live=True, first_published_at=now, last_published_at=now)
        assign(page, values)
        return self.parent(path).add_child(instance=page)

    def values(self, model: type[Page], row: Row) -> dict[str, Any]:
        """The fields of the row that this kind of page has."""
        fields = {field.name for field in model._meta.get_fields()}
        values = {
            "title": row.text("title"),
            "source_act": row.pick("act", self.acts, _("акт"), None),
            "reviewed_on": row.date("reviewed_on", None),
            "next_review_on": row.date("next_review_on", None),
            **{name: row.text(name, "") for name in TEXTS if name in fields},
            **{name: self.stream(model, row, name) for name in STREAMS if name in fields},
        }
        if issubclass(model, InSection):
            values["categories"] = [self.category(row, slug) for slug in row.texts("categories")]
        if issubclass(model, QuickExit):
            values["quick_exit"] = row.yes("quick_exit", False)
        if model is NewsPage:
            values |= self.news(row)
        if model is MaterialPage:
            values |= self.shelving.material(row)
        if model is CollectionPage:
            values |= self.shelving.collection(row, self.pages)
        return values

    def stream(self, model: type[Page], row: Row, name: str) -> StreamValue:
        return self.streams.stream(model._meta.get_field(name).stream_block, row, name)

    def category(self, row: Row, slug: str) -> FamilyCategory:
        if slug not in self.categories:
            raise row.error(_("«categories»: категории «%(slug)s» нет") % {"slug": slug}, "categories")
        return self.categories[slug]

    def news(self, row: Row) -> dict[str, Any]:
        return {
            "date": row.date("date"),
            "pinned_until": row.date("pinned_until", None),
            "territories": row.pick_many("territories", self.territories, _("территория")),
            "programmes": row.pick_many("programmes", self.programmes, _("программа")),
            "tags": row.texts("tags"),
        }


def assign(page: Page, values: dict[str, Any]) -> None:
    """A list, of records or of themes by their names, is set as a relation is."""
    for name, value in values.items():
        getattr(page, name).set(value) if isinstance(value, list) else setattr(page, name, value)


def edited_by_people(page: Page) -> bool:
    """Whether somebody has worked on the page in the admin. The tree itself logs the making of a page, by nobody."""
    log = log_registry.get_logs_for_instance(page)
    return page.latest_revision_id is not None or log.exclude(action="wagtail.create", user=None).exists()


def differs(page: Page, name: str, value: Any) -> bool:
    current = getattr(page, name)
    if name == "tags":
        return {each.name for each in current.all()} != set(value)
    if isinstance(value, StreamValue):
        return without_ids(list(current.get_prep_value())) != without_ids(list(value.get_prep_value()))
    if isinstance(value, list):
        return said_by(current.all()) != said_by(value)
    return current != value


def load_documents(report: Report, folder: Path) -> dict[str, Any]:
    """The files of the folder by their names; a file that has changed is uploaded anew."""
    documents = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        document, outcome = load_document(path)
        documents[path.name] = document
        report.count(document._meta.verbose_name_plural, outcome)
    return documents


def load_document(path: Path) -> tuple[Any, Outcome]:
    model = get_document_model()
    document = model.objects.filter(title=path.name).first()
    found = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
    if document and document.get_file_hash() == found:
        return document, Outcome.UNCHANGED
    outcome = Outcome.CHANGED if document else Outcome.CREATED
    document = document or model(title=path.name)
    with path.open("rb") as content:
        document.file.save(path.name, File(content), save=False)
    document.file_hash, document.file_size = found, path.stat().st_size
    document.save()
    return document, outcome
