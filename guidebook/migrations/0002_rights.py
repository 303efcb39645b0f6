"""Who keeps the directory sees its guides and has them made again."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

GROUPS = ("Редакторы справочника", "Модераторы")
GRANTS = [("guide", "view"), ("guide", "change")]


def grant(apps, schema_editor):
    for name in GROUPS:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, "guidebook", *each) for each in GRANTS))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="guidebook")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("guidebook", "0001_guides"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
