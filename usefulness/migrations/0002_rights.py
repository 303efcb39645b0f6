"""Moderators set how long answers are kept. Who sees them follows from the rights to pages."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

MODERATORS = "Модераторы"


def grant(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name=MODERATORS)
    group.permissions.add(permission(apps, "usefulness", "usefulnessrules", "change"))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="usefulness")
    apps.get_model("auth", "Group").objects.get(name=MODERATORS).permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("usefulness", "0001_usefulness"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
