"""What a file gives before it is understood: tables of texts, and the lines between them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# «реализа- ции»: a word that a narrow column has cut. «2016 - 2017» and «г.-к.» are not.
CUT_WORD = re.compile(r"(?<=[а-яё])-\s+(?=[а-яё])", re.IGNORECASE)
SPACES = re.compile(r"[\s\u00a0\u2007\u202f\ufeff]+")
# Places where a word may be parted, and marks without width.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f]")
# A page that breaks within a row may print the end of the cell again on the next one.
FEWEST_REPEATED = 9
RULER = re.compile(r"[-–—=_+|:]{2,}")
# «Клуб отцов 1)», «45*», «1 500¹», «5,0 <1>», «5,0 [1]»: what leads to a note under the table.
FOOTNOTE = re.compile(r"(?:\s*[*⁰¹²³⁴⁵⁶⁷⁸⁹]+|\s*<(?:\*{1,3}|\d{1,2})>|\s*\[\d{1,2}\]|\s\d{1,2}\))+$")


@dataclass(frozen=True)
class Row:
    """Texts of the cells from the left, and where the row stands, in words for people: «строка 12».

    `under`: columns that a merged cell of the rows above reaches into; `across`: those that one to the left does.
    `lines`: of a cell with several lines, each. `doubt`: why its cells may not stand in their columns.
    """

    cells: tuple[str, ...]
    place: str
    under: frozenset[int] = frozenset()
    lines: Mapping[int, list[str]] = field(default_factory=dict, compare=False)
    across: frozenset[int] = field(default=frozenset(), compare=False)
    doubt: str = field(default="", compare=False)

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""

    def reaches(self, column: int, other: int) -> bool:
        """Whether the cell of the column is merged with those to its right up to the other."""
        return other > column and self.across.issuperset(range(column + 1, other + 1))

    @property
    def filled(self) -> list[int]:
        """Columns that have a text."""
        return [column for column, text in enumerate(self.cells) if text]

    @property
    def written(self) -> str:
        """All cells as they stand, empty ones between others too; the lines of one apart by strokes."""
        cells = [" / ".join(self.lines.get(at) or [text]) for at, text in enumerate(self.cells)]
        return " | ".join(cells).rstrip(" |")

    @property
    def text(self) -> str:
        return " | ".join(text for text in self.cells if text)


@dataclass
class Table:
    """Rows in their order; `before`: the lines of text that lead to it."""

    rows: list[Row] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass
class Source:
    """Everything that a file holds: its tables, the lines outside them, and what its reader has to say about it."""

    tables: list[Table] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def tidy(text: object) -> str:
    """One line, single spaces, cut words whole again."""
    return CUT_WORD.sub("", SPACES.sub(" ", INVISIBLE.sub("", "" if text is None else str(text))).strip())


def row_of(
    texts: list[object], place: str, under: frozenset[int] = frozenset(), across: frozenset[int] = frozenset()
) -> Row:
    """A row of texts that may have several lines."""
    lines = {
        column: [line for each in str(text).splitlines() if (line := tidy(each))]
        for column, text in enumerate(texts)
        if text is not None and "\n" in str(text).strip()
    }
    return Row(tuple(map(tidy, texts)), place, under, lines, across)


def unmarked(text: str) -> str:
    """The text without the marks of footnotes at its end; a bracket that was opened in it is no mark."""
    bare = FOOTNOTE.sub("", text)
    return bare if bare.count("(") <= bare.count(")") else text


def joined(first: str, second: str) -> str:
    """Two pieces of one text, of which the first may end within a word, and the second repeat its end."""
    if not first or not second:
        return first or second
    if first.endswith("-") and second[0].islower():
        return first[:-1] + second
    if shared := overlap(first, second):
        return first + second[shared:]
    return f"{first} {second}"


def overlap(first: str, second: str) -> int:
    """How many letters the end of the first and the start of the second share: whole words, or too many for chance."""
    longest = min(len(first), len(second))
    shared = (length for length in range(longest, 0, -1) if first.endswith(second[:length]))
    return next((length for length in shared if length > FEWEST_REPEATED or whole_words(first, second, length)), 0)


def whole_words(first: str, second: str, length: int) -> bool:
    return first[: len(first) - length][-1:] in ("", " ") and second[length : length + 1] in ("", " ")


def written(row: Row, column: int) -> str:
    """The text of a cell, its lines apart by semicolons unless a line goes on in the next one."""
    text, *others = row.lines.get(column) or [row.cell(column)]
    for line in others:
        goes_on = text[-1] in ",;:(–-«" or not line[0].isupper()
        text = f"{text} {line}" if goes_on else f"{text}; {line}"
    return text


def letters(title: str) -> str:
    """What of a title is the same however it is punctuated."""
    return "".join(filter(str.isalnum, title.lower()))


def is_ruler(cells: tuple[str, ...]) -> bool:
    """A line that only draws the table, as plain-text tables have it."""
    filled = [text for text in cells if text]
    return len(filled) > 1 and all(RULER.fullmatch(text) for text in filled)
