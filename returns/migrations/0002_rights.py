"""Editors of the directory read all returns; moderators decide on them and say who reports."""

from django.db import migrations

GRANTS = {
    "Редакторы справочника": [("return", "view")],
    "Модераторы": [
        *[("return", action) for action in ("view", "decide")],
        *[("respondent", action) for action in ("view", "add", "change", "delete")],
    ],
}


def permission(apps, model, action):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="returns", model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )
    return found


def grant(apps, schema_editor):
    for name, rights in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        group.permissions.add(*(permission(apps, model, action) for model, action in rights))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*(permission(apps, model, action) for model, action in GRANTS[group.name]))


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
