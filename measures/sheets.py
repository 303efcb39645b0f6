"""Tables of a programme's data as CSV. Pure; no text in them can act as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from portal.tables.formulas import harmless

OF_A_MEASURE = ("kind", "number", "title", "direction", "status", "executors", "period", "stated")
OF_A_LINE = ("year", "source", "stage", "amount", "not_required")


def line_rows(content: dict) -> Iterator[dict]:
    """A row for each budget line; a measure without money has one row."""
    for measure in content["measures"]:
        own = {**measure, "executors": "; ".join(measure["executors"])}
        for line in measure["budget"] or [{}]:
            yield {name: {**own, **line}.get(name) for name in OF_A_MEASURE + OF_A_LINE}


def csv_cell(name: str, value: object) -> object:
    if name in ("amount", "stated", "year") or not isinstance(value, str):
        return value  # a figure of ours, not a text of somebody
    return harmless(value)


def as_csv(content: dict) -> bytes:
    return table_csv(OF_A_MEASURE + OF_A_LINE, line_rows(content))


def table_csv(names: Iterable[str], rows: Iterable[dict]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(names)
    table.writerows([csv_cell(name, value) for name, value in row.items()] for row in rows)
    return out.getvalue().encode("utf-8-sig")
