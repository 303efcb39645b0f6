"""The moved weekends that are known by now, and who marks a card as checked, sets the terms and merges repeats."""

import datetime

from django.db import migrations

DIRECTORY, MODERATORS = "Редакторы справочника", "Модераторы"
TRANSFER_2025, TRANSFER_2026 = "Перенос выходных, 2025 год", "Перенос выходных, 2026 год"
# Decrees of the government on 2025 and 2026. Holidays themselves, and the rule that a holiday on a weekend moves to the
# next working day, need no table.
MOVED = [
    ("2025-02-24", False, TRANSFER_2025),
    ("2025-03-10", False, TRANSFER_2025),
    ("2025-05-02", True, TRANSFER_2025),
    ("2025-05-08", True, TRANSFER_2025),
    ("2025-06-13", True, TRANSFER_2025),
    ("2025-11-01", False, TRANSFER_2025),
    ("2025-11-03", True, TRANSFER_2025),
    ("2025-12-31", True, TRANSFER_2025),
    ("2026-01-09", True, TRANSFER_2026),
    ("2026-12-31", True, TRANSFER_2026),
]
VERIFY = [("provider", "verify_provider"), ("service", "verify_service")]
GRANTS = {
    DIRECTORY: [*VERIFY, ("calendarday", "view_calendarday")],
    MODERATORS: [
        *VERIFY,
        ("distinctpair", "merge_provider"),
        ("verificationrules", "change_verificationrules"),
        *(("calendarday", f"{action}_calendarday") for action in ("view", "add", "change", "delete")),
    ],
}


def permission(apps, model, codename):
    """The permission, made where `post_migrate` has not made it yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="services_directory", model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename}
    )
    return found


def set_up(apps, schema_editor):
    days = apps.get_model("services_directory", "CalendarDay").objects
    for date, is_day_off, note in MOVED:
        days.get_or_create(date=datetime.date.fromisoformat(date), defaults={"is_day_off": is_day_off, "note": note})
    for group, grants in GRANTS.items():
        found = apps.get_model("auth", "Group").objects.get(name=group)
        found.permissions.add(*(permission(apps, *grant) for grant in grants))


def take_back(apps, schema_editor):
    codenames = {codename for grants in GRANTS.values() for _model, codename in grants}
    own = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="services_directory", codename__in=codenames
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*own)
    dates = [date for date, _is_day_off, _note in MOVED]
    apps.get_model("services_directory", "CalendarDay").objects.filter(date__in=dates).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("services_directory", "0002_verification_and_openness"),
        ("portal", "0001_groups_and_workflow"),
    ]
    operations = [migrations.RunPython(set_up, take_back)]
