"""Editors of the directory keep the words that people ask by; a moderator may also take a group of them out."""

from django.db import migrations

GRANTS = {
    "Редакторы справочника": ["view", "add", "change"],
    "Модераторы": ["view", "add", "change", "delete"],
}
MODEL = "synonymgroup"


def permission(apps, action):
    """The permission, made where `post_migrate` has not made it yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="search", model=MODEL
    )
    codename = f"{action}_{MODEL}"
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename}
    )
    return found


def grant(apps, schema_editor):
    for group, actions in GRANTS.items():
        found = apps.get_model("auth", "Group").objects.get(name=group)
        found.permissions.add(*(permission(apps, action) for action in actions))


def take_back(apps, schema_editor):
    own = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search", content_type__model=MODEL
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_words_people_use"),
        ("portal", "0001_groups_and_workflow"),
    ]
    operations = [migrations.RunPython(grant, take_back)]
