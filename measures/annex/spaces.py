"""Text of a PDF whose columns stand apart by spaces only: cut where every row has a gap. Pure.

Nothing is guessed: where one row of the table runs through the gap of the others, the text has no columns.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from .figures import NUMBER
from .grid import tidy
from .numbers import numbered
from .sections import TOTALS, is_heading

APART = re.compile(r"\S\s{2,}\S")
FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
NARROWEST = 2  # spaces between columns
MOST_HEAD_LINES = 8

Span = tuple[int, int]


def columns_of_spaces(text: str) -> str:
    """The text with tabs between the cells of its tables; empty where it has no columns."""
    found, are_tables = [], False
    for is_table, group in groupby(text.splitlines(), is_of_table):
        lines = list(group)
        rows = in_columns(lines) if is_table else lines
        if is_table and not rows:
            return ""
        are_tables |= is_table
        found += rows
    return "\n".join(found) if are_tables else ""


def is_of_table(line: str) -> bool:
    """A line of several cells, or of one that stands away from the margin, or a heading between them."""
    return bool(APART.search(line)) or line.startswith(" " * NARROWEST) or is_heading(line.strip())


def in_columns(lines: list[str]) -> list[str]:
    """Lines with tabs; none where their columns are not sure."""
    first = next((at for at, line in enumerate(lines) if is_row(line)), 0)
    spans = spans_of([line for line in lines[first:] if APART.search(line)])
    if not 0 < first <= MOST_HEAD_LINES or len(spans) < FEWEST_COLUMNS:
        return []
    if sum(map(is_row, lines)) < FEWEST_ROWS:
        return []
    spread_over = [spread(line, spans) for line in lines[:first]]
    if not all(spread_over):
        return []
    head = map(" ".join, zip(*spread_over, strict=True))
    return ["\t".join(map(tidy, head)), *("\t".join(row) for row in rows_of(lines[first:], spans))]


def is_row(line: str) -> bool:
    return bool(APART.search(line)) and numbered(line.strip()) is not None


def spans_of(lines: list[str]) -> list[Span]:
    """Where columns begin and end: between gaps that all lines share."""
    width = max(map(len, lines), default=0)
    inked = [any(len(line) > at and line[at] != " " for line in lines) for at in range(width)]
    spans: list[Span] = []
    for is_inked, places in groupby(range(width), inked.__getitem__):
        run = list(places)
        if is_inked and spans and run[0] - spans[-1][1] < NARROWEST:
            spans[-1] = spans[-1][0], run[-1] + 1
        elif is_inked:
            spans.append((run[0], run[-1] + 1))
    return spans


def spread(line: str, spans: list[Span]) -> list[str]:
    """The words of a line of the head by columns; what stands over several is given to each of them.

    Nothing where two headings stand over one column: rows have run through the gap between theirs.
    """
    found = [""] * len(spans)
    for words in re.finditer(r"\S+(?: \S+)*", line):
        over = [at for at, (start, end) in enumerate(spans) if words.start() < end and words.end() > start]
        nearest = min(range(len(spans)), key=lambda at: abs(spans[at][0] - words.start()))
        for at in over or [nearest]:
            if found[at]:
                return []
            found[at] = words[0]
    return found


def rows_of(lines: list[str], spans: list[Span]) -> Iterator[list[str]]:
    """Rows of cells; a line without a number and without sums goes on with the row above."""
    row: list[str] = []
    for line in lines:
        cells = [line[start:after].strip() for (start, _end), after in zip(spans, ends(spans), strict=True)]
        if not any(cells):
            continue
        if not APART.search(line) and (is_heading(line.strip()) or sum(map(bool, cells)) > 1):
            cells = [line.strip()]
        if row and goes_on(cells):
            row = [tidy(f"{above} {below}") for above, below in zip(row, cells, strict=True)]
            continue
        if row:
            yield row
        row = cells
        if len(cells) == 1:
            yield row
            row = []
    if row:
        yield row


def ends(spans: list[Span]) -> list[int | None]:
    return [*(start for start, _end in spans[1:]), None]


def goes_on(cells: list[str]) -> bool:
    if len(cells) == 1 or cells[0] or any(NUMBER.fullmatch(text) for text in cells):
        return False
    return not any(TOTALS.match(text) for text in cells)
