"""What the portal gives to programs, in the words of OpenAPI 3.1. Programmes bring their own schemas."""

from django.utils.translation import gettext_lazy as _

from measures.openapi import TEXT, many, record
from search.calendars import When
from search.models import SearchTerm, Section
from search.question import BY_NAME, PER_PAGE, RADII
from search.stale import MOST_SHOWN

COUNT = {"type": "integer", "minimum": 0}
SPANS = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
SCHEMAS = {
    "SearchAnswer": record(
        _("Одна страница найденного и счётчики всех условий"),
        {
            "total": COUNT,
            "page": {"type": "integer", "minimum": 1},
            "pages": {"type": "integer", "minimum": 1},
            "loosened": {"type": "boolean", "description": _("Всех слов сразу нигде нет, найдено самое близкое")},
            "whole": {**COUNT, "description": _("Сколько подходит ко всем словам; за ними идёт похожее")},
            "corrected": {**TEXT, "description": _("По каким словам искали, если в запросе исправлены опечатки")},
            "facets": {"type": "object", "additionalProperties": many("FacetValue")},
            "results": {**many("SearchResult"), "maxItems": PER_PAGE},
            "stale": {**many("SearchResult"), "maxItems": MOST_SHOWN, "description": _("Давно не проверяли")},
        },
        optional=("stale",),
    ),
    "FacetValue": record(_("Значение условия"), {"value": TEXT, "label": TEXT, "count": COUNT}),
    "SearchResult": record(
        _("Найденное"),
        {
            "type": {"type": "string", "enum": Section.values},
            "title": TEXT,
            "url": TEXT,
            "summary": TEXT,
            "marks": record(_("Где стоят слова запроса: начало и конец, в знаках"), {"title": SPANS, "summary": SPANS}),
        },
        optional=("marks",),
    ),
    "Suggestions": record(_("Подсказки"), {"suggestions": many("Suggestion")}),
    "Suggestion": record(_("Подсказка"), {"label": TEXT, "url": TEXT, "kind": TEXT}),
}


def parameter(name: str, description, *, repeated: bool = False, **schema) -> dict:
    one = {**TEXT, **schema}
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": one} if repeated else one,
    }


PARAMETERS = [
    parameter("q", _("Слова в любой форме: до 100 знаков, до 10 слов"), maxLength=100),
    parameter("type", _("Что искать; незнакомое значение не учитывается"), repeated=True, enum=Section.values),
    *(parameter(group, group.label, repeated=True) for group in SearchTerm.Group),
    parameter("near", _("Рядом с чем: «58.21,45.43» или название населённого пункта из нашего списка"), maxLength=80),
    parameter(
        "radius", _("Не дальше стольких километров по прямой; только вместе с near"), enum=[str(km) for km in RADII]
    ),
    parameter(
        "when",
        _("Когда открыто: сейчас, вечером в будни, в выходные; любое из названных"),
        repeated=True,
        enum=When.values,
    ),
    parameter("order", _("По названию; без него — сначала самое подходящее"), enum=[BY_NAME]),
    parameter("show", _("Отдельно, в «stale»: услуги, которые давно не проверяли"), enum=["stale"]),
    parameter("exact", _("Искать точно эти слова, не исправляя опечаток"), enum=["1"]),
    parameter("page", _("Страница по 20; за последней — последняя"), type="integer", minimum=1),
]
RESPONSES_KEPT = {"304": {"description": _("Не изменилось с того ETag, который вы прислали")}}


def reading(summary, parameters: list[dict], schema: str) -> dict:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answers = {"200": {"description": _("Ответ можно хранить минуту"), "content": content}, **RESPONSES_KEPT}
    return {"get": {"summary": summary, "tags": ["search"], "parameters": parameters, "responses": answers}}


PATHS = {
    "/api/search/": reading(_("Поиск по всему открытому"), PARAMETERS, "SearchAnswer"),
    "/api/suggest/": reading(
        _("Подсказки по первым буквам"), [parameter("q", _("От двух букв"), maxLength=100)], "Suggestions"
    ),
}
