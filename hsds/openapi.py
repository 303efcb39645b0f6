"""The open data described in OpenAPI 3.1: the standard's own document, with this portal's parameters and limits."""

import functools
import json
from copy import deepcopy
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hsds.asking import MOST_METRES, MOST_MINIMAL, OLDEST, PER_PAGE
from hsds.schedules import DAYS

SCHEMA = Path(__file__).parent / "schema"
BASE = "/api/hsds"


def whole(least: int, most: int, **more) -> dict:
    return {"type": "integer", "minimum": least, "maximum": most, **more}


CLOCK = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:00)?$"}
UUID, MOMENT, FLAG = (
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "date-time"},
    {"type": "boolean"},
)
# Every parameter: what it means here, and what it may be. Those that the standard does not have are the UK profile's,
# or stand in for its postcode where the portal knows points and no postcodes.
PARAMETERS = {
    "search": (gettext_lazy("Слова в любой форме; сначала самое подходящее"), {"type": "string", "maxLength": 300}),
    "page": (gettext_lazy("Номер страницы; за последней — пустая"), whole(1, 2_000_000, default=1)),
    "per_page": (
        gettext_lazy("Записей на странице: до 100, с minimal до 5000"),
        whole(1, MOST_MINIMAL, default=PER_PAGE),
    ),
    "format": (gettext_lazy("Только json; всё сразу — в bulk.zip"), {"type": "string", "enum": ["json"]}),
    "taxonomy_term_id": (gettext_lazy("Термин или его пункты; несколько — через запятую, подойдёт любой"), UUID),
    "taxonomy_id": (gettext_lazy("Есть хотя бы один термин этой таксономии"), UUID),
    "organization_id": (gettext_lazy("Услуги этой организации"), UUID),
    "modified_after": (gettext_lazy("Изменились в этот момент или позже"), MOMENT),
    "modified_before": (gettext_lazy("Изменились раньше этого момента"), MOMENT),
    "minimal": (gettext_lazy("Только номер, название, состояние и время изменения"), FLAG),
    "full": (gettext_lazy("Записи целиком, со всем вложенным"), FLAG),
    "full_service": (gettext_lazy("Услуги организации целиком, до 100"), FLAG),
    "postcode": (
        gettext_lazy("Почтовый индекс: услуги для этой местности, а с proximity — места рядом"),
        {"type": "string", "pattern": r"^\d{6}$"},
    ),
    "proximity": (
        gettext_lazy("Не дальше стольких метров от точки (lat, lon) или индекса"),
        {"type": "number", "minimum": 1, "maximum": MOST_METRES},
    ),
    "lat": (gettext_lazy("Широта точки"), {"type": "number", "minimum": -90, "maximum": 90}),
    "lon": (gettext_lazy("Долгота точки"), {"type": "number", "minimum": -180, "maximum": 180}),
    "minimum_age": (gettext_lazy("Подойдёт ребёнку этого возраста или старше"), whole(0, OLDEST)),
    "maximum_age": (gettext_lazy("Подойдёт ребёнку этого возраста или младше"), whole(0, OLDEST)),
    "day": (gettext_lazy("Открыто в этот день недели"), {"type": "string", "enum": list(DAYS)}),
    "start_time": (gettext_lazy("Открывается не раньше этого времени"), CLOCK),
    "end_time": (gettext_lazy("Закрывается не позже этого времени"), CLOCK),
    "top_only": (gettext_lazy("Только термины верхнего уровня"), FLAG),
    "parent_id": (gettext_lazy("Пункты этого термина"), UUID),
}
PAGING = ["page", "per_page", "format", "search"]
NARROWING = ["taxonomy_term_id", "taxonomy_id", "modified_after", "modified_before"]
NEARNESS = ["postcode", "proximity", "lat", "lon"]
SUITING = ["minimum_age", "maximum_age", "day", "start_time", "end_time", "organization_id"]
# Address: what it gives, and its parameters.
ADDRESSES = {
    "/": (gettext_lazy("Версия стандарта, профиль и описание"), []),
    "/services": (gettext_lazy("Услуги"), [*PAGING, *NARROWING, *NEARNESS, *SUITING, "minimal", "full"]),
    "/services/{id}": (gettext_lazy("Услуга целиком"), []),
    "/organizations": (gettext_lazy("Организации"), [*PAGING, *NARROWING, *NEARNESS, "full"]),
    "/organizations/{id}": (gettext_lazy("Организация целиком"), ["full_service"]),
    "/service_at_locations": (
        gettext_lazy("Услуги в местах приёма"),
        [*PAGING, *NARROWING, *NEARNESS, *SUITING, "full"],
    ),
    "/service_at_locations/{id}": (gettext_lazy("Услуга в месте приёма целиком"), []),
    "/taxonomies": (gettext_lazy("Таксономии: списки терминов"), PAGING),
    "/taxonomies/{id}": (gettext_lazy("Таксономия"), []),
    "/taxonomy_terms": (gettext_lazy("Термины"), [*PAGING, "taxonomy_id", "top_only", "parent_id"]),
    "/taxonomy_terms/{id}": (gettext_lazy("Термин"), []),
}
BULK = {
    "get": {
        "summary": gettext_lazy("Весь справочник одним файлом: NDJSON в zip"),
        "tags": ["hsds"],
        "responses": {
            "200": {"description": gettext_lazy("Архив с описанием manifest.json"), "content": {"application/zip": {}}},
            "304": {"description": gettext_lazy("Не изменился с того ETag, который вы прислали")},
            "503": {"description": gettext_lazy("Архив ещё готовится: придите позже")},
        },
    }
}
IDENTIFIER = {"name": "id", "in": "path", "required": True, "schema": UUID}


