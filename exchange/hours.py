"""Opening hours as people write them: «пн–пт 9:00–18:00, перерыв 13:00–14:00; сб 10–14». Pure."""

import datetime
import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

DAYS = {
    **{"пн": 1, "вт": 2, "ср": 3, "чт": 4, "пт": 5, "сб": 6, "вс": 7},
    **{"понедельник": 1, "вторник": 2, "сред": 3, "четверг": 4, "пятниц": 5, "суббот": 6, "воскресень": 7},
}
SETS = {
    "ежедневно": range(1, 8),
    "без выходных": range(1, 8),
    "по будням": range(1, 6),
    "по будням дням": range(1, 6),
    "будни": range(1, 6),
    "будние дни": range(1, 6),
    "рабочие дни": range(1, 6),
    "по рабочим дням": range(1, 6),
    "по выходным": range(6, 8),
    "выходные": range(6, 8),
}
WORDS = "понедельник[ау]?|вторник[ау]?|сред[аеуы]|четверг[ау]?|пятниц[аеуы]|суббот[аеуы]|воскресень[еюя]"
DAY = rf"(?:{WORDS}|пн|вт|ср|чт|пт|сб|вс)\.?"
CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
SPAN = rf"(?:с\s+)?({CLOCK})\s*(?:час\w*|ч\.?)?\s*(?:-|до)\s*({CLOCK})(?!\d)\s*(?:час\w*|ч\.?)?"
TOKEN = re.compile(
    rf"""
    (?P<off>выходной(?:\s+день)?|выходные\s+дни|не\s+работает|закрыто)
    | (?P<set>{"|".join(map(re.escape, sorted(SETS, key=len, reverse=True)))})
    | (?P<days>(?:с\s+|по\s+)?{DAY}(?:\s*(?:-|,|;(?=\s*{DAY}\s*(?:выходной|$))|\sи\s|\sпо\s)\s*{DAY})*)
    | (?P<always>круглосуточно)
    | (?P<pause>(?:технический\s+)?(?:перерыв|обед(?:енный\s+перерыв)?)(?:\s+на\s+обед)?\s*:?\s*{SPAN})
    | (?P<no_pause>без\s+(?:перерыва|обеда)(?:\s+на\s+обед)?)
    | (?P<time>{SPAN})
    | (?P<next>[;\n])
    | (?P<skip>[\s,:.()-]+|и\b)
    """,
    re.VERBOSE,
)
ALL_DAY = (datetime.time(0, 0), datetime.time(23, 59))
DASHES = str.maketrans("–—−‒", "----")
# «9⁰⁰», as on a door-plate.
RAISED = re.compile("(?<=\\d)[⁰¹²³⁴⁵][⁰¹²³⁴⁵⁶⁷⁸⁹]")


class Day(NamedTuple):
    weekday: int
    opens: datetime.time
    closes: datetime.time
    break_starts: datetime.time | None = None
    break_ends: datetime.time | None = None


class HoursRefused(ValueError):
    """What in the text was not understood."""


def parse_hours(text: str) -> tuple[Day, ...]:
    """The days of the week that are open, in order; days off are left out."""
    week = Week()
    lowered = RAISED.sub(lambda found: ":" + unicodedata.normalize("NFKC", found[0]), text.translate(DASHES).lower())
    clean = re.sub(r"[^\S\n]+", " ", lowered).strip()
    place = 0
    while place < len(clean):
        found = TOKEN.match(clean, place)
        if not found:
            raise HoursRefused(_("непонятно: «%(rest)s»") % {"rest": clean[place : place + 40]})
        week.take(found)
        place = found.end()
    return week.days()


