"""Events in the words of OpenAPI 3.1."""

from django.utils.translation import gettext_lazy as _

from events.models.event import EventPage
from measures.openapi import one_of

TEXT = {"type": "string"}
TEXT_OR_NOTHING = {"type": ["string", "null"]}
FLAG = {"type": "boolean"}
DAY_OR_NOTHING = {"type": ["string", "null"], "format": "date"}
NUMBER = {"type": "integer", "minimum": 0}


def record(description, properties: dict) -> dict:
    return {"type": "object", "description": description, "properties": properties, "required": list(properties)}


def many(schema: str) -> dict:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


SCHEMAS = {
    "Events": record(
        _("Страница предстоящих событий, ближайшее первым"),
        {"total": NUMBER, "page": NUMBER, "pages": NUMBER, "events": many("Event")},
    ),
    "Event": record(
        _("Событие: что, когда, где, для кого и как записаться"),
        {
            "id": {**TEXT, "format": "uuid", "description": _("Один у всех переводов события")},
            "title": TEXT,
            "summary": TEXT,
            "url": {**TEXT, "format": "uri"},
            "kind": {**TEXT, "enum": EventPage.Kind.values},
            "status": {**TEXT, "enum": EventPage.Status.values},
            "status_note": {**TEXT, "description": _("Что изменилось и что делать тем, кто собирался")},
            "moved_from": {**DAY_OR_NOTHING, "description": _("Прежний день, если перенесли")},
            "audience": {**TEXT, "enum": EventPage.Audience.values},
            "for_whom": TEXT,
            "price": {**TEXT, "enum": ["free", "paid", "unknown"]},
            "territory": {**TEXT_OR_NOTHING, "description": _("null: для всех территорий")},
            "is_fictional": {**FLAG, "description": _("Событие вымышленного региона, для показа")},
            "provider": TEXT_OR_NOTHING,
            "place": {**TEXT, "description": _("Адрес, слова или ссылка на трансляцию")},
            "dates": many("EventDate"),
            "needs_registration": FLAG,
            "registration_until": DAY_OR_NOTHING,
            "registration_link": TEXT,
            "phone": TEXT,
        },
    ),
    "EventDate": record(
        _("Одна дата события"),
        {
            "starts": {**TEXT, "description": _("День, а где известен час — момент по часам места")},
            "ends": {**TEXT_OR_NOTHING, "description": _("null: час окончания не назван")},
            "is_cancelled": FLAG,
        },
    ),
}


def parameter(name: str, description, **schema) -> dict:
    return {"name": name, "in": "query", "description": description, "schema": {**TEXT, **schema}}


KIND = parameter("kind", one_of(_("Вид события"), tuple(EventPage.Kind.choices)), enum=EventPage.Kind.values)
TERRITORY = parameter("territory", _("Территория, как в адресах портала: `yugra`. События для всех показаны тоже"))
AUDIENCE = parameter(
    "audience", _("Кому: `families` — семьям, `specialists` — специалистам"), enum=["families", "specialists"]
)
NARROWING = [KIND, TERRITORY, AUDIENCE]
PAGE = parameter("page", _("Номер страницы, по 100 событий; за последней — последняя"), type="integer", minimum=1)
SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "description": _("Событие, как в адресе его страницы: `dads-manage-too`"),
    "schema": TEXT,
}


def reading(summary, parameters: list[dict], media: str, schema: dict, **others) -> dict:
    answers = {"200": {"description": summary, "content": {media: {"schema": schema}}}, **others}
    return {"get": {"summary": summary, "tags": ["events"], "parameters": parameters, "responses": answers}}


PATHS = {
    "/events/data.json": reading(
        _("Предстоящие события"),
        [*NARROWING, PAGE],
        "application/json",
        {"$ref": "#/components/schemas/Events"},
    ),
    "/events/feed.ics": reading(_("Календарь событий для подписки"), NARROWING, "text/calendar", TEXT),
    "/events/feed.xml": reading(_("Лента: что объявили или изменили (Atom)"), NARROWING, "application/atom+xml", TEXT),
    "/events/{slug}/event.ics": reading(
        _("Одно событие для календаря"),
        [SLUG],
        "text/calendar",
        TEXT,
        **{"404": {"description": _("Такого события нет, или оно не опубликовано")}},
    ),
}
