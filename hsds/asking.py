"""What a program asks: parameters of an address, read and checked. A value that is none is refused in words. Pure."""

import datetime
import math
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from hsds.schedules import DAYS

PER_PAGE, MOST_PER_PAGE, MOST_MINIMAL = 20, 100, 5_000
# Beyond it no directory reaches; whoever reads that much takes the whole copy.
FARTHEST = 2_000_000
MOST_VALUES = 20
LONGEST = 300
MOST_METRES = 500_000
OLDEST = 150
YES_OR_NO = {"true": True, "1": True, "false": False, "0": False}


class BadParameter(ValueError):
    """A parameter that cannot be understood, and why."""

    def __init__(self, name: str, message: str):
        super().__init__(message)
        self.name, self.message = name, message


@dataclass(frozen=True)
class Point:
    """Where from, and how far."""

    latitude: float
    longitude: float
    metres: float


@dataclass(frozen=True)
class Asked:
    """An understood request for a list."""

    page: int = 1
    per_page: int = PER_PAGE
    words: str = ""
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    terms: tuple[str, ...] = ()
    taxonomies: tuple[str, ...] = ()
    organization: uuid.UUID | None = None
    modified_after: datetime.datetime | None = None
    modified_before: datetime.datetime | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    days: tuple[int, ...] = ()
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    near: Point | None = None
    postcode: str = ""
    metres: float | None = None
    top_only: bool = False
    parent: str = ""

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


