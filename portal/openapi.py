"""The portal's machine interfaces in OpenAPI 3.1, and the page that tells people of them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import events.openapi
import hsds.openapi
import measures.openapi
import search.openapi
import sharing.openapi

PARTS = (search.openapi, measures.openapi, hsds.openapi, events.openapi, sharing.openapi)
# The open data of the directory have a page of their own.
TOLD_ELSEWHERE = "/api/hsds/"


def description() -> dict:
    """The whole document: each app describes its own addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Портал помощи семьям: открытые данные"),
            "version": "1.0.0",
            "description": _(
                "Только чтение, без ключа. Ответы можно хранить столько, сколько сказано в Cache-Control."
            ),
        },
        "paths": {path: item for part in PARTS for path, item in part.PATHS.items()},
        "components": {"schemas": {name: schema for part in PARTS for name, schema in part.SCHEMAS.items()}},
    }


@require_safe
def document(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1, "default": str})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    whole = description()
    told = {path: item for path, item in whole["paths"].items() if not path.startswith(TOLD_ELSEWHERE)}
    return render(request, "portal/api.html", {"document": {**whole, "paths": told}})
