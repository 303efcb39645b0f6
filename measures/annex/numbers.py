"""The number that a row begins with: «1.1», «1)», «IV», «Мероприятие 1.1». Pure."""

import re

# «1.1», «13.3.», «2.1.4», «1)», «1.3а», «1.3-1»; and «1.» with the title after it in the same cell. A date is none.
NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:(?:\.\d{1,3}){1,4}(?:-\d{1,2}(?=[\s.)]|$))?)?(?:[а-я](?=[\s.)]|$))?)"
    r"\.?\)?(?=\s|$|[^\d\s.,])[*⁰¹²³⁴-⁹]*\s*(?P<rest>.*)$",
    re.S,
)
# «IV», «II.1.», the letters often typed in Cyrillic.
ROMAN = re.compile(
    r"^(?P<number>[IVXІХ]{1,5}(?:\.\d{1,3}){0,3})(?:\.?\)?(?=\s|$)|\.(?=\S))[*⁰¹²³⁴-⁹]*\s*(?P<rest>.*)$", re.S
)
# «Основное мероприятие 1.1.», «п. 3», «№ 4».
NAMED = re.compile(
    r"^(?:(?:основное |отдельное |контрольное )?мероприятие|пункт|п\.|подпункт|пп\.|№|показатель|целевой показатель)"
    r"\s*(?=[\dIVX])",
    re.I,
)
# What a workbook has made of «1.1» and «1.2»: a fraction, or a day of a month.
BECAME_FRACTION = re.compile(r"(\d{1,3}),(\d{1,3})")
BECAME_DATE = re.compile(r"(\d\d)\.(\d\d)\.(?:19|20)\d\d")
DASH = re.compile(r"^[-–—]\s+")
LATIN = str.maketrans("ІХ", "IX")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
ROMAN_NUMBER = re.compile(r"[IVX]{1,6}")


def numbered(text: str) -> tuple[str, str] | None:
    """The number that a cell starts with, and what follows it there."""
    text = NAMED.sub("", text)
    found = NUMBER.match(text) or ROMAN.match(text)
    return (found["number"].translate(LATIN), DASH.sub("", found["rest"].strip())) if found else None


def numbered_in(text: str, *, has_own_column: bool) -> tuple[str, str] | None:
    """The number of a row; in a column of nothing but numbers, also what a workbook has made of one."""
    if has_own_column and (found := BECAME_FRACTION.fullmatch(text) or BECAME_DATE.fullmatch(text)):
        return f"{int(found[1])}.{int(found[2])}", ""
    return numbered(text)


def arabic(number: str) -> str:
    """«IV» as «4», «II.1» as «2.1»; another number as it is."""
    first, dot, rest = number.partition(".")
    return f"{roman_value(first)}{dot}{rest}" if ROMAN_NUMBER.fullmatch(first) else number


def roman_value(number: str) -> int:
    values = [ROMAN_DIGITS[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def wholes_of(number: str) -> list[str]:
    """«1» and «1.2» of «1.2.1»."""
    parts = number.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def is_within(number: str, whole: str) -> bool:
    """Whether «1.2.1» is a part of «1.2»."""
    return arabic(number).startswith(f"{arabic(whole)}.")
