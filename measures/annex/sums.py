"""The sums of a cell of money, with the years, sources and units that its words give them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from .figures import ABSENT, BROKEN_NUMBER, NUMBER, decimal, doubt, unit_beside
from .grid import unmarked
from .periods import YEAR
from .sources import source_of

NOT_REQUIRED = re.compile(
    r"не требу|без (?:дополнительн\w* )?финансир|без (?:дополнительн\w* )?затрат|не предусм|"
    r"в пределах .*(средств|ассигн|финансир)|за сч[её]т текущ|"
    r"в рамках .*(деятельн|финансир|текущ|полномоч|средств|задани)",
    re.I,
)
WORDS_AROUND = re.compile(r"^[\s,;:.–—*(-]*(?:в том числе|в т\.\s?ч\.?|из них|из)?[\s,;:–—(-]*|[\s,;:*()–—-]+$", re.I)
WHOLE = re.compile(r"^(?:всего|итого|общ\w+ (?:объ[её]м\w*|сумма)|объ[её]м финансирования)\b[\s:–—-]*", re.I)
UNIT_WORDS = re.compile(
    r"^\s*(?:(?:т\b(?=\.?\s*р)|тыс\w*|млн|миллион\w*|млрд|миллиард\w*)\b\.?\s*)?(?:руб(?:\.|лей|ля|ль)?|р\.|₽)"
    r"|^\s*(?:тыс\w*|млн|миллион\w*|млрд|миллиард\w*)\b\.?",
    re.I,
)
# «до 75,0», «100,0 ежегодно», «по 50,0 на семью»: the figure is not the sum of the measure.
HEDGED = re.compile(
    r"[~≈≤≥<>×]|\b(?:до|около|порядка|примерно|ориентировочно|не (?:более|менее|выше|ниже)|свыше|более"
    r"|ежегодн\w*|ежемесячн\w*|ежекварт\w*|кажд\w+|(?:в|за|на) (?:год|месяц|квартал|одн\w+|1)"
    r"|на (?:семью|человека|реб[её]нка|единицу))\b",
    re.I,
)
# «10,01)»: the last digit may lead to a footnote.
LOOSE_BRACKET = re.compile(r"^[^()]*\d\)\s*$")
# «2021 год – 500,0; 2022 г.: 700,0»
YEAR_LABEL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:год\w*|гг?\.?)?\s*[-–—:=]\s*"
    r"(?=\d|[-–—]|не |(?:[форкм]|обл)б\b|вб|област|федерал|местн|краев|республик|средств|бюджет|фонд|грант)",
    re.I,
)
YEAR_IN_WORDS = re.compile(rf"{YEAR.pattern}\s*(?:[-–—]\s*{YEAR.pattern}\s*)?(?:г\b|гг|год)", re.I)
# «Закон № 123-ОЗ», «пункт 3»: numbers that count no money.
REFERENCE = re.compile(r"№\s*\d[\w/-]*|\b(?:пункт|п|ст|стать\w*|подпункт|приказ)\w*\.?\s*\d+(?:\.\d+)*", re.I)
DASHES = re.compile(r"[\s–—−-]+")
RAISED = re.compile("[⁰¹²³⁴-⁹]+")
NEGATIVE = re.compile(r"^\s*(?:[-−–—]\s*\d|минус\b|\(\s*\d[\d\s.,]*\)$)", re.I)
# «10О», «l00»: a letter typed for a digit.
LETTER_FOR_DIGIT = re.compile(r"\d[а-яёa-z](?![а-яёa-z.])|(?<![а-яёa-z])[а-яёa-z]\d", re.I)
LETTERS = re.compile(r"[а-яё]{2,}", re.I)


@dataclass(frozen=True)
class Sum:
    """A sum of a cell with the words beside it, which name its source. `unit`: roubles in one, where the words say."""

    amount: Decimal | None
    words: str = ""
    problem: str = ""
    not_required: bool = False
    year: int | None = None
    unit: int | None = None


def sums(cell: str) -> list[Sum]:
    """The sums of a cell of money, in their order: none where the cell is empty or has a dash."""
    cell = RAISED.sub("", unmarked(cell))
    if cell.strip("* ").lower() in ABSENT or DASHES.fullmatch(cell):
        return []
    if BROKEN_NUMBER.fullmatch(cell) and not NUMBER.fullmatch(cell):
        together = Decimal(cell.replace(" ", ""))
        return [Sum(together, problem=_("Пробел внутри числа: прочитано как %(number)s") % {"number": f"{together:f}"})]
    if LOOSE_BRACKET.match(cell):
        return [Sum(None, problem=_("Скобка без пары: последняя цифра может быть знаком сноски. Впишите сумму сами"))]
    if NEGATIVE.match(cell):
        return [Sum(None, problem=_("Похоже на сумму меньше нуля: впишите её сами"))]
    labels = list(YEAR_LABEL.finditer(cell))
    if labels:
        return by_years(cell, labels)
    bare = REFERENCE.sub("", cell)
    if NOT_REQUIRED.search(cell) and not NUMBER.search(YEAR_IN_WORDS.sub("", bare)):
        return [Sum(None, cell, not_required=True)]
    if YEAR_IN_WORDS.search(cell) or bare != cell or NOT_REQUIRED.search(cell):
        return [Sum(None, problem=_("Деньги описаны словами: внесите суммы сами"))]
    return list(found_sums(cell)) or [Sum(None, cell, _("В ячейке нет суммы"))]


def by_years(cell: str, labels: list[re.Match]) -> list[Sum]:
    """«1 500,0, в том числе: 2021 год – 500,0; 2022 год – 1 000,0»: each piece belongs to the year before it."""
    ends = [*(label.start() for label in labels[1:]), len(cell)]
    found = [(None, cell[: labels[0].start()])]
    found += [(int(label[1]), cell[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    if any(YEAR_IN_WORDS.search(piece) for _year, piece in found):
        return [Sum(None, problem=_("Деньги описаны словами: внесите суммы сами"))]
    whole = list(found_sums(found[0][1]))
    years = [replace(each, year=year) for year, piece in found[1:] for each in found_sums(piece)]
    if len(whole) == 1 and source_of(whole[0].words) and not any(each.words for each in years):
        # «Средства Фонда: 250,0 (2021 г. – 150,0; 2022 г. – 100,0)»: all of it is of the Fund.
        years = [replace(each, words=whole[0].words) for each in years]
    return [*whole, *years]


def found_sums(cell: str) -> Iterator[Sum]:
    """Each number with the words that belong to it: those after it, or those before where the sources stand first."""
    matches = list(NUMBER.finditer(cell))
    if not matches:
        return
    ends = [*(match.start() for match in matches[1:]), len(cell)]
    after = [cell[match.end() : end] for match, end in zip(matches, ends, strict=True)]
    pieces = [cell[: matches[0].start()], *after]
    first, last = named(pieces[0]), named(UNIT_WORDS.sub("", pieces[-1]))
    stand_before = bool(first) or (not last and any(map(named, pieces[1:-1])))
    said = said_before(pieces) if stand_before else [UNIT_WORDS.sub("", piece) for piece in after]
    if not stand_before and not label(said[0]):
        said[0] = pieces[0]
    if is_in_parts(after):
        yield Sum(None, problem=_("Сумма записана по частям: впишите её сами"))
        return
    if len(matches) > 1 and not any(map(named, pieces)):
        yield Sum(None, problem=_("В ячейке несколько сумм, и не сказано, чьи они"))
        return
    if len(matches) > 1 and any(YEAR.fullmatch(match[0]) for match in matches):
        yield Sum(None, problem=_("Деньги описаны словами: внесите суммы сами"))
        return
    if LETTER_FOR_DIGIT.search(cell):
        yield Sum(None, problem=_("Буква среди цифр: впишите сумму сами"))
        return
    problem = _("Непонятно, к какой сумме относится источник") if first and last and len(matches) > 1 else ""
    problem = problem or (_("Сумма с оговоркой: проверьте, что она значит") if HEDGED.search(cell) else "")
    for match, words, piece in zip(matches, said, after, strict=True):
        unit = UNIT_WORDS.match(piece)
        own = doubt(match.group()) or problem
        yield Sum(decimal(match.group()), label(words), own, unit=unit_beside(unit[0]) if unit else None)


def is_in_parts(after: list[str]) -> bool:
    """«1 млн 200 тыс. рублей», «1 000 руб. 50 коп.»: between the figures there is nothing but the unit of the first."""
    first, second = (UNIT_WORDS.match(piece) for piece in after[:2]) if len(after) > 1 else (None, None)
    if not first or after[0][first.end() :].strip(" \u00a0.иИ"):
        return False
    return after[1].lstrip().startswith("коп") or (
        second is not None and unit_beside(second[0]) < unit_beside(first[0])
    )


def said_before(pieces: list[str]) -> list[str]:
    """The words before each number, without the unit of the number before them; «всего» is no source."""
    return [pieces[0], *(UNIT_WORDS.sub("", piece) for piece in pieces[1:-1])]


def label(words: str) -> str:
    return WHOLE.sub("", WORDS_AROUND.sub("", words))


def named(piece: str) -> str:
    return source_of(piece) if LETTERS.search(piece) else ""
