"""Entries of Wagtail pages: published and behind no restriction, their own or an ancestor's."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.lookups import StartsWith
from django.utils.html import strip_tags
from wagtail.models import Page

from portal.languages import DEFAULT, NAMES, language_of
from portal.pages import HOME_DEPTH
from search.documents import Document, distinct_words
from search.models import Type
from search.sources.base import RANKS, Source


def page_rows() -> QuerySet:
    """All but Wagtail's own root and home pages, which have nothing to be found by."""
    pages = Page.objects.live().public().filter(depth__gt=HOME_DEPTH)
    return pages.exclude(in_a_closed_tree()).specific()


def in_a_closed_tree() -> Exists:
    """The home page of a language decides for all of it: no menu leads there, no address opens while it is a draft.

    Below any other unpublished page everything stays open to visitors, by its address and in lists. The home page of a
    site itself is shown always.
    """
    closed = Page.objects.filter(depth=HOME_DEPTH, live=False, sites_rooted_here=None)
    return Exists(closed.filter(StartsWith(OuterRef("path"), F("path"))))


def page(record: Page) -> Document:
    """Its address is that on its own site, no other lists it; its card says in which language it is, unless in ours."""
    site, _root, address = record.get_url_parts() or (None, "", "")
    words = words_of_files(record)
    return Document(
        type=Type.PAGE,
        object_id=record.pk,
        title=record.title,
        url=address or "",
        rank=RANKS[Type.PAGE] + sum(page_merits(record).values()),
        names=[record.seo_title],
        texts=[*spoken(record), *words],
        summary=getattr(record, "lead", "") or record.search_description,
        facts=[*getattr(record, "search_facts", ()), *foreign(address)],
        site=site,
        file_of=record.pk if words else None,
    )


def page_merits(record: Page) -> dict[str, int]:
    """What raises a page above others, or lowers it: a guide leads on to all that answers, what is over, none."""
    lift = getattr(record, "search_lift", 0)
    return {"guide" if lift > 0 else "over": lift}


MERITS = {Type.PAGE: page_merits}


def foreign(address: str | None) -> list[str]:
    """In which language it is, unless in ours."""
    code = language_of(address or "")
    return [] if code == DEFAULT else [NAMES[code]]


def words_of_files(record: Page) -> list[str]:
    return distinct_words(record.texts_of_files() if hasattr(record, "texts_of_files") else [])


def spoken(record: Page) -> Iterator[str]:
    """The page's own text: its lead, and every field whose content can be searched, without markup."""
    yield getattr(record, "lead", "")
    yield record.search_description
    for field in record._meta.get_fields():
        if hasattr(field, "get_searchable_content"):
            yield from map(strip_tags, field.get_searchable_content(field.value_from_object(record)))


SOURCES = [Source(Type.PAGE, Page, page_rows, page)]
