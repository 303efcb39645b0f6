"""Where in its file a material says what was asked for. Whoever marks words answers by the hook `portal_passage`."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import StartsWith
from django.utils.timezone import localdate
from markupsafe import Markup
from wagtail import hooks
from wagtail.models import CollectionViewRestriction

from acts.models import ActEdition
from acts.standing import edition_on
from home.models.editions import DocumentText, MaterialEdition

# What of a file is looked through for a passage; beyond it the words are found, but not shown.
LOOKED_THROUGH = 20_000


def in_open_collection() -> Q:
    """Of a document in no closed collection; what closes one closes all below it."""
    closed = StartsWith(OuterRef("document__collection__path"), F("collection__path"))
    return ~Q(Exists(CollectionViewRestriction.objects.filter(closed)))


def texts_of(pages: Iterable[int]) -> dict[int, str]:
    """The beginnings of the present files of these pages. One query."""
    editions = MaterialEdition.objects.filter(page__in=pages).order_by("page", "sort_order", "pk").distinct("page")
    first = dict(editions.values_list("document_id", "page_id"))
    texts = DocumentText.objects.filter(in_open_collection(), document__in=first, file_hash=F("document__file_hash"))
    return {first[document]: text[:LOOKED_THROUGH] for document, text in texts.values_list("document_id", "text")}


def texts_of_acts(acts: Iterable[int]) -> dict[int, str]:
    """The beginnings of the files by which these acts are in force today; an old wording is not quoted as the law."""
    editions: dict[int, list] = {}
    for each in ActEdition.objects.filter(act__in=acts).only("act", "document", "in_force_from", "in_force_until"):
        editions.setdefault(each.act_id, []).append(each)
    now = (edition_on(own, localdate()) for own in editions.values())
    first = {each.document_id: each.act_id for each in now if each and each.document_id}
    texts = DocumentText.objects.filter(in_open_collection(), document__in=first, file_hash=F("document__file_hash"))
    return {first[document]: text[:LOOKED_THROUGH] for document, text in texts.values_list("document_id", "text")}


def passages(pages: Iterable, words: str) -> dict[int, Markup]:
    """By page: the sentence of its file with the words marked, where there is one."""
    found = {}
    for pk, text in texts_of([page.pk for page in pages]).items():
        for fn in hooks.get_hooks("portal_passage"):
            if passage := fn(text, words):
                found[pk] = passage
    return found
