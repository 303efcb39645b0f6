"""The rows of a table of measures: sections, measures, what belongs to the measure above, totals. Pure."""

from django.utils.translation import gettext as _

from .columns import Column, Role
from .figures import ABSENT
from .found import Annex, Direction, Measure, TotalRow
from .grid import Row, Table, joined, letters, unmarked, written
from .headings import Head, body
from .numbering import ITEM, number_of_item, tell_apart
from .numbers import BECAME_DATE, arabic, numbered_in, wholes_of
from .periods import term
from .row_labels import WHOLE, YEAR_ALONE, bare_title, is_split_label
from .row_money import RowMoney
from .sections import (
    NOTE,
    OF_SECTION,
    OF_WHOLE,
    PROGRAMME,
    TOTALS,
    Sections,
    is_heading,
    number_of_heading,
    whose,
)
from .stages import ALONE

TICK = {"+", "х", "x", "v", "*", "да", "✓", "√"}
NOBODY = {"всего", *ABSENT}
# More than any measure has years and sources: rows under it that belong to something else.
MOST_SUMS = 300
# Roles whose columns give words about a measure.
DETAILS = (Role.RESULT, Role.EXECUTORS, Role.PERIOD)


class MeasureRows:
    """Reads the rows of tables of measures in their order; `after`: the reader of the table that this one goes on."""

    READS = frozenset({Role.NUMBER, Role.TITLE, Role.YEAR, Role.SOURCE, Role.MONEY, Role.UNIT, Role.SECTION, *DETAILS})

    def __init__(self, annex: Annex, head: Head, after: "MeasureRows | None" = None):
        self.annex, self.head = annex, head
        self.title_at = head.at(Role.TITLE) or 0
        self.number_at = head.number_at
        self.section_at = head.at(Role.SECTION)
        self.money = RowMoney(annex, head, self.title_at)
        self.sections = Sections(annex, after.sections.current if after else "")
        self.last: Measure | Direction | TotalRow | None = after.last if after else None
        self.last_has_money = False
        self.goes_by_executors, self.executor = False, ""  # of the last measure; whose sums follow
        self.texts: dict[int, str] = {}  # what last stood in each column
        self.here: set[int] = set()  # measures that began in this table

    def read(self, table: Table) -> None:
        rows = body(table, self.head)
        numbers = [found[0] for row in rows if (found := self.number(row))]
        self.is_unnumbered = self.head.at(Role.NUMBER) is None and not numbers
        self.wholes = {each for number in numbers for each in wholes_of(arabic(number))}
        for row in rows:
            self.read_row(row)
            self.texts |= {column: written(row, column) for column in row.filled}

    def read_row(self, row: Row) -> None:
        self.open_own_section(row)
        number = self.number(row)
        start = self.start_of(row)
        if total := self.label_of_total(row, start):
            self.start_total(row, total)
        elif isinstance(self.last, TotalRow) and not number and self.is_split(row):
            self.take_total(row)
        elif number:
            self.read_numbered(row, *number)
        elif any(map(is_heading, start)) and not self.details(row, Role.EXECUTORS, Role.PERIOD):
            self.start_direction(row, "", next(text for text in start if is_heading(text)))
        elif len(row.filled) == 1 and (year := YEAR_ALONE.match(row.text)):
            self.money.year_above = int(year[1])
        elif len(row.filled) == 1 and NOTE.match(row.text):
            self.annex.left_out.append((row.place, row.text))
        elif self.is_item(row):
            self.start_item(row)
        elif self.goes_on(row):
            self.go_on(row)
        elif len(row.filled) == 1 and not self.money.is_in(row):
            self.start_direction(row, "", row.text)
            self.last.is_sure = False
        elif row.cell(self.title_at) and (self.money.is_in(row) or self.details(row)):
            self.start_unnumbered(row)
        else:
            self.annex.left_out.append((row.place, row.text))

    def open_own_section(self, row: Row) -> None:
        """A section may stand in a column beside its measures, once for all of them."""
        text = row.cell(self.section_at) if self.section_at is not None else ""
        if text and not TOTALS.match(text) and (self.number(row) or row.cell(self.title_at)):
            number, title = numbered_in(text, has_own_column=False) or (number_of_heading(text), text)
            self.last = self.sections.open(number, title or text, row.place)

    def number(self, row: Row) -> tuple[str, str] | None:
        return numbered_in(row.cell(self.number_at), has_own_column=self.head.at(Role.NUMBER) is not None)

    def start_of(self, row: Row) -> list[str]:
        """The cells up to the title, but for numbers of lines and sections."""
        apart = (self.head.at(Role.LINE), self.section_at)
        return [text for at, text in enumerate(row.cells[: self.title_at + 1]) if at not in apart]

    def label_of_total(self, row: Row, start: list[str]) -> str:
        """What names the row one of totals. «Всего» right under a measure that has no sums yet is that measure's."""
        if self.title_at != self.number_at and PROGRAMME.match(row.cell(self.number_at)):
            return row.cell(self.number_at)
        label = next((text for text in start if TOTALS.match(text)), "")
        is_own = isinstance(self.last, Measure) and not self.last_has_money and self.money.is_in(row)
        return "" if is_own and not (OF_SECTION.search(label) or OF_WHOLE.search(label)) else label

    def read_numbered(self, row: Row, number: str, rest: str) -> None:
        """A row of a direction has nothing in the columns of measures; or only money, the sum of those within it."""
        if self.details(row):
            self.start_measure(row, number, rest)
        elif self.money.is_in(row):
            start = self.start_direction if self.is_whole(number) else self.start_measure
            start(row, number, rest)
        elif self.is_beside_measures(number, rest):
            self.start_measure(row, number, rest)
            self.last.problems.append(_("В строке только название"))
        else:
            self.start_direction(row, number, rest)

    def is_whole(self, number: str) -> bool:
        """Whether rows of the table are numbered within it."""
        return arabic(number) in self.wholes

    def is_beside_measures(self, number: str, rest: str) -> bool:
        """«1.3» after the measures 1.1 and 1.2, with nothing within it: a measure of which only the title is given.

        A number without a point must follow the last measure's, and stand in a cell of its own.
        """
        whole, dot, _last = number.rpartition(".")
        if self.is_whole(number) or not self.annex.measures:
            return False
        if dot:
            return any(each.number.rpartition(".")[0] == whole for each in self.annex.measures)
        last = self.annex.measures[-1].number
        return not rest and last.isdecimal() and number == str(int(last) + 1)

    def details(self, row: Row, *roles: Role) -> list[str]:
        texts = [self.text_of(row, column) for column in self.head.having(*(roles or DETAILS))]
        return [text for text in texts if text]

    def is_split(self, row: Row) -> bool:
        """A row that only splits the sums of the row above: by source, by year, «в том числе»."""
        return is_split_label(next(filter(None, self.start_of(row)), "в том числе"))

    def goes_on(self, row: Row) -> bool:
        """The rest of the row above that a page has cut, or its money by another year or source."""
        title = row.cell(self.title_at)
        if self.is_unnumbered:
            return isinstance(self.last, Measure) and (not title or is_split_label(title))
        if row.cell(self.number_at):
            return self.number_at == self.title_at and isinstance(self.last, Measure) and is_split_label(title)
        return isinstance(self.last, Measure) or (isinstance(self.last, Direction) and not self.money.is_in(row))

    def start_direction(self, row: Row, number: str, rest: str) -> None:
        own = row.cell(self.title_at) if self.title_at != self.number_at else ""
        title = joined(rest, own) if own != rest else rest
        self.last = self.sections.open(number or number_of_heading(title), title, row.place)
        if self.money.is_in(row):
            self.last = TotalRow(title, row.place, self.sections.current, "section")
            self.annex.total_rows.append(self.last)
            self.take_total(row)

    def start_unnumbered(self, row: Row) -> None:
        self.start_measure(row, str(len(self.annex.measures) + 1) if self.is_unnumbered else "", "")
        if not self.is_unnumbered:
            self.last.problems.append(_("В строке нет номера"))

    def is_item(self, row: Row) -> bool:
        """«а) пособия», «– выплаты» with a sum of its own, under a measure or a section."""
        title = row.cell(self.title_at)
        is_list = bool(ITEM.match(title)) and not is_split_label(title) and self.money.is_in(row)
        return is_list and isinstance(self.last, Measure | Direction) and self.title_at != self.number_at

    def start_item(self, row: Row) -> None:
        number = number_of_item(self.annex, self.last, row.cell(self.title_at))
        self.start_measure(row, number, "")
        self.last.item_of = number.rpartition(".")[0]
        self.last.problems.append(_("В строке нет номера: предложен %(number)s") % {"number": number})

    def start_measure(self, row: Row, number: str, rest: str) -> None:
        is_same = number and self.title_at == self.number_at and not self.is_unnumbered
        title = bare_title(rest) if is_same else joined(rest, self.title(row))
        self.last_has_money = False
        if earlier := self.of_earlier_table(number, title):
            self.last = earlier
            self.take(row, titles=False)
            return
        self.last = Measure(number, title, row.place, self.sections.current)
        self.here.add(id(self.last))
        self.annex.measures.append(self.last)
        self.goes_by_executors = any(WHOLE.match(row.cell(each.at)) for each in self.head.having(Role.EXECUTORS))
        self.executor = ""
        self.take(row, titles=False)
        self.tell_shared_sum(row)
        tell_apart(self.annex, self.last)
        if BECAME_DATE.fullmatch(row.cell(self.number_at)):
            said = _("Номер в файле стал датой («%(date)s»): прочитан как %(number)s, сверьте")
            self.last.problems.append(said % {"date": row.cell(self.number_at), "number": number})

    def of_earlier_table(self, number: str, title: str) -> Measure | None:
        """One table may list the measures and another, by the same numbers and titles, their money."""
        for each in self.annex.numbered.get(number, []) if number else []:
            is_apart = {line.hint for line in each.money} - {self.money.caption, ""}
            if id(each) not in self.here and (is_apart or not each.money) and letters(each.title) == letters(title):
                return each
        return None

    def tell_shared_sum(self, row: Row) -> None:
        """A sum in a cell merged over several measures is nobody's alone."""
        columns = [column.at for column in self.money.columns if column.at in row.under]
        shared = next((self.texts[at] for at in columns if self.texts.get(at)), "")
        if shared:
            said = _("Сумма «%(sum)s» стоит в ячейке, общей с мероприятием выше: разделите её")
            self.last.problems.append(said % {"sum": shared})

    def go_on(self, row: Row) -> None:
        if isinstance(self.last, Direction):
            self.last.title = joined(self.last.title, self.title(row))
            return
        if len(self.last.money) > MOST_SUMS:
            self.annex.left_out.append((row.place, row.text))
            return
        if self.goes_by_executors and self.is_of_executor(row):
            return
        own = row.cell(self.title_at)
        if own and self.last.title and not is_split_label(own):
            self.last.problems.append(_("Текст собран из двух строк: проверьте стык"))
        self.take(row, titles=not is_split_label(own))

    def is_of_executor(self, row: Row) -> bool:
        """«Всего», and under it the sums of each executor: they are in the sum already."""
        executors = self.text(row, Role.EXECUTORS)
        self.executor = executors or self.executor
        if not self.executor:
            return False
        self.last.source.append((row.place, row.written))
        self.last.executors = "; ".join(filter(None, [self.last.executors, executors]))
        said = _("Деньги разложены по исполнителям: записано то, что в строке «всего»")
        self.last.problems += [said] if said not in self.last.problems else []
        return True

    def take(self, row: Row, *, titles: bool) -> None:
        """What the row says of the measure in hand."""
        measure = self.last
        measure.source.append((row.place, row.written))
        if titles:
            measure.title = joined(measure.title, self.title(row))
        measure.result = joined(measure.result, self.text(row, Role.RESULT))
        measure.executors = joined(measure.executors, self.text(row, Role.EXECUTORS, "; "))
        for role in (Role.PERIOD, Role.YEAR):
            words = self.text(row, role, " – ")
            measure.period = measure.period if words in measure.period else joined(measure.period, words)
        measure.term = term(measure.period)
        if row.doubt:
            measure.problems.append(row.doubt)
        for each in self.money.read(row, measure.problems):
            (measure.parts if each.part else measure.money).append(each)
        self.last_has_money |= self.money.is_in(row)

    def title(self, row: Row) -> str:
        return bare_title(unmarked(row.cell(self.title_at)))

    def text(self, row: Row, role: Role, between: str = " ") -> str:
        """The words of all columns of the role."""
        texts = [self.text_of(row, column) for column in self.head.having(role)]
        return between.join(dict.fromkeys(text for text in texts if text))

    def text_of(self, row: Row, column: Column) -> str:
        """Words of a cell that is merged with a measure's above hold for this one too; a tick stands for its year."""
        text = unmarked(written(row, column.at) if column.role == Role.EXECUTORS else row.cell(column.at))
        if column.role == Role.PERIOD and column.year:
            return str(column.year) if text.lower() in TICK else ""
        if text.lower() in NOBODY or ALONE.fullmatch(text):
            text = ""
        if not text and column.at in row.under and self.number_at not in row.under and column.role in DETAILS:
            return self.texts.get(column.at, "")
        return text

    def start_total(self, row: Row, label: str) -> None:
        self.last = TotalRow(label, row.place)
        whose(self.last, self.annex, self.sections.current)
        self.annex.total_rows.append(self.last)
        self.take_total(row)

    def take_total(self, row: Row) -> None:
        """Sums of a totals row."""
        row, is_lost = self.money.fitted(row)
        if is_lost:
            self.annex.left_out.append((row.place, row.text))
        problems: list[str] = []
        self.last.money += [each for each in self.money.read(row, problems, self.last.label) if not each.part]
        self.annex.left_out += [(row.place, problem) for problem in problems]
