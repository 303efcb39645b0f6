"""How figures, dates and phones are written for people. Pure functions; every one leaves an absent value absent."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import date_format
from markupsafe import Markup, escape

from portal.speaking import gettext as _
from portal.speaking import language

NBSP = "\u00a0"
ABSENT = "—"
# Languages that part whole and fraction by a point, and thousands by a comma.
POINTED = {"en"}
QUOTES = re.compile("([«»])")
INNER = {"«": "„", "»": "“"}


def plain(text: str) -> str:
    """With usual spaces, as people type them: for tables, data and messages, in which people search."""
    return text.replace(NBSP, " ")


def number(value: int | Decimal | None, places: int | None = None) -> str:
    """«9 850 000», «40,5», in English 9,850,000 and 40.5; `places` fixes the digits of a fraction."""
    if value is None:
        return ABSENT
    if type(value) is int and places is None:
        text = f"{value:,}"
    else:
        value = Decimal(value)
        text = f"{value:,.{places}f}" if places is not None else f"{value.normalize():,f}"
    text = text.replace("-", "−")
    return text if language() in POINTED else text.replace(",", NBSP).replace(".", ",")


def amount(value: Decimal | int) -> str:
    """«9 850 000», «1 250,50»; kopecks only where there are any."""
    value = Decimal(value)
    return number(value, 0 if value == value.to_integral_value() else 2)


def rub(value: Decimal | int | None) -> str:
    """«9 850 000 ₽»."""
    return ABSENT if value is None else f"{amount(value)}{NBSP}₽"


def rub_short(amount: Decimal | int | None) -> str:
    """«9,85 млн ₽», «100 тыс. ₽»: for charts, where the exact figure stands in the table beside."""
    if amount is None:
        return ABSENT
    amount = Decimal(amount)
    if abs(amount) >= 1_000_000:
        return with_unit(round(amount / 1_000_000, 2), _("млн ₽"))
    if abs(amount) >= 1_000:
        return with_unit(round(amount / 1_000, 1), _("тыс. ₽"))
    return rub(amount)


def with_unit(value: Decimal, unit: str) -> str:
    """A figure and all the words of its unit on one line."""
    return f"{number(value)}{NBSP}{unit.replace(' ', NBSP)}"


def date(value: datetime.date | None, pattern: str = "j E Y") -> str:
    """«2 августа 2016»."""
    return day(value, pattern).replace(" ", NBSP) if value else ABSENT


def day(value: datetime.date, pattern: str) -> str:
    """With usual spaces. Days are few and pages name them again and again; of a moment it depends on where one is."""
    return day_in(language(), value, pattern) if type(value) is datetime.date else date_format(value, pattern)


@lru_cache(maxsize=5_000)
def day_in(_language: str | None, value: datetime.date, pattern: str) -> str:
    """In the language of the moment, which it is kept by."""
    return date_format(value, pattern)


def years(text: str) -> str:
    """«2016г.», as some acts print it, as «2016 г.» that no line parts; other words stay as they are."""
    return re.sub(r"(?<=\d{4})\s?(?=гг?\.)", NBSP, text)


# A short word belongs to the next: «с семьёй», «под опекой»; so do «№ 8», «ст. 22», «г. Муром», «3 года».
CLINGING = re.compile(
    r"(?<![\w-])("
    r"[авикосу]|во|ко|со|об|обо|на|по|за|до|из|изо|от|не|ни|но|без|для|при|под|над|про"
    r"|(?:д|кв|каб|корп|стр|оф|ст|ч|п|пп|гл|г|им)\.(?-i:(?= [\dА-ЯЁ]))"
    r"|[№§]|\d+(?= (?:лет|года?|дн|дня|дней|час|мин|тыс|млн|руб|%|₽))"
    r"|[IVX]+(?= квартал)"
    r") (?=\S)",
    re.IGNORECASE,
)
# And what says nothing at the beginning of a line.
TRAILING = re.compile(r"(?<=\S) (?=[—–·] |(?:же|ли|бы)(?!\w))")


def bound(text: object) -> str:
    """No line ends with what only the next word completes, nor begins with a dash. Markup stays markup."""
    return bound_text(text if isinstance(text, str) else str(text))


@lru_cache(maxsize=2_000, typed=True)  # by type too: markup and its text are equal
def bound_text(text: str) -> str:
    """Headings are the same on each page, and many cards have a sentence in common."""
    said = TRAILING.sub(NBSP, CLINGING.sub(rf"\1{NBSP}", text))
    return Markup(said) if isinstance(text, Markup) else said  # noqa: S704 (safe as it came; a space changed)


def phone(value: str, code_length: int | None = None) -> str:
    """«+78002000122» as «8 800 200-01-22», the way it is dialled in Russia; anything else as it is.

    The code of a town may have four or five digits: «8 84342 3-12-34».
    """
    digits = value.removeprefix("+7")
    if not value.startswith("+7") or len(digits) != 10 or not (digits.isascii() and digits.isdecimal()):
        return value
    own = code_length or 3
    return f"8{NBSP}{digits[:own]}{NBSP}{digits[own:6]}-{digits[6:8]}-{digits[8:]}"


def nested(text: str) -> str:
    """A whole sentence with the quotes inside of quotes as Russian writes them: «карточка „АНО „Дом““».

    Names come with quotes of their own. Where not every quote is closed, nobody can tell which is inside of which.
    """
    if text.count("«") < 2 or text.count("«") != text.count("»"):
        return text
    depth, pieces = 0, []
    for piece in QUOTES.split(text):
        depth -= piece == "»"
        pieces.append(INNER.get(piece, piece) if depth > 0 else piece)
        depth += piece == "«"
        if depth < 0:
            return text
    return type(text)("".join(pieces))


def quoted(names: Iterable[object]) -> str:
    """«Ромашка», «АНО „Дом“»."""
    return ", ".join(nested(f"«{name}»") for name in names)


def coded(text: str) -> Markup:
    """What stands between backticks as code, the rest escaped: a description as OpenAPI has it, for a page."""
    pieces = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )
