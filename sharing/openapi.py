"""Contact cards of places, in the words of OpenAPI 3.1."""

from django.utils.translation import gettext_lazy as _

PLACE = {
    "name": "uuid",
    "in": "path",
    "required": True,
    "description": _("Постоянный номер места приёма, тот же в HSDS и GeoJSON"),
    "schema": {"type": "string", "format": "uuid"},
}


def card(summary) -> dict:
    content = {"text/vcard": {"schema": {"type": "string"}}}
    answers = {
        "200": {"description": _("Адрес, который не публикуется, не назван"), "content": content},
        "404": {"description": _("Такого места нет, или оно не опубликовано")},
    }
    return {"get": {"summary": summary, "tags": ["contacts"], "parameters": [PLACE], "responses": answers}}


SCHEMAS: dict = {}
PATHS = {
    "/take/place/{uuid}.vcf": card(_("Контакт места: vCard 3.0, её читают и старые телефоны")),
    "/take/place/{uuid}.v4.vcf": card(_("Контакт места: vCard 4.0")),
}
