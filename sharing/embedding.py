"""Narrow pages for the frames of other sites: no script, no cookie, and only the sites that moderators allow."""

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from portal.sites import Elsewhere
from search import calendars
from search.cards import is_fictional
from search.models import Section
from search.query import search as ask
from search.question import Question
from services_directory.models import Provider, Territory
from sharing.finding import one
from sharing.models import EmbedHost

MOST_ROWS = 8


def framed(response: HttpResponse) -> HttpResponse:
    """Let the allowed sites show it; where none is named, nobody but the portal itself.

    A host with no scheme would be let in by the scheme of the portal alone, and with a port «http:» means no other:
    what a frame shows is public, and many an institution still has no certificate.
    """
    hosts = EmbedHost.objects.values_list("host", flat=True)
    sites = [f"{scheme}://{host}" for host in hosts for scheme in ("https", "http")]
    response._csp_replace = {"frame-ancestors": [SELF, *sites]}
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@xframe_options_exempt
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    card = one("provider", slug)
    if card is None:
        return framed(render(request, "sharing/embed_gone.html", status=404))
    return framed(render(request, "sharing/embed_provider.html", {"card": card, "slug": slug}))


@require_safe
@xframe_options_exempt
def search(request: HttpRequest) -> HttpResponse:
    """The region's search, kept to what the snippet's address names."""
    question = Question.of(request.GET, sections=(Section.SERVICE,))
    result = ask(question)
    kept = [(group, value) for group, values in question.selected.items() for value in values]
    rows = result.rows[:MOST_ROWS]
    hours = calendars.lines(row.schedules for row in rows)
    context = {"question": question, "rows": rows, "hours": hours, "total": result.total, "kept": kept}
    context["is_fictional"] = is_fictional
    return framed(render(request, "sharing/embed_search.html", context))


@require_safe
def snippet(request: HttpRequest) -> HttpResponse:
    """What an institution copies into its own site: of what this site serves."""
    slug = request.GET.get("provider", "").replace("\0", "")[:120]
    found = Provider.objects.published().filter(slug=slug).first() if slug else None
    if slug and found is None:
        raise Http404
    if found:
        found.demand_here()
    place = place_named(request.GET.get("territory", ""))
    regions = Territory.objects.regions().here().order_by("name")
    context = {"provider": found, "snippets": snippets(request, found, place), "regions": regions, "chosen": place}
    return render(request, "sharing/embed.html", context)


def place_named(slug: str) -> Territory | None:
    """What is another site's territory the main one offers: here such a frame would show less than it says."""
    named = Territory.objects.filter(slug=slug.replace("\0", "")[:80])
    place = named.here().first() if slug else None
    if slug and place is None and named.exists():
        raise Elsewhere
    return place


def snippets(request: HttpRequest, provider: Provider | None, place: Territory | None) -> list[tuple[str, str, str]]:
    """(title, address, height) of each frame that can be copied."""
    search_path = "/embed/search/" + (f"?territory={place.slug}" if place else "")
    label = _("Поиск помощи: %(place)s") % {"place": place.label} if place else _("Поиск помощи")
    own = [(provider.name, f"/embed/provider/{provider.slug}/", "560")] if provider else []
    return [
        (title, request.build_absolute_uri(path), height) for title, path, height in [*own, (label, search_path, "640")]
    ]
