"""People of institutions, and the group that lets them into the back office."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.granting import EDIT, MODERATORS, office_group, rights

# Rights to records come from membership (services_directory.ownership); the group only lets one in.
REPORTERS = "Сотрудники организаций"


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
        office_group(REPORTERS),
        rights("cabinets", {MODERATORS: {"membership": (*EDIT, "delete")}}),
    ]
