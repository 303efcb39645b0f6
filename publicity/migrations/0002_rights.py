"""Those who publish and those who keep programmes write the log; moderators confirm and check."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

LOG = [("publication", action) for action in ("view", "add", "change")]
SECTIONS = [("sectiononsite", "view"), ("sectiononsite", "change")]
GRANTS = {
    "Редакторы публикаций": [*LOG, *SECTIONS],
    "Редакторы программ": LOG,
    "Редакторы справочника": [("publication", "view"), *SECTIONS],
    "Модераторы": [
        *LOG,
        *SECTIONS,
        ("publication", "delete"),
        ("publication", "confirm"),
        ("sectiononsite", "check"),
    ],
}


def grant(apps, schema_editor):
    for name, grants in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, "publicity", *each) for each in grants))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="publicity")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
