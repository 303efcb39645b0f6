"""Exchange a table for a twin of it within a transaction: same columns, indexes, triggers and names, other rows."""

from django.db import connection

PREFIX = "new_"


def twin(cursor, table: str) -> str:
    """An empty table with the same columns and storage and no index."""
    name = f"{PREFIX}{table}"
    kept = " ".join(f"INCLUDING {each}" for each in ("DEFAULTS", "IDENTITY", "CONSTRAINTS", "STORAGE"))
    cursor.execute(f"CREATE TABLE {name} (LIKE {table} {kept})")
    cursor.execute("SELECT unnest(reloptions) FROM pg_class WHERE oid = %s::regclass", [table])
    for (option,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {name} SET ({option})")
    return name


def add_indexes(cursor, table: str, new: str) -> None:
    for name, definition in constraints(cursor, table):
        cursor.execute(f"ALTER TABLE {new} ADD CONSTRAINT {quoted(PREFIX + name)} {definition}")
    for name, definition in indexes(cursor, table):
        before, after = definition.split(" USING ", 1)
        unique = "UNIQUE " if before.startswith("CREATE UNIQUE") else ""
        cursor.execute(f"CREATE {unique}INDEX {quoted(PREFIX + name)} ON {new} USING {after}")


def add_foreign_keys(cursor, table: str, new: str) -> None:
    """To the same rows of the same tables as those of the old one."""
    for name, definition in constraints(cursor, table, "f"):
        cursor.execute(f"ALTER TABLE {new} ADD CONSTRAINT {quoted(PREFIX + name)} {definition}")


def swap(cursor, table: str, new: str) -> None:
    """Drop the old table and give its names to the new one. Readers wait from here to the end of the transaction."""
    old_constraints, old_indexes = constraints(cursor, table), indexes(cursor, table)
    cursor.execute(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
    )
    triggers = [definition for (definition,) in cursor.fetchall()]
    cursor.execute(f"DROP TABLE {table}")
    cursor.execute(f"ALTER TABLE {new} RENAME TO {table}")
    for name, _definition in [*old_constraints, *old_indexes]:
        cursor.execute(f"ALTER INDEX {quoted(PREFIX + name)} RENAME TO {quoted(name)}")
    for definition in triggers:
        cursor.execute(definition)


def constraints(cursor, table: str, kinds: str = "pu") -> list[tuple[str, str]]:
    """Keys of the table and what they say; of the kinds that PostgreSQL calls by a letter: primary, unique, foreign."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = ANY(%s) ORDER BY conname",
        [table, list(kinds)],
    )
    return cursor.fetchall()


def indexes(cursor, table: str) -> list[tuple[str, str]]:
    """Indexes that no key brings along."""
    cursor.execute(
        "SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
        " WHERE indrelid = %s::regclass"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY relname",
        [table],
    )
    return cursor.fetchall()


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
