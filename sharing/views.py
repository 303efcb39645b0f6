"""What is taken along: a saved list, a sheet, a contact, a text."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services_directory.models import Location
from sharing.cards import Card
from sharing.finding import ids_of, one, several
from sharing.pdf import pdf
from sharing.qr import svg
from sharing.texts import sms_link, text
from sharing.vcards import vcard, vcard_4
from sharing.words import sheet_words

DAY = 86_400


def card_or_404(kind: str, slug: str) -> Card:
    if card := one(kind, slug):
        return card
    raise Http404


@require_safe
def card_pdf(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    card = card_or_404(kind, slug)
    return sheet(request, card.title, [card], f"{slug}.pdf")


@require_safe
def card_qr(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Kept for a day: an address does not change."""
    card = card_or_404(kind, slug)
    response = HttpResponse(svg(request.build_absolute_uri(card.path)), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def card_text(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    card = card_or_404(kind, slug)
    body = text(card, request.build_absolute_uri(card.path))
    return render(request, "sharing/text.html", {"card": card, "body": body, "sms": sms_link(body)})


@require_safe
def contact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return contact_card(request, uuid, vcard, "text/vcard; charset=utf-8")


@require_safe
def contact_4(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return contact_card(request, uuid, vcard_4, "text/vcard; version=4.0; charset=utf-8")


def contact_card(request: HttpRequest, uuid: UUID, written: Callable, content_type: str) -> HttpResponse:
    places = Location.objects.published().with_contacts().select_related("provider__territory__parent")
    place = places.filter(provider__live=True, uuid=uuid).first()
    if place is None:
        raise Http404
    place.provider.demand_here()
    body = written(place, request.build_absolute_uri(place.provider.get_absolute_url()))
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{place.provider.slug}.vcf"'
    return response


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """A list that its address holds, so that it can be sent, printed and opened without script."""
    ids = ids_of(request.GET.get("s", ""))
    context = {"cards": list(zip(ids, several(ids), strict=True)), "query": ",".join(ids)}
    return untold(request, render(request, "sharing/saved.html", context))


@require_safe
def saved_pdf(request: HttpRequest) -> HttpResponse:
    found = {card.id: card for card in several(ids_of(request.GET.get("s", "")))}
    cards = [card for card in found.values() if isinstance(card, Card)]
    if not cards:
        raise Http404
    return untold(request, sheet(request, _("Кто поможет: мой список"), cards, "saved.pdf"))


def sheet(request: HttpRequest, title: str, cards: list[Card], name: str) -> HttpResponse:
    addresses = [(card, request.build_absolute_uri(card.path)) for card in cards]
    body, mark = pdf(title, addresses, sheet_words(request.get_host()))
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = f'"{mark}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def untold(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What somebody has saved is theirs: no proxy keeps it, no other site is told of it."""
    response["Referrer-Policy"] = "no-referrer"
    if request.GET:
        response["Cache-Control"] = "private, no-store"
    return response
