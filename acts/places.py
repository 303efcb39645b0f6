"""Places in an act as people write them, «статья 22, часть 1», and the anchors of its page. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    ARTICLE = "article", _("Статья")
    POINT = "point", _("Пункт")
    ANNEX = "annex", _("Приложение")


Part = tuple[str, str]
PREFIXES = {Unit.ARTICLE: "st", Unit.POINT: "p", Unit.ANNEX: "pr"}
NUMBER = r"\d+(?:[.-]\d+)*"
NUMBERS = rf"{NUMBER}(?:\s*(?:,|и|[–—])\s*{NUMBER}(?![.\d]*\s*(?:час|абзац)))*"
NAMES = {
    Unit.ANNEX: r"приложени(?:е|я|ю|и|ем|ях)\s*(?:№\s*)?",
    Unit.ARTICLE: r"(?:стат(?:ья|ьи|ью|ье|ей|ьёй|ьям|ьях|ьями)|ст\.)\s*",
    Unit.POINT: r"(?:пункт(?:ы|а|е|у|ом|ов|ах)?|пп?\.)\s*",
}
PATTERNS = {unit: re.compile(rf"(?<!\w){name}({NUMBERS})", re.IGNORECASE) for unit, name in NAMES.items()}
RANGE = re.compile(r"(\d+)\s*[–—]\s*(\d+)")
# «Статьи 1–500» is no list of places.
LONGEST_RANGE = 50


@lru_cache(maxsize=10_000)
def parts(place: str) -> tuple[Part, ...]:
    """The parts of an act that a place names. A point of an annex or of an article belongs to that one."""
    for unit, pattern in PATTERNS.items():
        found = [number for match in pattern.finditer(place) for number in numbers(match[1])]
        if found:
            return tuple((str(unit), number) for number in dict.fromkeys(found))
    return ()


def numbers(text: str) -> Iterator[str]:
    """«14–16, 22 и 28»: 14, 15, 16, 22, 28."""
    for piece in re.split(r"\s*(?:,|и)\s*", text):
        if match := RANGE.fullmatch(piece):
            first, last = int(match[1]), int(match[2])
            yield from map(str, range(first, min(last, first + LONGEST_RANGE) + 1))
        else:
            yield from re.findall(NUMBER, piece)


def part_anchor(unit: str, number: str) -> str:
    return f"{PREFIXES[Unit(unit)]}-{re.sub(r'[^0-9a-z]+', '-', number.lower())}"


def anchor(place: str) -> str:
    """«#st-22» for the first part that the place names, or nothing."""
    named = parts(place)
    return f"#{part_anchor(*named[0])}" if named else ""
