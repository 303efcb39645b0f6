"""Tables drawn with lines of characters, as old text files have them: «├───┼───┤» parts the cells. Pure.

A line that crosses all columns parts rows; one that crosses some parts the cells of these, while the others reach down.
"""

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from .grid import Row, Source, Table, row_of, tidy

VERTICAL = "│║┃|¦"
JOINTS = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜+‰"
RULE = re.compile(rf"[─═━—=_–\-{JOINTS}]+")
OF_TABLE = re.compile(rf"\s*[{VERTICAL}{re.escape(JOINTS)}].*[{VERTICAL}{re.escape(JOINTS)}]\s*")
FEWEST_RULES = 3

Line = tuple[int, str]


def is_drawn(text: str) -> bool:
    """Whether lines between rows draw the table; a table with one line under its head needs no drawing."""
    rules = [line for line in text.splitlines() if OF_TABLE.fullmatch(line) and is_rule(line)]
    return len(rules) >= FEWEST_RULES


def is_rule(line: str) -> bool:
    return (
        all(RULE.fullmatch(piece) for piece in re.split(rf"[{VERTICAL}\s]+", line) if piece) and len(line.strip()) > 2
    )


def read_drawn(text: str) -> Source:
    source, before, block = Source(), [], []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if OF_TABLE.fullmatch(line):
            block.append((number, line))
            continue
        if block:
            source.tables.append(Table(Drawing(block).rows(), before))
            before, block = [], []
        before += [words] if (words := tidy(line)) else []
    source.prose += before
    return source


class Drawing:
    """One table: its lines, and the places where lines part its columns."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        texts = [line for _number, line in lines if not is_rule(line)]
        self.borders = sorted({at for line in texts for at, mark in enumerate(line) if mark in VERTICAL})
        self.columns = list(pairwise(self.borders))
        self.texts: list[list[str]] = []
        self.places: list[int] = []
        self.under: list[set[int]] = []
        self.across: list[set[int]] = []
        self.began = [0] * len(self.columns)  # by column: the row in which its cell began

    def rows(self) -> list[Row]:
        self.open_row(self.lines[0][0], set(range(len(self.columns))))
        for number, line in self.lines:
            ruled = {at for at, (start, end) in enumerate(self.columns) if RULE.fullmatch(line[start + 1 : end])}
            if ruled:
                self.open_row(number + 1, ruled)
            self.take(line, ruled)
        found = zip(self.texts, self.places, self.under, self.across, strict=True)
        return [
            row_of(texts, _("строка %(row)s") % {"row": place}, frozenset(under), frozenset(across))
            for texts, place, under, across in found
            if any(texts)
        ]

    def open_row(self, number: int, ruled: set[int]) -> None:
        self.texts.append([""] * len(self.columns))
        self.places.append(number)
        self.under.append(set(range(len(self.columns))) - ruled)
        self.across.append(set())
        for at in ruled:
            self.began[at] = len(self.texts) - 1

    def take(self, line: str, ruled: set[int]) -> None:
        """The words of a line, each run of columns that nothing parts as one cell."""
        runs: list[list[int]] = []
        for at, (start, _end) in enumerate(self.columns):
            is_parted = line[start : start + 1] in (*VERTICAL, *JOINTS, "")
            if at in ruled:
                continue
            if runs and not is_parted and at - 1 == runs[-1][-1]:
                runs[-1].append(at)
            else:
                runs.append([at])
        for first, *others in runs:
            last = others[-1] if others else first
            words = line[self.columns[first][0] + 1 : self.columns[last][1]].strip()
            row = self.began[first]
            self.texts[row][first] = tidy(f"{self.texts[row][first]} {words}")
            self.across[row] |= set(others)
