"""Editors of programmes keep the editions of plans; a moderator may delete one."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

PROGRAMMES, MODERATORS = "Редакторы программ", "Модераторы"
EDIT = ["view", "add", "change"]
GRANTS = {PROGRAMMES: EDIT, MODERATORS: [*EDIT, "delete"]}


def grant(apps, schema_editor):
    for name, actions in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, "measures", "planedition", action) for action in actions))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="measures", content_type__model="planedition"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("measures", "0006_editions_of_the_plan"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