class Week:
    """What has been said so far: of which days, and what of them."""

    def __init__(self):
        self.open: dict[int, Day] = {}
        self.said: set[int] = set()
        self.named: list[int] = []
        self.within: set[int] = set()
        self.unbroken: set[int] = set()
        self.is_always = False

    def take(self, token: re.Match) -> None:
        kind = token.lastgroup if token.lastgroup in ACTIONS else kind_of(token)
        if kind in ACTIONS:
            ACTIONS[kind](self, token)

    def name(self, token: re.Match) -> None:
        self.named = day_numbers(token["days"])

    def name_set(self, token: re.Match) -> None:
        days = list(SETS[token["set"]])
        # «Круглосуточно, без выходных» says it twice.
        self.named = [] if self.is_always and set(days) == self.said else days

    def work(self, token: re.Match) -> None:
        start, end = (clock_of(part) for part in re.findall(CLOCK, token["time"])[:2])
        self.mark(start, end)

    def work_always(self, token: re.Match) -> None:
        """With no day named it is every day."""
        if not self.named and not self.said:
            self.named, self.is_always = list(SETS["ежедневно"]), True
        self.mark(*ALL_DAY)

    def rest(self, token: re.Match) -> None:
        self.claim()
        self.named = []

    def claim(self) -> list[int]:
        if not self.named:
            raise HoursRefused(_("не сказано, в какие дни"))
        if twice := self.said & set(self.named):
            raise HoursRefused(_("день назван дважды: %(day)s") % {"day": list(DAYS)[min(twice) - 1]})
        self.said |= set(self.named)
        return self.named

    def mark(self, start: datetime.time, end: datetime.time) -> None:
        if start == end:
            raise HoursRefused(_("открытие и закрытие в одно время"))
        days = self.claim()
        self.open |= {day: Day(day, start, end) for day in days}
        self.within |= set(days)
        self.named = []

    def pause(self, token: re.Match) -> None:
        """Of every day since the last semicolon that has no break yet; said right after one, of every such day."""
        start, end = (clock_of(part) for part in re.findall(CLOCK, token["pause"])[:2])
        since = self.within or self.open.keys() - self.unbroken
        meant = [day for day in since if self.open[day].break_starts is None]
        if not meant:
            raise HoursRefused(_("перерыв назван раньше часов работы"))
        for day in meant:
            if not self.open[day].opens < start < end < self.open[day].closes:
                raise HoursRefused(_("перерыв должен лежать внутри рабочего дня"))
            self.open[day] = self.open[day]._replace(break_starts=start, break_ends=end)

    def no_pause(self, token: re.Match) -> None:
        self.unbroken |= self.within
        self.within = set()

    def begin(self, token: re.Match) -> None:
        self.within = set()

    def days(self) -> tuple[Day, ...]:
        if self.named:
            raise HoursRefused(_("не сказано, в какие часы"))
        return tuple(self.open[day] for day in sorted(self.open))


ACTIONS = {
    "days": Week.name,
    "set": Week.name_set,
    "time": Week.work,
    "always": Week.work_always,
    "off": Week.rest,
    "pause": Week.pause,
    "no_pause": Week.no_pause,
    "next": Week.begin,
}


def kind_of(token: re.Match) -> str:
    return next((kind for kind in ACTIONS if token[kind]), "skip")


def day_numbers(text: str) -> list[int]:
    """«пн-чт, сб» as 1, 2, 3, 4, 6; «с пн по пт» is a range too."""
    text = re.sub(r"^по\s+", "", re.sub(r"\sпо\s", "-", text))
    found: list[int] = []
    for part in re.split(r",|;|\sи\s", re.sub(r"^с\s+", "", text)):
        ends = [day_number(name) for name in part.split("-")]
        found += range(ends[0], ends[-1] + 1) if ends[0] <= ends[-1] else [*range(ends[0], 8), *range(1, ends[-1] + 1)]
    return list(dict.fromkeys(found))


def day_number(name: str) -> int:
    name = name.strip(" .")
    return next(number for stem, number in DAYS.items() if name.startswith(stem))


def clock_of(text: str) -> datetime.time:
    hour, _colon, minute = text.replace(".", ":").partition(":")
    if int(hour) == 24 and not int(minute or 0):
        return ALL_DAY[1]
    try:
        return datetime.time(int(hour), int(minute or 0))
    except ValueError:
        raise HoursRefused(_("такого времени нет: %(time)s") % {"time": text}) from None
