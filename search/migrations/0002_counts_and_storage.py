"""How the index is stored, and the triggers that count its facet terms."""

from django.db import migrations

# What is only shown or matched goes out of line as soon as a row is long, uncompressed; what is counted stays. A scan
# that counts matches then reads some 400 bytes a row instead of 3,000.
STORAGE = """
ALTER TABLE search_searchentry
    ALTER territories SET STORAGE PLAIN,
    ALTER kinds SET STORAGE PLAIN,
    ALTER categories SET STORAGE PLAIN,
    ALTER traits SET STORAGE PLAIN,
    ALTER sort_name SET STORAGE PLAIN,
    ALTER title SET STORAGE MAIN,
    ALTER url SET STORAGE MAIN,
    ALTER facts SET STORAGE MAIN,
    ALTER summary SET STORAGE EXTERNAL,
    ALTER terms SET STORAGE EXTERNAL,
    SET (toast_tuple_target = 512)
"""

# Changes are only ever added, so two writers never wait for each other. One statement in fifty folds them together,
# leaving alone what another writer is folding.
FOLD = """
CREATE FUNCTION search_fold_counts() RETURNS void LANGUAGE sql AS $$
    WITH folded AS (
        DELETE FROM search_searchcount
        WHERE id IN (SELECT id FROM search_searchcount FOR UPDATE SKIP LOCKED)
        RETURNING type, term, change
    )
    INSERT INTO search_searchcount (type, term, change)
    SELECT type, term, sum(change) FROM folded GROUP BY type, term HAVING sum(change) <> 0
$$
"""

ADDED, REMOVED = "SELECT 1 AS sign, * FROM added", "SELECT -1 AS sign, * FROM removed"
EVENTS = {
    "insert": (ADDED, "NEW TABLE AS added"),
    "update": (f"{ADDED} UNION ALL {REMOVED}", "OLD TABLE AS removed NEW TABLE AS added"),
    "delete": (REMOVED, "OLD TABLE AS removed"),
}

# Entries are grouped by each column of terms before it is split: a bulk load has few different values of it.
COUNT = """
CREATE FUNCTION search_count_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_searchcount (type, term, change)
    SELECT type, term::integer, sum(change)
    FROM (
        SELECT type, ids, sum(sign) AS change
        FROM ({rows}) AS entry, LATERAL (VALUES ('0'), (territories), (kinds), (categories), (traits)) AS terms (ids)
        WHERE ids <> ''
        GROUP BY type, ids
    ) AS grouped, LATERAL string_to_table(ids, ' ') AS term
    GROUP BY type, term
    HAVING sum(change) <> 0;
    IF random() < 0.02 THEN
        PERFORM search_fold_counts();
    END IF;
    RETURN NULL;
END
$$
"""
TRIGGER = """
CREATE TRIGGER search_count_{event} AFTER {event} ON search_searchentry
REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION search_count_{event}()
"""


def counting(event: str) -> list[migrations.RunSQL]:
    rows, tables = EVENTS[event]
    return [
        migrations.RunSQL(
            COUNT.format(event=event, rows=rows), f"DROP FUNCTION IF EXISTS search_count_{event}() CASCADE"
        ),
        migrations.RunSQL(
            TRIGGER.format(event=event, tables=tables), f"DROP TRIGGER search_count_{event} ON search_searchentry"
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(FOLD, "DROP FUNCTION search_fold_counts()"),
        *counting("insert"),
        *counting("update"),
        *counting("delete"),
    ]
