"""Tables of a programme that anybody can take: each under its own name as CSV, XLSX and JSON.

Those that are offered stand in `offered`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.utils.functional import Promise

from portal.gathering import Gathering
from portal.tables.writing import Cell, SheetOf, xlsx_pieces

from .gathering import PROGRAMME_SUMS
from .sheets import table_csv

CONTENT_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTH = 22
Row = dict[str, str | int | Decimal | None]


@dataclass(frozen=True)
class ProgrammeTable:
    """A table of a published programme, read by `parts`. `columns` are what people see over the names of the data.

    `sheets` makes a workbook of its own, such as one with totals; else the rows are its only sheet.
    """

    name: str
    title: str | Promise
    columns: Mapping[str, str | Promise]
    rows: Callable[[object], Iterable[Row]]
    sheets: Callable[[object], list[SheetOf]] | None = None
    parts: Gathering = PROGRAMME_SUMS

    def made(self, programme, kind: str) -> bytes:
        if kind == "json":
            return self.as_json(programme)
        if kind == "csv":
            return table_csv(self.columns, (plain(row) for row in self.rows(programme)))
        return b"".join(xlsx_pieces(self.sheets(programme) if self.sheets else [self.sheet(programme)]))

    def as_json(self, programme) -> bytes:
        head = {"slug": programme.slug, "title": programme.title, "period": programme.period}
        content = {"programme": head, self.name: [plain(row) for row in self.rows(programme)]}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    def sheet(self, programme) -> SheetOf:
        rows = [list(row.values()) for row in self.rows(programme)]
        return SheetOf(str(self.title), [WIDTH] * len(self.columns), [self.heading, *rows])

    @property
    def heading(self) -> list[Cell]:
        return [str(label) for label in self.columns.values()]

    def response(self, programme, kind: str) -> HttpResponse:
        made = self.made(programme, kind)
        answer = HttpResponse(made, content_type=CONTENT_TYPES[kind])
        answer["ETag"] = f'"{hashlib.sha256(made).hexdigest()[:32]}"'
        if kind != "json":
            answer["Content-Disposition"] = f'attachment; filename="{programme.slug}-{self.name}.{kind}"'
        return answer


def plain(row: Row) -> Row:
    """Figures exactly, as text: JSON and CSV have no decimal of their own."""
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in row.items()}
