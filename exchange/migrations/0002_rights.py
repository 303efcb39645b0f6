"""Who may import: editors of the directory make drafts, moderators publish. Reporters of institutions may not."""

from django.db import migrations

GROUPS = ("Редакторы справочника", "Модераторы")
ACTIONS = ("add", "view")


def permission(apps, action):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="exchange", model="import"
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_import", defaults={"name": f"Can {action} import"}
    )
    return found


def grant(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*(permission(apps, action) for action in ACTIONS))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*(permission(apps, action) for action in ACTIONS))


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
