"""A return on a person's screen: what was typed, what follows from it, what does not agree, and what keeps it back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from portal.formatting import number

from .figures import NOT_KEPT, Figure
from .forms_of_law import Check, Row
from .models import Return

NOT_KEPT_WORDS = {"н/в", "не ведём", "не ведем", "не ведётся", "не ведется"}
NOT_KEPT_SHOWN = "н/в"
MOST = 10**9
DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12}")
LONGEST_NOTE = 4000


class CellRefused(ValueError):
    """Why what was typed cannot be taken."""


def read_figure(text: str) -> Figure:
    """Digits, «н/в», or nothing."""
    text = text.strip()
    if not text:
        return None
    if text.lower() in NOT_KEPT_WORDS:
        return NOT_KEPT
    if not DIGITS.fullmatch(text) or int(re.sub(r"\D", "", text)) > MOST:
        raise CellRefused(_("Нужно целое число, «н/в» (учёт не ведём) или пустая ячейка"))
    return Decimal(re.sub(r"\D", "", text))


def stored(figure: Figure) -> str:
    return NOT_KEPT if figure == NOT_KEPT else f"{figure:f}"


def typed(figure: Figure) -> str:
    """As it stands in an input."""
    return "" if figure is None else NOT_KEPT_SHOWN if figure == NOT_KEPT else f"{figure:f}"


def shown(figure: Figure) -> str:
    """As it stands in a table. A share has one digit after the comma."""
    if figure is None or figure == NOT_KEPT:
        return NOT_KEPT_SHOWN if figure else "—"
    return number(figure if figure == figure.to_integral_value() else round(figure, 1))


@dataclass
class Line:
    """A row of the form on the screen."""

    row: Row
    text: str
    figure: Figure
    previous: Figure
    error: str = ""
    theirs: str | None = None
    complaints: list[Check] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return shown(self.figure)

    @property
    def previous_shown(self) -> str:
        return shown(self.previous)

    @property
    def name(self) -> str:
        return f"c-{self.row.code}"

    @property
    def is_computed(self) -> bool:
        return bool(self.row.formula)

    @property
    def formula(self) -> str:
        return self.row.formula.replace("[", "").replace("]", "").replace("*", "×").replace("/", "÷")


class Filling:
    """A return as it is stored, or as it was just posted."""

    def __init__(self, record: Return, previous: Return | None, posted: Mapping[str, str] | None = None):
        self.record, self.posted = record, posted
        self.form = record.respondent.blank
        self.previous = previous.figures if previous else {}
        self.errors: dict[str, str] = {}

    @cached_property
    def texts(self) -> dict[str, str]:
        if self.posted is None:
            return {code: typed(figure) for code, figure in self.record.given.items()}
        return {row.code: self.posted.get(f"c-{row.code}", "")[:30].replace("\0", "") for row in self.form.asked}

    @cached_property
    def note(self) -> str:
        text = self.record.note if self.posted is None else self.posted.get("note", "")
        return text.replace("\0", "").strip()[:LONGEST_NOTE]

    @cached_property
    def given(self) -> dict[str, Figure]:
        """The cells that can be read; the faults of the others stand in `errors`."""
        found = {}
        for code, text in self.texts.items():
            try:
                figure = read_figure(text)
            except CellRefused as fault:
                self.errors[code] = str(fault)
            else:
                if figure is not None:
                    found[code] = figure
        return found

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return self.form.completed(self.given)

    @cached_property
    def failing(self) -> list[Check]:
        return [each for each in self.form.checks if self.form.told(each, self.figures, self.previous) is False]

    @property
    def blocking(self) -> list[Check]:
        """Rules of the document itself: with these broken a return is not sent."""
        return [check for check in self.failing if not check.is_inferred]

    @cached_property
    def absent(self) -> list[str]:
        return [row.code for row in self.form.asked if row.code not in self.given and row.code not in self.errors]

    @cached_property
    def lines(self) -> list[Line]:
        figures = self.figures
        lines = [
            Line(
                row,
                self.texts.get(row.code, ""),
                figures[row.code],
                self.previous.get(row.code),
                self.errors.get(row.code, ""),
            )
            for row in self.form.rows
        ]
        by_code = {line.row.code: line for line in lines}
        for check in self.failing:
            by_code[check.code].complaints.append(check)
        return lines

    def beside(self, theirs: Return) -> None:
        """Show what another person has saved meanwhile, where it differs."""
        for line in self.lines:
            other = typed(theirs.given.get(line.row.code))
            if not line.is_computed and other != line.text.strip():
                line.theirs = other

    @property
    def is_sound(self) -> bool:
        return bool(self.figures is not None and not self.errors)

    def keeps_back(self) -> list[str]:
        """Why it cannot be sent yet, each a sentence."""
        found = []
        if not self.is_sound:
            found.append(_("Исправьте отмеченные ячейки."))
        found += [_("Строка %(code)s: %(says)s.") % {"code": each.code, "says": each.says} for each in self.blocking]
        if not self.form.rows and not self.note:
            found.append(_("Напишите текст отчёта."))
        elif (self.failing or self.absent) and not self.note:
            found.append(
                _("Поясните, почему есть пустые ячейки или числа не сходятся: без пояснения отчёт не отправить.")
            )
        return found
