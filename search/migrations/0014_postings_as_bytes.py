"""Postings as bytes, which processes read; each rank has a lexeme of its own. manage.py rebuild_search writes them anew.

Until then, or until a worker folds what has changed, everything is looked up in the index.
"""

from django.db import migrations, models

FORGET = "DELETE FROM search_searchposting"
BYTES = """
ALTER TABLE search_searchposting ALTER bits TYPE bytea USING ''::bytea, ALTER bits SET STORAGE PLAIN,
    ALTER bits SET STATISTICS 0
"""
BITS = """
ALTER TABLE search_searchposting ALTER bits TYPE bit(15000) USING 0::bit(15000), ALTER bits SET STORAGE PLAIN,
    ALTER bits SET STATISTICS 0
"""
OWN = """
UPDATE search_searchentry SET terms = ts_delete(terms, '%80') || ('''%' || rank || '''')::tsvector WHERE rank > 80
"""
HIGHEST = """
UPDATE search_searchentry SET terms = ts_delete(terms, '%' || rank) || '''%80'''::tsvector WHERE rank > 80
"""
# Without postings there is nothing that they could lack.
UNNOTE = "DELETE FROM search_searchchange"


class Migration(migrations.Migration):
    dependencies = [("search", "0013_turns_that_are_no_danger")]

    operations = [
        migrations.RunSQL(FORGET, FORGET),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(BYTES, BITS)],
            [migrations.AlterField("searchposting", "bits", models.BinaryField())],
        ),
        migrations.RunSQL([OWN, UNNOTE], [HIGHEST, UNNOTE]),
    ]
