"""What a locked-out visitor of the sign-in page is told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials=None, *args) -> HttpResponse:
    """The same answer for a known and an unknown user name."""
    return render(request, "staff/locked_out.html", status=429)
