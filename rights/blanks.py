"""The blanks of a letter: where its text leaves room to write, how much, and what belongs there."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rights.models import Letter

BLANK = re.compile(r"__\.__\.____|_{2,}")
DATE = "__.__.____"
DATE_WIDTH = 26
# Of one underscore, and of the widest blank within a line.
MILLIMETRES, WIDEST = 2.1, 150
# So many at the end of a paragraph are room for a story.
A_STORY = 40
BRACKETS = re.compile(r"\([^)]*\)")
MOST_WORDS = 7
# More than any letter has; what an editor draws of underscores must not make a form of thousands of fields.
MOST_FIELDS = 200


@dataclass(frozen=True)
class Piece:
    """A piece of text, or a blank: its number in the letter, its size and what is to be written there; and as drawn."""

    text: str
    number: int = 0
    size: str = ""
    drawn: str = ""


def as_data(letter: Letter, signing: str) -> dict:
    """The letter in pieces, line by line; `signing` is the line with the date."""
    numbers = itertools.count(1)
    addressee = letter.addressee_lines
    hints = [*addressee[1:], ""]
    return {
        "addressee": [list(pieces(line, numbers, "rest", hint)) for line, hint in zip(addressee, hints, strict=True)],
        "paragraphs": [list(pieces(text, numbers, "area")) for text in letter.paragraphs],
        "attachments": [list(pieces(line, numbers, "rest")) for line in letter.attachment_lines],
        "date": list(pieces(signing, numbers)),
    }


def pieces(line: str, numbers: Iterator[int], last: str = "", hint: str = "") -> Iterator[Piece]:
    """`last` is how large a blank at the end of the line is; `hint` explains the line when it stands in brackets."""
    end = 0
    for blank in BLANK.finditer(line):
        number = next(numbers)
        if number > MOST_FIELDS:
            break
        if before := line[end : blank.start()]:
            yield Piece(before)
        end = blank.end()
        at_end = not line[end:].strip(" .")
        size = size_of(blank[0], last if at_end else "")
        yield Piece(meaning(line[: blank.start()], hint), number, size, blank[0])
    if line[end:].strip(" ."):
        yield Piece(line[end:])


def size_of(blank: str, last: str) -> str:
    if blank == DATE:
        return str(DATE_WIDTH)
    if last == "rest" or (last == "area" and len(blank) >= A_STORY):
        return last
    return str(round(min(max(len(blank) * MILLIMETRES, 12), WIDEST)))


def meaning(before: str, hint: str) -> str:
    """What belongs into the blank, in the letter's own words."""
    if hint.startswith("("):
        return hint.strip("()")
    words = BLANK.sub("…", BRACKETS.sub("", before)).split()[-MOST_WORDS:]
    return " ".join(words).strip(" :,—«»(") or _("впишите")
