"""The number that a row begins with: «1.1», «1)», «IV». Pure."""

import re

# «1.1», «13.3.», «2.1.4», «1)»; and «1.» with the title after it in the same cell.
NUMBER = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})\.?\)?(?=\s|$|[^\d\s.])[*¹²³]*\s*(?P<rest>.*)$", re.S)
# «IV», «II.1.», the letters often typed in Cyrillic.
ROMAN = re.compile(
    r"^(?P<number>[IVXІХ]{1,5}(?:\.\d{1,3}){0,3})(?:\.?\)?(?=\s|$)|\.(?=\S))[*¹²³]*\s*(?P<rest>.*)$", re.S
)
LATIN = str.maketrans("ІХ", "IX")


def numbered(text: str) -> tuple[str, str] | None:
    """The number that a cell starts with, and what follows it there."""
    found = NUMBER.match(text) or ROMAN.match(text)
    return (found["number"].translate(LATIN), found["rest"].strip()) if found else None
