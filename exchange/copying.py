"""Many records into their table by COPY: an INSERT would have each text quoted, which costs more than all else.

No signal is sent, as with `bulk_create`; the database checks every key and runs its triggers.
"""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg.sql import SQL, Identifier

KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def copy(model: type[models.Model], records: Iterable[models.Model]) -> None:
    """Each record comes out with its key, new where it had none."""
    records = list(records)
    if not records:
        return
    give_keys(model, [record for record in records if record.pk is None])
    fields = [each for each in model._meta.concrete_fields if not each.generated]
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(Identifier(each.column) for each in fields)
    )
    # Not the proxy of the thread: it would look for itself at every value.
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors, own.cursor() as cursor, cursor.copy(statement) as stream:
        for record in records:
            stream.write_row([each.get_db_prep_save(each.pre_save(record, add=True), own) for each in fields])
    for record in records:
        record._state.adding, record._state.db = False, own.alias


def give_keys(model: type[models.Model], records: list[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [model._meta.db_table, model._meta.pk.column, len(records)])
        for record, (key,) in zip(records, cursor.fetchall(), strict=True):
            record.pk = key
