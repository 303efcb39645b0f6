"""Name the collection that Wagtail calls «Root»: editors choose it for pictures and documents."""

from django.db import migrations

THEIRS, OURS = "Root", "Общая"


def rename(old, new):
    def run(apps, schema_editor):
        apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=old).update(name=new)

    return run


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_groups_and_workflow")]

    operations = [migrations.RunPython(rename(THEIRS, OURS), rename(OURS, THEIRS))]
