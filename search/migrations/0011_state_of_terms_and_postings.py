"""What tells processes that keep facet terms and the words with postings that these have been written."""

import django.contrib.postgres.functions
from django.db import migrations, models

CHANGE = """
CREATE FUNCTION search_change_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_searchstate WHERE id IN (SELECT id FROM search_searchstate FOR UPDATE SKIP LOCKED);
    INSERT INTO search_searchstate DEFAULT VALUES;
    RETURN NULL;
END
$$
"""
OF_TERMS = """
CREATE TRIGGER search_change_state AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_searchterm
FOR EACH STATEMENT EXECUTE FUNCTION search_change_state()
"""
# Whoever writes them anew deletes the old ones first.
OF_POSTINGS = """
CREATE TRIGGER search_change_state AFTER DELETE OR TRUNCATE ON search_searchposting
FOR EACH STATEMENT EXECUTE FUNCTION search_change_state()
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0010_entries_of_situations")]

    operations = [
        migrations.CreateModel(
            name="SearchState",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), primary_key=True, serialize=False
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CHANGE, "DROP FUNCTION IF EXISTS search_change_state() CASCADE"),
        migrations.RunSQL(OF_TERMS, "DROP TRIGGER search_change_state ON search_searchterm"),
        migrations.RunSQL(OF_POSTINGS, "DROP TRIGGER search_change_state ON search_searchposting"),
    ]
