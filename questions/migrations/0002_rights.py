"""Answers are prepared by those who keep the programmes; moderators publish them."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

PROGRAMMES, MODERATORS = "Редакторы программ", "Модераторы"
ANSWER = [("question", "view"), ("question", "change")]
GRANTS = {
    PROGRAMMES: ANSWER,
    MODERATORS: [*ANSWER, ("question", "publish"), ("questionrules", "change")],
}


def grant(apps, schema_editor):
    for name, grants in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, "questions", *each) for each in grants))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="questions")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_questions"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
