"""Text pasted from a document or saved from it: cells stand apart by tabs. Pure."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from django.utils.translation import gettext as _

from .columns import MONEY, VALUES
from .drawn import is_drawn, read_drawn
from .grid import Row, Source, Table, is_ruler, row_of, tidy
from .headings import UNDER, likeness
from .numbers import numbered
from .row_money import YEAR_ALONE
from .sections import is_heading
from .sources import source_of
from .spaces import columns_of_spaces

# A direction that stands between the rows of a table as a line of its own: «2. Разработка …».
HEADING_LINE = re.compile(r"(?:\d{1,2}|[IVXІХ]{1,5})\.\s*\D")
# Excel copies a cell of several lines in quotes.
QUOTED_LINES = re.compile(r"(?:^|\t)\"[^\"\t]*\n", re.M)
SEPARATORS = "|;"
FEWEST_LINES = 3
MOST_LINES_OF_A_CELL = 12
HEAD_ROWS = 4
MOST_HEADINGS = 3  # one under another: an aim, its task, its section
# A heading that has others under it.
WIDE = re.compile(f"{MONEY.pattern}|{VALUES.pattern}|по годам", re.I)
COVERED = "\0"  # the rest of a wide heading

Line = tuple[int, list[str]]


def read_text(text: str) -> Source:
    """Tables are lines with tabs; blank lines, drawn rules and headings of directions do not end one."""
    if "\t" not in text and is_drawn(text):
        return read_drawn(text)
    source, table, waiting, before = Source(), None, [], []
    text = with_tabs(text)
    spaced = "" if "\t" in text else columns_of_spaces(text)
    for number, texts in mended(list(lines(spaced or text))):
        cells = tuple(map(tidy, texts))
        if len(cells) > 1 and any(cells):
            if table is None:
                table = Table(before=before)
                source.tables.append(table)
                before = []
            else:
                table.rows += waiting
            waiting = []
            if not is_ruler(cells):
                table.rows.append(row_of(texts, place_of(number)))
        elif cells[0] and not is_ruler(cells):
            if table is not None and goes_between(cells[0]) and len(waiting) < MOST_HEADINGS:
                waiting.append(Row(cells, place_of(number)))
            else:
                before += [*(row.cells[0] for row in waiting), cells[0]]
                table, waiting = None, []
    source.prose += [*before, *(row.cells[0] for row in waiting)]
    are_sure = [spread_head(each) for each in source.tables]
    for each in source.tables:
        mark_uneven(each)
        if spaced:
            doubt = _("Графы разделены по пробелам: сверьте строку с документом")
            each.rows = [replace(row, doubt=doubt) for row in each.rows]
    if not all(are_sure):
        source.notes.append(
            _("Строки шапки разной длины: какая графа под каким заголовком, видно не всегда. Надёжнее загрузить файл.")
        )
    return source


def goes_between(line: str) -> bool:
    return bool(HEADING_LINE.match(line) or YEAR_ALONE.match(line)) or is_heading(line)


def with_tabs(text: str) -> str:
    """Cells that bars or semicolons part, as tabs; text without such cells as it is."""
    if "\t" in text:
        return text
    found = text.splitlines()
    for mark in SEPARATORS:
        parted = [line for line in found if line.count(mark) > 1]
        if len(parted) >= FEWEST_LINES and len(parted) * 2 > len([line for line in found if line.strip()]):
            return "\n".join("\t".join(apart(line, mark)) if mark in line else line for line in found)
    return text


def apart(line: str, mark: str) -> list[str]:
    cells = next(csv.reader([line.strip()], delimiter=mark))
    return cells[1:-1] if mark == "|" and line.strip().startswith("|") and line.strip().endswith("|") else cells


def lines(text: str) -> Iterator[Line]:
    """Each line by its number, as cells; a quoted cell may hold several."""
    if not QUOTED_LINES.search(text):
        yield from ((number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1))
        return
    table = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    first = 1
    for cells in table:
        yield first, cells or [""]
        first = table.line_num + 1


def mended(found: list[Line]) -> Iterator[Line]:
    """Word parts the paragraphs of a cell by new lines: a row that stops short goes on until it is whole."""
    usual = usual_width(found)
    at = 0
    while at < len(found):
        number, cells = found[at]
        taken, whole = gathered(found, at, usual)
        yield number, whole or cells
        at += taken


def usual_width(found: list[Line]) -> int:
    """The widest that rows are more than once: merged cells only ever make a row shorter."""
    widths = Counter(len(cells) for _number, cells in found if len(cells) > 1)
    return max((width for width, times in widths.items() if times > 1), default=0)


def gathered(found: list[Line], at: int, usual: int) -> tuple[int, list[str]]:
    """How many lines make one row, and the row; one line and nothing where they make none."""
    cells = list(found[at][1])
    if not 1 < len(cells) < usual or not numbered(cells[0].strip()):
        return 1, []
    for taken, (_number, more) in enumerate(found[at + 1 : at + MOST_LINES_OF_A_CELL], 2):
        if not any(text.strip() for text in more) or (len(more) > 1 and numbered(more[0].strip())):
            break
        cells = [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]]
        if len(cells) >= usual:
            return (taken, cells) if len(cells) == usual else (1, [])
    return 1, []


def mark_uneven(table: Table) -> None:
    """Rows of more or fewer cells than the head: a cell that was merged, or a tab within one, has moved the others."""
    head = next((row for row in table.rows[:HEAD_ROWS] if likeness(row) > 1), None)
    if head:
        doubt, fits = _("В строке не столько граф, сколько в шапке: значения могли сдвинуться"), (1, len(head.cells))
        table.rows = [row if len(row.cells) in fits else replace(row, doubt=doubt) for row in table.rows]


def spread_head(table: Table) -> bool:
    """Pasted text gives a wide heading once: spread each row of the head over the one beneath, where that is sure."""
    first = next((at for at, row in enumerate(table.rows[:HEAD_ROWS]) if likeness(row) > 1), None)
    if first is None:
        return True
    hang(table, first)
    last = first
    while last + 1 < min(first + HEAD_ROWS, len(table.rows)) and not table.rows[last + 1].cells[0]:
        last += 1
    rows, unsure = [list(row.cells) for row in table.rows[first : last + 1]], False
    for at in range(len(rows) - 2, -1, -1):
        cells = spread(rows[at], rows[at + 1])
        unsure |= not cells and len(rows[at]) < len(rows[at + 1])
        rows[at] = cells or rows[at]
    for at, cells in enumerate(rows, first):
        table.rows[at] = Row(tuple("" if text == COVERED else text for text in cells), table.rows[at].place)
    return not unsure


def hang(table: Table, first: int) -> None:
    """A browser leaves out cells that are merged with one above: «2024, 2025» move under the only wide heading."""
    if len(table.rows) < first + 3:
        return
    upper, lower, body = (list(row.cells) for row in table.rows[first : first + 3])
    wide = [at for at, text in enumerate(upper) if WIDE.search(text)]
    fits = len(upper) - 1 + len(lower) == len(body) and len(lower) > 1
    if len(wide) == 1 and fits and all(text and (UNDER.search(text) or source_of(text)) for text in lower):
        after = [""] * (len(upper) - wide[0] - 1)
        table.rows[first + 1] = Row((*[""] * wide[0], *lower, *after), table.rows[first + 1].place)


def spread(upper: list[str], lower: list[str]) -> list[str]:
    """Each heading over its first column; nothing where it cannot be told which columns a wide one covers."""
    runs = [(filled, len(list(cells))) for filled, cells in groupby(map(bool, lower))]
    wide = len(upper) - sum(length for filled, length in runs if not filled)
    of_runs = [length for filled, length in runs if filled]
    if len(upper) >= len(lower) or wide < 1:
        return []
    if wide != len(of_runs):
        if len(of_runs) != 1 or of_runs[0] % wide:
            return []
        runs = [each for run in runs for each in ([(True, run[1] // wide)] * wide if run[0] else [run])]
    found, left = [], iter(upper)
    for filled, length in runs:
        found += [next(left), *[COVERED] * (length - 1)] if filled else islice(left, length)
    return found


def place_of(number: int) -> str:
    return _("строка %(row)s") % {"row": number}
