"""Counts are told from postings, for everything too: none are kept beside them."""

from importlib import import_module

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("search", "0014_postings_as_bytes")]

    operations = [
        migrations.RunSQL(FORGET, REMEMBER),
        migrations.DeleteModel("SearchCount"),
    ]
