"""Counts are told from postings, for everything too: none are kept beside them, nor what they were made of.

On the way back columns of terms are empty until manage.py rebuild_search has written them.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("search.migrations.0002_counts_and_storage")
FORGET = [f"DROP FUNCTION search_count_{event}() CASCADE" for event in before.EVENTS] + [
    "DROP FUNCTION search_fold_counts()"
]
COUNT = """
INSERT INTO search_searchcount (type, term, change)
SELECT type, term::integer, sum(n)
FROM (
    SELECT type, ids, count(*) AS n
    FROM search_searchentry, LATERAL (VALUES ('0'), (territories), (kinds), (categories), (traits)) AS terms (ids)
    WHERE ids <> '' GROUP BY type, ids
) AS grouped, LATERAL string_to_table(ids, ' ') AS term
GROUP BY type, term
"""
REMEMBER = [
    before.FOLD,
    *(before.COUNT.format(event=event, rows=rows) for event, (rows, _tables) in before.EVENTS.items()),
    *(before.TRIGGER.format(event=event, tables=tables) for event, (_rows, tables) in before.EVENTS.items()),
    COUNT,
]


def without(column: str) -> list:
    """A column that may come back to rows that are there."""
    return [
        migrations.AlterField("searchentry", column, models.TextField(db_collation="C", db_default="")),
        migrations.RemoveField("searchentry", column),
    ]


class Migration(migrations.Migration):
    dependencies = [("search", "0014_postings_as_bytes")]

    operations = [
        migrations.RunSQL(FORGET, REMEMBER),
        migrations.DeleteModel("SearchCount"),
        *without("kinds"),
        *without("categories"),
        migrations.RemoveIndex("searchentry", "searchentry_browse"),
    ]
