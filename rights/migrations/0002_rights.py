"""Editors of publications write situations, moderators publish them; they pass the same approval as every record."""

from django.db import migrations

EDITORS, MODERATORS = "Редакторы публикаций", "Модераторы"
WORKFLOW = "Проверка модератором"
EDIT = ["view", "add", "change"]
GRANTS = {EDITORS: EDIT, MODERATORS: [*EDIT, "delete", "publish"]}


def content_type(apps):
    types = apps.get_model("contenttypes", "ContentType").objects
    return types.get_or_create(app_label="rights", model="situation")[0]


def permission(apps, action):
    """The permission, made where `post_migrate` has not made it yet."""
    permissions = apps.get_model("auth", "Permission").objects
    codename, name = f"{action}_situation", f"Can {action} situation"
    return permissions.get_or_create(
        content_type=content_type(apps), codename=codename, defaults={"name": name}
    )[0]


def grant(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name, actions in GRANTS.items():
        groups.get(name=name).permissions.add(*(permission(apps, action) for action in actions))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.get(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
        content_type=content_type(apps), defaults={"workflow": workflow}
    )


def take_back(apps, schema_editor):
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(content_type=content_type(apps)).delete()
    groups = apps.get_model("auth", "Group").objects
    for name, actions in GRANTS.items():
        for group in groups.filter(name=name):
            group.permissions.remove(*(permission(apps, action) for action in actions))


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_situations"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
