"""Whoever writes pages may start their translation."""

from django.db import migrations

GROUPS = ("Редакторы публикаций", "Модераторы")


def permission(apps):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="simple_translation", model="simpletranslation"
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="submit_translation", defaults={"name": "Can submit translations"}
    )[0]


def grant(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(permission(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_sites"),
        ("portal", "0001_groups_and_workflow"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(grant, take_back)]
