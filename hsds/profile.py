"""What the open data are, for people who write programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hsds import bulk
from hsds.openapi import ADDRESSES, BASE, PARAMETERS


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    context = {
        "base": BASE,
        "addresses": [(path, summary) for path, (summary, _names) in ADDRESSES.items()],
        "parameters": [(name, described) for name, (described, _schema) in PARAMETERS.items()],
        "copy": bulk.manifest(),
    }
    return render(request, "hsds/profile.html", context)
