"""Published pages, under the home page that migrations make."""

from itertools import count

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from home.models import (
    GuidePage,
    HomePage,
    MaterialEdition,
    MaterialIndexPage,
    MaterialPage,
    NewsIndexPage,
    NewsPage,
    SectionPage,
)
from home.reading import read_document

numbers = count(1)


def put(parent, model, **fields):
    """A page of that kind under the parent; what a test does not name is made up."""
    number = next(numbers)
    fields = {"title": f"{model.__name__} {number}", "slug": f"page-{number}", **fields}
    return parent.add_child(instance=model(**fields))


def home() -> HomePage:
    return Site.objects.get(is_default_site=True).root_page.specific


def section(parent=None, **fields) -> SectionPage:
    return put(parent or home(), SectionPage, **fields)


def guide(parent=None, **fields) -> GuidePage:
    steps = [{"type": "step", "value": {"title": "Позвоните"}}]
    return put(parent or section(), GuidePage, **{"steps": steps, **fields})


def news_index() -> NewsIndexPage:
    return NewsIndexPage.objects.child_of(home()).first() or put(home(), NewsIndexPage, title="Новости", slug="news")


def news(**fields) -> NewsPage:
    return put(news_index(), NewsPage, **fields)


def material_index() -> MaterialIndexPage:
    return MaterialIndexPage.objects.child_of(home()).first() or put(
        home(), MaterialIndexPage, title="Материалы", slug="materials"
    )


def material(**fields) -> MaterialPage:
    return put(material_index(), MaterialPage, **{"kind": "method", **fields})


def image():
    return get_image_model().objects.create(title="Снимок", file=get_test_image_file())


def keep_for_staff(page):
    """Hide the page and everything below it from whoever has not signed in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def document(content: bytes = b"words", name: str = "form.txt", **fields):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name), **fields)


def with_file(page, content: bytes = b"words", name: str = "form.txt", **fields) -> MaterialEdition:
    """As publishing does: the file is read afterwards."""
    edition = MaterialEdition.objects.create(page=page, document=document(content, name), **fields)
    read_document.enqueue(edition.document_id)
    return edition
