"""Reports are read by those who keep the directory; contacts are searched and erased by moderators."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

DIRECTORY, MODERATORS = "Редакторы справочника", "Модераторы"
READ = [("report", "view"), ("report", "change")]
GRANTS = {
    DIRECTORY: READ,
    MODERATORS: [*READ, ("reportcontact", "delete"), ("feedbackrules", "change")],
}


def grant(apps, schema_editor):
    for name, grants in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, "feedback", *each) for each in grants))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="feedback")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_reports"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
