"""Published programmes, read for pages, exports and the editors in a few queries each."""

from collections.abc import Iterable

from django.http import Http404

from portal.gathering import Gathering
from portal.sites import demand

from . import exporting
from .condensing import is_large, ledger_of
from .gathering import LISTED, MEASURE, MONEY, PROGRAMME, PROGRAMME_SUMS, STATED
from .ledger import Ledger
from .models import Measure, Programme


def published_programme(slug: str, parts: Gathering = PROGRAMME) -> Programme:
    """The programme with all its parts, or with those of that gathering."""
    return the_published(parts(slug))


def the_published(found: list[Programme]) -> Programme:
    """The one that was found, if it is of this site."""
    for programme in found:
        demand(programme.territory_id)
        return programme
    raise Http404


def published_measure(slug: str, number: str) -> Measure:
    """The measure with all its parts and links, in its programme."""
    for measure in MEASURE([slug, number]):
        measure.programme = published_programme(slug, PROGRAMME_SUMS)
        return measure
    raise Http404


def listed_ledgers(pks: list[int]) -> list[Ledger]:
    """Programmes of a page of the list, in its order."""
    return ledgers(LISTED(pks))


def ledgers(programmes: Iterable[Programme]) -> list[Ledger]:
    """The money of many programmes in one query, but for very large ones; their own parts must have been read."""
    by_programme = {programme.pk: [] for programme in programmes if not is_large(programme)}
    for measure in MONEY(list(by_programme)):
        by_programme[measure.programme_id].append(measure)
    return [
        Ledger(programme, by_programme[programme.pk]) if programme.pk in by_programme else ledger_of(programme)
        for programme in programmes
    ]


def programmes_whose_sums_differ() -> list[Ledger]:
    """For the editors: published programmes in which a computed sum is not the one that the act states."""
    return [ledger for ledger in ledgers(STATED()) if ledger.differing]


def data_of(programme: Programme) -> dict:
    """The programme as data for download."""
    return exporting.programme_data(Ledger(programme, programme.public_measures()), programme.public_indicators())