def whole(name: str, text: str, *, least: int, most: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise BadParameter(name, _("Нужно целое число от %(least)s до %(most)s.") % {"least": least, "most": most})
    return int(text)


def decimal(name: str, text: str, *, least: float, most: float) -> float:
    try:
        value = float(text) if re.fullmatch(r"[-+]?[\d.]{1,20}", text, re.ASCII) else math.nan
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise BadParameter(name, _("Нужно число от %(least)s до %(most)s.") % {"least": least, "most": most})
    return value


def flag(name: str, text: str) -> bool:
    if text.lower() not in YES_OR_NO:
        raise BadParameter(name, _("Нужно true или false."))
    return YES_OR_NO[text.lower()]


def identifier(name: str, text: str) -> uuid.UUID:
    try:
        if len(text) == 36:
            return uuid.UUID(text)
    except ValueError:
        pass
    raise BadParameter(name, _("Нужен UUID: 32 шестнадцатеричные цифры с дефисами."))


def moment(name: str, text: str) -> datetime.datetime:
    """A date or a time; without an offset it is UTC. A plus that the address turned into a space is put back."""
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text)
    try:
        day = parse_date(text)
        at = datetime.datetime.combine(day, datetime.time.min) if day else parse_datetime(text)
        if at is not None:
            return (at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        pass
    raise BadParameter(name, _("Нужны дата и время по ISO 8601: 2026-05-03T00:00:00Z."))


def time(name: str, text: str) -> datetime.time:
    if found := re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(?::00)?", text, re.ASCII):
        return datetime.time(int(found[1]), int(found[2]))
    raise BadParameter(name, _("Нужно время: 09:30."))


def words(name: str, text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise BadParameter(name, _("Не больше %(most)s знаков, без нулевых.") % {"most": LONGEST})
    return text.strip()


def weekday(name: str, text: str) -> int:
    if text.upper() not in DAYS:
        raise BadParameter(name, _("Нужен день недели: %(days)s.") % {"days": ", ".join(DAYS)})
    return DAYS.index(text.upper()) + 1


def postcode(name: str, text: str) -> str:
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        raise BadParameter(name, _("Нужен почтовый индекс: шесть цифр."))
    return text


def answer_format(name: str, text: str) -> str:
    if text.lower() == "json":
        return "json"
    if text.lower() == "ndjson":
        raise BadParameter(name, _("Все записи в NDJSON — одним файлом: /api/hsds/bulk.zip."))
    raise BadParameter(name, _("Ответ бывает только json."))


Reader = Callable[[str, str], object]
ONE: dict[str, Reader] = {
    "search": words,
    "minimal": flag,
    "full": flag,
    "full_service": flag,
    "organization_id": identifier,
    "modified_after": moment,
    "modified_before": moment,
    "minimum_age": partial(whole, least=0, most=OLDEST),
    "maximum_age": partial(whole, least=0, most=OLDEST),
    "start_time": time,
    "end_time": time,
    "postcode": postcode,
    "proximity": partial(decimal, least=1, most=MOST_METRES),
    "lat": partial(decimal, least=-90, most=90),
    "lon": partial(decimal, least=-180, most=180),
    "top_only": flag,
    "parent_id": identifier,
    "format": answer_format,
}
MANY: dict[str, Reader] = {"taxonomy_term_id": identifier, "taxonomy_id": identifier, "day": weekday}


def asked(query: QueryDict, allowed: tuple[str, ...]) -> Asked:
    """Read what the address asks for; of what this list does not know, nothing is read."""
    one = {name: ONE[name](name, query[name]) for name in allowed if name in ONE and query.get(name)}
    many = {name: several(name, query) for name in allowed if name in MANY}
    minimal = bool(one.get("minimal"))
    most = MOST_MINIMAL if minimal else MOST_PER_PAGE
    per_page = whole("per_page", query["per_page"], least=1, most=most) if query.get("per_page") else PER_PAGE
    page = whole("page", query["page"], least=1, most=FARTHEST // per_page) if query.get("page") else 1
    check_pairs(one)
    return Asked(
        page=page,
        per_page=most if minimal and not query.get("per_page") else per_page,
        words=one.get("search", ""),
        minimal=minimal,
        full=bool(one.get("full")),
        full_service=bool(one.get("full_service")),
        terms=tuple(map(str, many.get("taxonomy_term_id", ()))),
        taxonomies=tuple(map(str, many.get("taxonomy_id", ()))),
        organization=one.get("organization_id"),
        modified_after=one.get("modified_after"),
        modified_before=one.get("modified_before"),
        minimum_age=one.get("minimum_age"),
        maximum_age=one.get("maximum_age"),
        days=tuple(many.get("day", ())),
        start_time=one.get("start_time"),
        end_time=one.get("end_time"),
        near=Point(one["lat"], one["lon"], one["proximity"]) if "lat" in one else None,
        postcode=one.get("postcode", ""),
        metres=one.get("proximity"),
        top_only=bool(one.get("top_only")),
        parent=str(one.get("parent_id", "")),
    )


def several(name: str, query: QueryDict) -> list:
    """Values of a repeated parameter, or of one with commas: any of them will do."""
    values = [value for text in query.getlist(name) for value in text.split(",") if value]
    if len(values) > MOST_VALUES:
        raise BadParameter(name, _("Не больше %(most)s значений.") % {"most": MOST_VALUES})
    return [MANY[name](name, value) for value in values]


def check_pairs(one: dict) -> None:
    """What only makes sense together."""
    point = {"lat", "lon"} & one.keys()
    if len(point) == 1:
        raise BadParameter("lon" if "lat" in point else "lat", _("Нужны и lat, и lon."))
    if point and "proximity" not in one:
        raise BadParameter("proximity", _("Укажите, сколько метров от точки."))
    if "proximity" in one and not point and "postcode" not in one:
        raise BadParameter("proximity", _("Укажите точку: lat и lon — или postcode."))
    if one.get("minimal") and one.get("full"):
        raise BadParameter("full", _("Что-то одно: minimal или full."))
    times = one.get("start_time"), one.get("end_time")
    if None not in times and times[0] >= times[1]:
        raise BadParameter("end_time", _("Время «до» не позже времени «с»."))
    ages = one.get("minimum_age"), one.get("maximum_age")
    if None not in ages and ages[0] > ages[1]:
        raise BadParameter("maximum_age", _("Возраст «до» меньше возраста «от»."))
