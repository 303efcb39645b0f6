"""Postings, and the trigger that notes which entries they do not know yet. manage.py rebuild_search writes them."""

from django.db import migrations, models


class Bits(models.Field):
    """One bit for each entry of a chunk."""

    def db_type(self, connection):
        return "bit(15000)"


NOTE = """
CREATE FUNCTION search_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_searchchange (entry) VALUES (coalesce(NEW.id, OLD.id));
    RETURN NULL;
END
$$
"""
TRIGGER = """
CREATE TRIGGER search_note_change AFTER INSERT OR UPDATE OR DELETE ON search_searchentry
FOR EACH ROW EXECUTE FUNCTION search_note_change()
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_narrow_rows")]

    operations = [
        migrations.CreateModel(
            name="SearchPosting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lexeme", models.TextField(db_collation="C")),
                ("chunk", models.IntegerField()),
                ("bits", Bits()),
            ],
            options={
                "indexes": [models.Index("chunk", name="searchposting_chunk")],
                "constraints": [
                    models.UniqueConstraint(fields=("lexeme", "chunk"), name="searchposting_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE search_searchposting ALTER bits SET STORAGE PLAIN, ALTER bits SET STATISTICS 0",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(NOTE, "DROP FUNCTION IF EXISTS search_note_change() CASCADE"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER search_note_change ON search_searchentry"),
    ]
