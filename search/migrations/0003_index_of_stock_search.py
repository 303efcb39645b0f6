"""The index that Wagtail's own search asks for and does not have: its condition is on title and body together."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_counts_and_storage"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE INDEX IF NOT EXISTS wagtailsearch_title_and_body
            ON wagtailsearch_indexentry USING gin ((title || body))
            """,
            "DROP INDEX IF EXISTS wagtailsearch_title_and_body",
        )
    ]
