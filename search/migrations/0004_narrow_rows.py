"""Keep out of line what is only shown or matched. The index is built anew afterwards: manage.py rebuild_search."""

from django.db import migrations, models
from django.db.models.functions import Repeat


class Migration(migrations.Migration):
    dependencies = [("search", "0003_index_of_stock_search")]

    operations = [
        migrations.RunSQL(
            "TRUNCATE search_searchentry, search_searchcount, search_searchsuggestion", migrations.RunSQL.noop
        ),
        migrations.RemoveField("searchentry", "facts"),
        migrations.RemoveField("searchentry", "summary"),
        migrations.RemoveField("searchentry", "title"),
        migrations.RemoveField("searchentry", "url"),
        migrations.AddField(
            "searchentry",
            "card",
            models.JSONField(help_text="What a result shows: title, url, summary, facts"),
            preserve_default=False,
        ),
        migrations.AddField(
            "searchentry", "padding", models.TextField(db_default=Repeat(models.Value(" "), 2040))
        ),
        migrations.RunSQL(
            "ALTER TABLE search_searchentry ALTER card SET STORAGE EXTERNAL, SET (toast_tuple_target = 128)",
            migrations.RunSQL.noop,
        ),
    ]
