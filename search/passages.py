"""A piece of a long text around the words that were asked for, and where answers show it."""

import re

from django.utils.translation import gettext as _
from markupsafe import Markup

from home.passages import texts_of, texts_of_acts
from search import language
from search.highlighting import Marks, highlighted, spans
from search.models import Type
from search.query import Result, Row, marks_of, traces_of
from search.wording.synonyms import heard

BEFORE, AFTER = 80, 160
# A line that begins anew, an item of a list: run together with the one before, it would make no sense.
NEW_LINE = re.compile(r"(?<![.!?:;,])\n(?=[A-ZА-ЯЁ\d])")


def passage(text: str, words: str) -> Markup | None:
    """The piece with the words marked, where there is one."""
    spoken = heard(language.asked(words))
    piece = piece_of(text, traces_of(spoken))
    return highlighted(piece, marks_of(spoken)) if piece else None


def piece_of(text: str, marks: Marks) -> str:
    """From a word's beginning to a word's end, about the first place where one of the words stands."""
    found = spans(text, marks)
    if not found:
        return ""
    first, last = found[0]
    start, end = max(0, first - BEFORE), min(len(text), last + AFTER)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) >= 0 else len(text)
    piece = " ".join(NEW_LINE.sub(" · ", text[start:end]).split())
    return f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"


def with_passages(result: Result) -> list[Row]:
    """The rows; one whose file alone has the words says where. Nothing is asked where there is no such row."""
    silent = [row for row in result.rows if row.file_of and not says(row, result.traces)]
    pieces = {key: piece_of(text, result.traces) for key, text in texts_behind(silent).items()}
    return [quoting(row, pieces.get((row.type, row.file_of), "")) for row in result.rows]


def texts_behind(rows: list[Row]) -> dict[tuple[Type, int], str]:
    """By the kind of the record and its number: one query for files of materials, two for those of acts."""
    found = {}
    for kind, read in ((Type.PAGE, texts_of), (Type.ACT, texts_of_acts)):
        if keys := {row.file_of for row in rows if row.type == kind}:
            found |= {(kind, key): text for key, text in read(keys).items()}
    return found


def says(row: Row, marks: Marks) -> bool:
    return bool(spans(row.title, marks) or spans(row.summary, marks))


def quoting(row: Row, piece: str) -> Row:
    return row._replace(facts=[*row.facts, _("В файле: {piece}").format(piece=piece)]) if piece else row
