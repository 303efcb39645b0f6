"""The page that compares programmes: `?a=…&b=…&c=…`, by their slugs; without them, a form to choose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.sites import shown

from . import side_by_side
from .gathering import COMPARED, INDICATORS_OF_MANY, OFFERED
from .models import Programme

PLACES = ("a", "b", "c")


def compare(request: HttpRequest) -> HttpResponse:
    offered = shown(OFFERED())
    chosen = chosen_of(request, offered)
    context = {"offered": offered, "places": PLACES, "chosen": chosen}
    if len(chosen) > 1:
        context |= side_by_side.context(sides_of(chosen))
    return render(request, "measures/compare.html", context)


def chosen_of(request: HttpRequest, offered: list[Programme]) -> list[Programme]:
    """Published programmes that the address names, each once; any other name is no choice."""
    by_slug = {programme.slug: programme for programme in offered}
    return [by_slug[slug] for slug in dict.fromkeys(request.GET.get(place) for place in PLACES) if slug in by_slug]


def sides_of(chosen: list[Programme]) -> list[side_by_side.Side]:
    pks = [programme.pk for programme in chosen]
    programmes = {programme.pk: programme for programme in COMPARED(pks)}
    indicators: dict[int, list] = {pk: [] for pk in pks}
    for indicator in INDICATORS_OF_MANY(pks):
        indicator.programme = programmes[indicator.programme_id]
        indicators[indicator.programme_id].append(indicator)
    return [side_by_side.side(programmes[pk].ledger(), indicators[pk]) for pk in pks]