def parameter(name: str) -> dict:
    described, schema = PARAMETERS[name]
    return {"name": name, "in": "query", "description": described, "schema": schema}


def pointing(path: str) -> dict:
    """An address in the portal's whole document: its schemas are in the document of the standard."""
    summary, names = ADDRESSES[path]
    parameters = [*([IDENTIFIER] if "{id}" in path else []), *map(parameter, names)]
    answers = {"200": {"description": gettext_lazy("По схеме HSDS 3.1"), "content": {"application/json": {}}}}
    if names:
        answers["400"] = {"description": gettext_lazy("Параметр не понят: в ответе сказано, какой и почему")}
    if "{id}" in path:
        answers["404"] = {"description": gettext_lazy("Такой записи нет")}
    return {
        "get": {
            "summary": summary,
            "tags": ["hsds"],
            "externalDocs": {"url": f"{BASE}/openapi.json"},
            "parameters": parameters,
            "responses": answers,
        }
    }


PATHS = {
    **{f"{BASE}{path}": pointing(path) for path in ADDRESSES},
    f"{BASE}/bulk.zip": BULK,
    f"{BASE}/openapi.json": {
        "get": {
            "summary": gettext_lazy("Описание по стандарту, со схемами записей"),
            "tags": ["hsds"],
            "parameters": [],
            "responses": {"200": {"description": "OpenAPI 3.1", "content": {"application/json": {}}}},
        }
    },
}
SCHEMAS: dict = {}


@functools.cache
def standard() -> dict:
    """The standard's document with every schema within it."""
    document = inward(json.loads((SCHEMA / "openapi.json").read_text()))
    files = [*SCHEMA.glob("*.json"), *(SCHEMA / "compiled").glob("*.json")]
    for file in sorted(files):
        if file.name != "openapi.json":
            document["components"]["schemas"][file.stem] = inward(json.loads(file.read_text()))
    return document


def inward(node):
    """References to files, as references to parts of the same document."""
    if isinstance(node, list):
        return [inward(each) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str) and node["$ref"].endswith(".json"):
        return {**node, "$ref": f"#/components/schemas/{Path(node['$ref']).stem}"}
    return {key: inward(value) for key, value in node.items()}


def description(origin: str) -> dict:
    """The published document: the standard's, told whose it is and what it takes here."""
    document = deepcopy(standard())
    document["info"] = {
        "title": _("Открытые данные справочника"),
        "version": "3.1",
        "summary": _("Human Services Data Specification 3.1, только чтение"),
        "description": _(
            "Профиль портала: схемы стандарта без изменений, параметры британского профиля, точка вместо индекса. "
            "Схемы: Human Services Data Specification, Open Referral (https://openreferral.org/), CC BY-SA 4.0."
        ),
        "contact": {"url": origin + reverse("hsds:profile")},
        "license": {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"},
    }
    document["servers"] = [{"url": origin + BASE}]
    for path, (summary, names) in ADDRESSES.items():
        operation = document["paths"][path]["get"]
        operation["summary"] = operation["description"] = str(summary)
        operation["parameters"] = [spelled(parameter(name)) for name in names]
    document["paths"]["/bulk.zip"] = spelled(BULK)
    document["components"].pop("parameters", None)
    return document


def spelled(node):
    """Texts of the interface as plain text."""
    if isinstance(node, dict):
        return {key: spelled(value) for key, value in node.items()}
    if isinstance(node, list):
        return [spelled(each) for each in node]
    return node if isinstance(node, int | float | bool | None) else str(node)
