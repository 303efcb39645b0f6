"""People of institutions, and the group that lets them into the back office."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

# Rights to records come from membership (services_directory.ownership); the group only lets one in.
REPORTERS, MODERATORS = "Сотрудники организаций", "Модераторы"
MANAGE = ("view", "add", "change", "delete")


def grant(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    reporters, _ = groups.get_or_create(name=REPORTERS)
    reporters.permissions.set([permission(apps, "wagtailadmin", "admin", "access")])
    moderators = groups.get(name=MODERATORS)
    moderators.permissions.add(*(permission(apps, "cabinets", "membership", action) for action in MANAGE))


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=REPORTERS).delete()
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="cabinets", content_type__model="membership", group__name=MODERATORS
    ).delete()


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("portal", "0002_name_of_top_collection"),
        ("services_directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="должность")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Снимите отметку: кабинет закроется сразу, где бы он ни был открыт",
                        verbose_name="доступ открыт",
                    ),
                ),
                ("made_on", models.DateField(auto_now_add=True, verbose_name="открыт с")),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="services_directory.provider",
                        verbose_name="организация",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="сотрудник",
                    ),
                ),
            ],
            options={
                "verbose_name": "сотрудник организации",
                "verbose_name_plural": "сотрудники организаций",
                "ordering": ["provider__name", "user__last_name", "user__username"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "provider"),
                        name="membership_once",
                        violation_error_message="Этот сотрудник уже ведёт эту организацию.",
                    )
                ],
            },
        ),
        migrations.RunPython(grant, take_back),
    ]
