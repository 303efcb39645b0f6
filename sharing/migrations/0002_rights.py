"""Moderators say which sites may show the portal's frames."""

from django.db import migrations

MODERATORS = "Модераторы"
ACTIONS = ["view", "add", "change", "delete"]


def permissions(apps):
    """Made where `post_migrate` has not made them yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="sharing", model="embedhost"
    )
    found = apps.get_model("auth", "Permission").objects
    return [
        found.get_or_create(
            content_type=content_type, codename=f"{action}_embedhost", defaults={"name": f"Can {action} embedhost"}
        )[0]
        for action in ACTIONS
    ]


def grant(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name=MODERATORS).permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=MODERATORS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_embed_hosts"), ("portal", "0001_groups_and_workflow")]
    operations = [migrations.RunPython(grant, take_back)]
