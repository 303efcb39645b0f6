"""Published programmes, read for pages, exports and the editors in a few queries each."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from . import exporting
from .ledger import Ledger
from .models import Measure, Programme

LEDGER_PARTS = ("sources", "stated_totals", "source_notes")
LIST_PARTS = ("sources", "media_items")


def published_programme(slug: str, *parts: str) -> Programme:
    """The programme with those of its parts, or with all of them."""
    found = Programme.objects.published().select_related("act", "territory")
    return get_object_or_404(found.with_parts(*(parts or Programme.parts)), slug=slug)


def published_measure(slug: str, number: str) -> Measure:
    """The measure with all its parts and links, in its programme."""
    found = Measure.objects.published().select_related("direction").with_parts(*Measure.parts, *Measure.links)
    measure = get_object_or_404(found, programme__slug=slug, number=number)
    measure.programme = published_programme(slug, *LEDGER_PARTS)
    return measure


def listed_programmes():
    """Programmes as the list shows them, the latest first; those without a term last."""
    public = Count("indicators", filter=Q(indicators__live=True))
    found = Programme.objects.published().select_related("act", "territory").annotate(indicator_count=public)
    return found.with_parts(*LIST_PARTS).in_order()


def programme_facts() -> list[Programme]:
    """What the filters of the list can offer."""
    found = Programme.objects.published().select_related("territory")
    return list(
        found.only("kind", "year_from", "year_to", "territory__slug", "territory__name", "territory__short_name")
    )


def ledgers(programmes: Iterable[Programme]) -> list[Ledger]:
    """The money of many programmes in one query; their own parts must have been read."""
    programmes = list(programmes)
    by_programme = {programme.pk: [] for programme in programmes}
    for measure in Measure.objects.filter(live=True, programme__in=by_programme).for_ledger():
        by_programme[measure.programme_id].append(measure)
    return [Ledger(programme, by_programme[programme.pk]) for programme in programmes]


def programmes_whose_sums_differ() -> list[Ledger]:
    """For the editors: published programmes in which a computed sum is not the one that the act states."""
    programmes = Programme.objects.published().with_parts("stated_totals", "sources")
    return [ledger for ledger in ledgers(programmes) if ledger.differing]


def data_of(programme: Programme) -> dict:
    """The programme as data for download."""
    return exporting.programme_data(Ledger(programme, programme.public_measures()), programme.public_indicators())
