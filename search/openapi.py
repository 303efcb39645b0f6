"""What the portal gives to programs, in the words of OpenAPI 3.1. Programmes bring their own schemas."""

from django.utils.translation import gettext_lazy as _

from measures.openapi import TEXT, many, one_of, record
from search.calendars import When
from search.mapping import MOST
from search.models import SearchTerm, Section
from search.question import BY_NAME, PER_PAGE, RADII
from search.stale import MOST_SHOWN
from search.terms import AGE_LABELS, PRICE_LABELS
from services_directory.models import Provider

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
            "is_fictional": {"type": "boolean", "description": _("Вымышленный регион, для показа")},
            "marks": record(_("Где стоят слова запроса: начало и конец, в знаках"), {"title": SPANS, "summary": SPANS}),
        },
        optional=("is_fictional", "marks"),
    ),
    "Suggestions": record(_("Подсказки"), {"suggestions": many("Suggestion")}),
    "Suggestion": record(_("Подсказка"), {"label": TEXT, "url": TEXT, "kind": TEXT}),
}

STRINGS = {"type": "array", "items": TEXT}
SCHEMAS |= {
    "Places": record(
        _("Места на карте: GeoJSON по RFC 7946"),
        {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "is_whole": {"type": "boolean", "description": _("Показаны все места, а не первые 500")},
            "features": {**many("Place"), "maxItems": MOST},
        },
    ),
    "Place": record(
        _("Место, куда можно прийти; чей адрес не публикуется, того здесь нет"),
        {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string", "format": "uuid"},
            "geometry": record(
                _("Точка"),
                {
                    "type": {"type": "string", "enum": ["Point"]},
                    "coordinates": {
                        "type": "array",
                        "description": _("Долгота, потом широта"),
                        "items": {"type": "number"},
                        "minItems": 2,
                        "maxItems": 2,
                    },
                },
            ),
            "properties": record(
                _("Что здесь"),
                {
                    "name": TEXT,
                    "provider": TEXT,
                    "kind": {"type": "string", "enum": Provider.Kind.values},
                    "url": {"type": "string", "format": "uri"},
                    "address": TEXT,
                    "phones": STRINGS,
                    "phone_lines": {
                        **STRINGS,
                        "description": _("Телефоны словами: с добавочным, по каким вопросам и когда отвечают"),
                    },
                    "hours": STRINGS,
                    "other_days": {**STRINGS, "description": _("Ближайшие дни, когда часы другие")},
                    "closing": {
                        **TEXT,
                        "description": _("Временно закрыто: с какого по какой день и почему; иначе пусто"),
                    },
                    "verified_on": {
                        "type": ["string", "null"],
                        "format": "date",
                        "description": _("Когда проверяли сведения об организации"),
                    },
                    "is_fictional": {"type": "boolean", "description": _("Вымышленный регион, для показа")},
                    "services": {**COUNT, "description": _("Сколько здесь услуг из найденных")},
                    "first_services": {**many("NamedLink"), "maxItems": 10},
                },
                optional=("services", "first_services"),
            ),
        },
    ),
    "NamedLink": record(_("Название и адрес страницы"), {"name": TEXT, "url": {"type": "string", "format": "uri"}}),
}


def parameter(name: str, description, *, repeated: bool = False, **schema) -> dict:
    one = {**TEXT, **schema}
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": one} if repeated else one,
    }


# Codes of what editors may add to are seen in the addresses of the portal's own pages; of the rest all are named.
GROUPS = {
    SearchTerm.Group.TERRITORY: _("Территория вместе с тем, что внутри неё, как в адресах каталога: `yugra`"),
    SearchTerm.Group.KIND: _("Вид помощи вместе с тем, что внутри него, как в адресах каталога: `psychological`"),
    SearchTerm.Group.CATEGORY: _("Категория семей, как в адресе её страницы: `large` — многодетные"),
    SearchTerm.Group.FORM: _("Как помогают, как в адресах каталога: `at-home` — на дому"),
    SearchTerm.Group.PRICE: one_of(_("Сколько стоит"), tuple(PRICE_LABELS.items())),
    SearchTerm.Group.AGE: one_of(_("Возраст ребёнка"), tuple(AGE_LABELS.items())),
}
PARAMETERS = [
    parameter("q", _("Слова в любой форме: до 100 знаков, до 10 слов"), maxLength=100),
    parameter("type", one_of(_("Что искать"), tuple(Section.choices)), repeated=True, enum=Section.values),
    *(parameter(group, GROUPS[group], repeated=True) for group in SearchTerm.Group),
    parameter("near", _("Рядом с чем: «58.21,45.43» или название населённого пункта из нашего списка"), maxLength=80),
    parameter(
        "radius", _("Не дальше стольких километров по прямой; только вместе с near"), enum=[str(km) for km in RADII]
    ),
    parameter(
        "when",
        one_of(_("Когда открыто, любое из названных"), tuple(When.choices)),
        repeated=True,
        enum=When.values,
    ),
    parameter("order", _("`name` — по названию; без него сначала самое подходящее"), enum=[BY_NAME]),
    parameter("show", _("`stale` — показать отдельно и те услуги, которые давно не проверяли"), enum=["stale"]),
    parameter("exact", _("`1` — искать точно эти слова, не исправляя опечаток"), enum=["1"]),
    parameter("page", _("Номер страницы, по 20 записей; за последней — последняя"), type="integer", minimum=1),
]
RESPONSES_KEPT = {"304": {"description": _("Не изменилось с того ETag, который вы прислали")}}


FILTERS = [each for each in PARAMETERS if each["name"] not in {"type", "order", "show", "page"}]
OF_PROVIDERS = [
    parameter("q", _("Слова из названия"), maxLength=100),
    parameter("territory", GROUPS[SearchTerm.Group.TERRITORY]),
    parameter("kind", one_of(_("Вид организации"), tuple(Provider.Kind.choices)), enum=Provider.Kind.values),
    *(each for each in PARAMETERS if each["name"] in {"near", "radius", "when"}),
    parameter("show", _("`stale` — и те, которые давно не проверяли"), enum=["stale"]),
]


def reading(summary, parameters: list[dict], schema: str, media: str = "application/json") -> dict:
    content = {media: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answers = {"200": {"description": _("Ответ можно хранить минуту"), "content": content}, **RESPONSES_KEPT}
    return {"get": {"summary": summary, "tags": ["search"], "parameters": parameters, "responses": answers}}


GEO = "application/geo+json"
PATHS = {
    "/api/search/": reading(_("Поиск по всему открытому"), PARAMETERS, "SearchAnswer"),
    "/api/suggest/": reading(
        _("Подсказки по первым буквам"),
        [parameter("q", _("Начало слова или названия, от двух букв"), maxLength=100)],
        "Suggestions",
    ),
    "/services/data.geojson": reading(_("Где дают найденные услуги: места на карте"), FILTERS, "Places", GEO),
    "/providers/data.geojson": reading(_("Где найденные организации: места на карте"), OF_PROVIDERS, "Places", GEO),
}
