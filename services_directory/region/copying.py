"""Write rows by COPY: many times faster than saving, and the database still checks every constraint."""

from typing import Any

from django.db import models
from django.db.backends.utils import CursorWrapper
from psycopg.sql import SQL, Composed, Identifier


class Table:
    """Rows of one model on their way to the database.

    `given` are the columns that each row names; the rest take `same`, or the default of the model.
    """

    def __init__(self, model: type[models.Model], *given: str, **same: Any):
        self.model = model
        rest = {name: value for name, value in _defaults(model).items() if name not in given} | same
        rest = {name: value for name, value in rest.items() if value is not None}
        self.names = [*given, *rest]
        self.same = tuple(rest.values())
        self.rows: list[tuple] = []

    def add(self, *values: Any) -> None:
        self.rows.append(values + self.same)

    def flush(self, cursor: CursorWrapper) -> None:
        """Send the rows and forget them."""
        if not self.rows:
            return
        with cursor.copy(self.statement) as copy:
            for row in self.rows:
                copy.write_row(row)
        self.rows.clear()

    @property
    def statement(self) -> Composed:
        columns = [Identifier(self.model._meta.get_field(name).column) for name in self.names]
        return SQL("COPY {} ({}) FROM STDIN").format(table_name(self.model), SQL(", ").join(columns))

    def analyze(self, cursor: CursorWrapper) -> None:
        cursor.execute(SQL("ANALYZE {}").format(table_name(self.model)))


def table_name(model: type[models.Model]) -> Identifier:
    return Identifier(model._meta.db_table)


def _defaults(model: type[models.Model]) -> dict[str, Any]:
    """The model's own defaults; keys and generated columns are the database's business."""
    return {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    }


def reserve(cursor: CursorWrapper, model: type[models.Model], count: int) -> int:
    """Set aside that many primary keys; return the first."""
    # Whoever inserts takes the lock before the next key, so nobody can step in between the two statements.
    cursor.execute(SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(table_name(model)))
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
    (sequence,) = cursor.fetchone()
    cursor.execute("SELECT nextval(%s)", [sequence])
    (first,) = cursor.fetchone()
    cursor.execute("SELECT setval(%s, %s)", [sequence, first + max(count, 1) - 1])
    return first
