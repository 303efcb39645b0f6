"""The page of the printed guide, and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.made_files import given_out

from .choosing import MOST_SERVICES, Choice, ChoiceForm, choice_of
from .offering import Offer, State, offer

PATIENCE = 60
# Whoever asked for a file that is being made waits at its address: the page comes again by itself until it is there.
AGAIN = 20
# What is being made may be ready in some seconds.
SOON = 15
CHOOSE = ("territory", "kind", "category")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    form = ChoiceForm(request.GET)
    choice = form.choice
    return page(request, form, offer(choice) if choice else None)


@require_safe
def guide_pdf(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The file of the choice that the address names; each has one address."""
    choice = named(request, slug)
    if request.get_full_path() != choice.address:
        return HttpResponsePermanentRedirect(choice.address)
    found = offer(choice)
    if found.state == State.EMPTY:
        raise Http404
    try:
        file = found.guide.path.open("rb") if found.state == State.READY else None
    except FileNotFoundError:  # let go in this very moment
        file = None
    if file is None:
        return not_yet(request, found)
    name = f"{_('Социальный путеводитель')}. {choice.title}.pdf"
    return given_out(request, file, PATIENCE, content_type="application/pdf", filename=name)


def named(request: HttpRequest, slug: str) -> Choice:
    slugs = {name: request.GET.get(name, "") for name in CHOOSE} | ({"territory": slug} if slug else {})
    choice = choice_of({name: each for name, each in slugs.items() if each})
    if choice is None:
        raise Http404
    return choice


def not_yet(request: HttpRequest, found: Offer) -> HttpResponse:
    """A program is told to come back, a person why."""
    form = ChoiceForm({name: record.slug for name, record in found.choice.chosen.items()})
    response = page(request, form, found, status=503, again=AGAIN)
    response["Retry-After"] = PATIENCE
    response["Cache-Control"] = "no-store"
    if found.state in (State.MAKING, State.BUSY):
        response["Refresh"] = str(AGAIN)
    return response


def page(
    request: HttpRequest, form: ChoiceForm, found: Offer | None, status: int = 200, again: int = 0
) -> HttpResponse:
    """`again`: in how many seconds the page comes again by itself."""
    context = {"form": form, "offer": found, "most": MOST_SERVICES, "again": again}
    response = render(request, "guidebook/guide.html", context, status=status)
    if found and found.state in (State.MAKING, State.BUSY):
        patch_cache_control(response, public=True, max_age=SOON)
    return response
