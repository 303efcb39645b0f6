"""The list of services, the search of the whole portal, and both as data."""

import functools
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.speaking import writing
from search import calendars
from search.cards import cards, is_fictional
from search.highlighting import Marks, spans
from search.models import Section, Type
from search.panel import besides, chips, limits, panel, ways_out
from search.passages import with_passages
from search.query import Result, Row, search
from search.question import RADII, Question
from search.stale import stale_services
from search.suggesting import KIND, SAID, suggest
from services_directory.models import Service

# What `show` asks for beside the answer: cards that nobody has checked for too long.
STALE = "stale"


def explainable(view):
    """`?explain=1` leads to the back office, which tells its people why something is found where it is."""

    @functools.wraps(view)
    def explained(request: HttpRequest) -> HttpResponse:
        if request.GET.get("explain") == "1":
            return redirect(f"{reverse('search_explain')}?{urlencode({'q': request.GET.get('q', '')})}")
        return view(request)

    return explained


@require_safe
@explainable
def directory(request: HttpRequest) -> HttpResponse:
    """Every service of the directory, by words and filters."""
    question = Question.of(request.GET, sections=(Section.SERVICE,))
    stale = stale_services(question) if request.GET.get("show") == STALE else None
    return render(request, "search/directory.html", {**shown(search(question)), "stale": stale})


@require_safe
@explainable
def site(request: HttpRequest) -> HttpResponse:
    """The whole portal by words; without words, what there is to look through."""
    question = replace(Question.of(request.GET), counts_facets=False, counts_sections=True)
    result = search(question)
    result.rows = with_passages(result)
    return render(request, "search/site.html", shown(result))


@writing()
def shown(result: Result) -> dict:
    """What both pages show of an answer."""
    question = result.question
    return {
        "result": result,
        "question": question,
        "facets": panel(result),
        "chips": [*chips(result), *limits(result)],
        "cards": cards(result),
        "hours_of_day": calendars.choices(),
        "radii": RADII,
        "map": f"{reverse('search:map')}?{question.address}" if settings.MAP_TILES_URL else "",
        "besides": list(besides(result)) if result.total else [],
        "ways_out": ways_out(result) if not result.total else [],
        "query": question.address,
        "tabs": [(section, result.sections[section]) for section in Section if result.sections.get(section)],
    }


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """One page of results with the counts of every facet."""
    question = Question.of(request.GET)
    body = found(search(question))
    if request.GET.get("show") == STALE:
        body["stale"] = [stale_card(service) for service in stale_services(question)]
    return data(request, body)


def stale_card(service: Service) -> dict[str, str]:
    return {
        "type": Section.SERVICE,
        "title": service.name,
        "url": service.get_absolute_url(),
        "summary": service.summary,
    }


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Completions of what is being typed."""
    return data(request, {"suggestions": [named(each) for each in suggest(request.GET.get("q", ""))]})


def found(result: Result) -> dict:
    return {
        "total": result.total,
        "page": result.page,
        "pages": result.pages,
        "loosened": result.loosened,
        "whole": result.whole,
        "corrected": result.corrected,
        "facets": {
            group: [{"value": choice.value, "label": choice.label, "count": choice.count} for choice in choices]
            for group, choices in result.facets.items()
        },
        "results": [card(row, result.marks) for row in result.rows],
    }


def card(row: Row, marked: Marks) -> dict:
    """`marks` are the places of the words that were asked for."""
    marks = {"title": spans(row.title, marked), "summary": spans(row.summary, marked)}
    return {
        "type": row.type.section,
        "title": row.title,
        "url": row.url,
        "summary": row.summary,
        "is_fictional": is_fictional(row),
        "marks": marks,
    }


def named(suggestion: dict[str, str]) -> dict[str, str]:
    """A suggestion with its kind in words."""
    kind = suggestion["kind"]
    names = {KIND: _("Вид помощи"), SAID: _("Своими словами")}
    return {**suggestion, "kind": str(names[kind] if kind in names else Type(kind).label)}


def data(request: HttpRequest, body: dict) -> HttpResponse:
    """JSON that proxies may keep for a minute, and then ask whether it has changed."""
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=60)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
