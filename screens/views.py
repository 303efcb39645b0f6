"""The start of a kiosk, and the show for screens in halls."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from home.models.settings import portal_settings
from screens.slides import slides
from sharing import qr

SECONDS = 15
LONGEST_ADDRESS = 200  # as of an announcement; a longer one would not fit into a square
LEAST_SECONDS, MOST_SECONDS = 5, 120


def whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else default


@require_safe
def kiosk(request: HttpRequest) -> HttpResponse:
    """From here on the browser stays in kiosk mode; see screens/kiosk.js."""
    return render(request, "screens/kiosk.html")


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """One slide, which the browser itself changes for the next: `?n=` the slide, `?seconds=` how long each stays.

    No script: players of LED screens run few, and a slide that failed to come must not stop the show for good.
    """
    show = slides(portal_settings(), localdate())
    number = whole(request.GET.get("n", ""), 1) - 1
    seconds = min(max(whole(request.GET.get("seconds", ""), SECONDS), LEAST_SECONDS), MOST_SECONDS)
    number = number % len(show)
    following = (number + 1) % len(show) + 1
    context = {
        "slide": show[number],
        "number": number + 1,
        "count": len(show),
        "seconds": seconds,
        "next_address": f"{request.path}?n={following}&seconds={seconds}",
    }
    return render(request, "screens/screen.html", context)


@require_safe
def code(request: HttpRequest, address: str) -> HttpResponse:
    """The square with the address of a page of this portal."""
    if len(address) > LONGEST_ADDRESS:
        raise Http404
    return HttpResponse(qr.svg(request.build_absolute_uri(f"/{address}")), content_type="image/svg+xml")
