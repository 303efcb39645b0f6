"""What the search answers machines, in the words of OpenAPI 3.1. portal.openapi takes these in."""

from django.utils.translation import gettext_lazy as _

from search.language import MAX_LENGTH
from search.models import SearchTerm, Section
from search.question import MOST_VALUES, PER_PAGE

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}


def record(description, properties: dict) -> dict:
    return {"type": "object", "description": description, "properties": properties, "required": list(properties)}


def many(schema: str) -> dict:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


def repeated(name: str, description, schema: dict = TEXT) -> dict:
    """A key that may stand in the address several times: any of its values will do."""
    values = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    return {"name": name, "in": "query", "description": description, "schema": values, "style": "form", "explode": True}


def get(summary, parameters: list[dict], schema: str) -> dict:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {
        "get": {
            "summary": summary,
            "tags": ["search"],
            "parameters": parameters,
            "responses": {
                "200": {"description": _("Ответ можно хранить минуту, затем спросить по ETag"), "content": content},
                "304": {"description": _("Не изменилось с того ETag, который вы прислали")},
            },
        }
    }


WORDS = {
    "name": "q",
    "in": "query",
    "description": _("Слова, в любой форме. Лишнее после предела отбрасывается"),
    "schema": {**TEXT, "maxLength": MAX_LENGTH},
}
PATHS = {
    "/api/search/": get(
        _("Поиск по порталу: страница ответов и число ответов в каждом фильтре"),
        [
            WORDS,
            repeated("type", _("Что искать"), {**TEXT, "enum": Section.values}),
            *(repeated(group.value, group.label) for group in SearchTerm.Group),
            {
                "name": "page",
                "in": "query",
                "description": _("Страница; дальше последней — последняя"),
                "schema": {"type": "integer", "minimum": 1},
            },
        ],
        "SearchResults",
    ),
    "/api/suggest/": get(_("Подсказки к началу слова"), [WORDS], "SearchSuggestions"),
}
SCHEMAS = {
    "SearchResults": record(
        _("Страница ответов"),
        {
            "total": COUNT,
            "page": {"type": "integer", "minimum": 1},
            "pages": COUNT,
            "loosened": {
                "type": "boolean",
                "description": _("Всех слов сразу нет нигде: показано, где есть хоть одно"),
            },
            "facets": {"type": "object", "additionalProperties": many("SearchFacetValue")},
            "results": {**many("SearchResult"), "maxItems": PER_PAGE},
        },
    ),
    "SearchFacetValue": record(_("Значение фильтра"), {"value": TEXT, "label": TEXT, "count": COUNT}),
    "SearchResult": record(
        _("Ответ"), {"type": {**TEXT, "enum": Section.values}, "title": TEXT, "url": TEXT, "summary": TEXT}
    ),
    "SearchSuggestions": record(_("Подсказки"), {"suggestions": many("SearchSuggestion")}),
    "SearchSuggestion": record(_("Подсказка"), {"label": TEXT, "url": TEXT, "kind": TEXT}),
}
