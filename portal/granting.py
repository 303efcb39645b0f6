"""Rights that a migration gives to groups and takes back whole.

Applied migrations rest on this module: what it means may not change.
"""

from django.db import migrations

PUBLICATIONS, DIRECTORY, PROGRAMMES, MODERATORS = (
    "Редакторы публикаций",
    "Редакторы справочника",
    "Редакторы программ",
    "Модераторы",
)
WORKFLOW = "Проверка модератором"
EDIT = ("view", "add", "change")


def permission(apps, app_label: str, model: str, action: str):
    """The permission, made where `post_migrate` has not made it yet."""
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type(apps, app_label, model),
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return found


def content_type(apps, app_label: str, model: str):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)[0]


def holdings(apps):
    """Which group holds which permission, as rows with keys.

    On the way back two loadings of one historical model meet, and no object of one passes for an object of the other.
    """
    return apps.get_model("auth", "Group").permissions.through.objects


def office_group(name: str):
    """The operation that makes a group whose people may enter the back office, and no more."""

    def make(apps, schema_editor):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        holdings(apps).filter(group_id=group.pk).delete()
        holdings(apps).create(group_id=group.pk, permission_id=permission(apps, "wagtailadmin", "admin", "access").pk)

    def remove(apps, schema_editor):
        groups = apps.get_model("auth", "Group").objects
        for key in groups.filter(name=name).values_list("pk", flat=True):
            for relation in groups.model._meta.get_fields(include_hidden=True):
                if relation.one_to_many:
                    relation.related_model._base_manager.filter(**{relation.field.attname: key}).delete()
            groups.filter(pk=key)._raw_delete(groups.db)  # for the reason that `holdings` gives

    return migrations.RunPython(make, remove)


def rights(app_label: str, grants: dict[str, dict[str, tuple[str, ...]]], approved: tuple[str, ...] = ()):
    """The operation that gives `{group: {model: actions}}`; models `approved` pass the moderators' workflow."""

    def keys(apps, models):
        return [
            permission(apps, app_label, model, action).pk for model, actions in models.items() for action in actions
        ]

    def give(apps, schema_editor):
        held = holdings(apps)
        for name, models in grants.items():
            for group in apps.get_model("auth", "Group").objects.filter(name=name).values_list("pk", flat=True):
                rows = [held.model(group_id=group, permission_id=key) for key in keys(apps, models)]
                held.bulk_create(rows, ignore_conflicts=True)
        for model in approved:
            apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
                content_type=content_type(apps, app_label, model),
                defaults={"workflow": apps.get_model("wagtailcore", "Workflow").objects.get(name=WORKFLOW)},
            )

    def take_back(apps, schema_editor):
        for name, models in grants.items():
            holdings(apps).filter(group__name=name, permission_id__in=keys(apps, models)).delete()
        apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
            content_type__app_label=app_label, content_type__model__in=approved
        ).delete()

    return migrations.RunPython(give, take_back)
