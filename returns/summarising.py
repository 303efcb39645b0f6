"""The consolidated table of a form for a quarter: every institution that owes it, every cell that is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.quarters import Quarter

from .figures import Figure, Total, total
from .filling import shown
from .forms_of_law import Form, Row
from .models import Respondent, Return


@dataclass
class Column:
    """An institution: what it reported, or that it did not."""

    respondent: Respondent
    record: Return | None

    @property
    def name(self) -> str:
        return self.respondent.provider.name

    @property
    def is_reported(self) -> bool:
        return bool(self.record) and self.record.is_reported

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return self.record.figures if self.is_reported else {}

    @cached_property
    def gaps(self) -> list[str]:
        """Rows that were sent empty."""
        return (
            [row.code for row in self.respondent.blank.asked if self.figures.get(row.code) is None]
            if self.is_reported
            else []
        )


@dataclass
class Line:
    """A row of the table: the sum over all institutions, and each institution's own figure."""

    row: Row
    total: Total
    cells: list[Figure]

    @property
    def shown(self) -> str:
        return shown(self.total.figure)

    @property
    def shown_cells(self) -> list[str]:
        return [shown(cell) for cell in self.cells]


@dataclass
class Summary:
    form: Form
    quarter: Quarter
    columns: list[Column] = field(default_factory=list)

    @cached_property
    def reported(self) -> list[Column]:
        return [column for column in self.columns if column.is_reported]

    @cached_property
    def silent(self) -> list[Column]:
        return [column for column in self.columns if not column.is_reported]

    @cached_property
    def with_gaps(self) -> list[Column]:
        return [column for column in self.reported if column.gaps]

    @cached_property
    def unaccepted(self) -> list[Column]:
        return [column for column in self.reported if column.record.state != Return.State.ACCEPTED]

    @cached_property
    def totals(self) -> dict[str, Total]:
        """Rows that are filled are added up; a computed one is computed again, of these sums."""
        found = {row.code: total(column.figures.get(row.code) for column in self.columns) for row in self.form.asked}
        whole = self.form.completed({code: sum_.figure for code, sum_ in found.items()})
        for row in self.form.rows:
            if row.formula:
                found[row.code] = self.computed(row, whole[row.code], found)
        return found

    def computed(self, row: Row, figure: Figure, found: Mapping[str, Total]) -> Total:
        """Over known parts it is a known part itself."""
        named = [found[term.code] for term in row.expression.terms if term.code in found]
        absent = max((each.absent for each in named), default=0)
        if figure is None or isinstance(figure, str):
            return Total(not_kept=figure is not None, absent=absent or int(figure is None))
        return Total(figure, counted=min((each.counted for each in named), default=0), absent=absent)

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(row, self.totals[row.code], [column.figures.get(row.code) for column in self.columns])
            for row in self.form.rows
        ]

    @property
    def is_fictional(self) -> bool:
        """Of institutions that somebody has made up, for show."""
        places = (column.respondent.provider.territory for column in self.columns)
        return any(place.is_fictional or (place.parent and place.parent.is_fictional) for place in places)

    @property
    def is_partial(self) -> bool:
        return bool(self.silent or self.with_gaps)


def summary(form: Form, quarter: Quarter) -> Summary:
    """In two queries, however many institutions there are."""
    owing = Respondent.objects.filter(form=form.slug).select_related("provider__territory__parent")
    respondents = [each for each in owing.order_by("provider__name", "pk") if each.owes(quarter)]
    records = Return.objects.filter(
        respondent__in=[each.pk for each in respondents], year=quarter.year, quarter=quarter.number
    )
    by_respondent = {record.respondent_id: record for record in records}
    for respondent in respondents:
        if record := by_respondent.get(respondent.pk):
            record.respondent = respondent
    return Summary(form, quarter, [Column(each, by_respondent.get(each.pk)) for each in respondents])
