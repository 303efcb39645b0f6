"""The whole database before and after: for what must leave everything as it was."""

from django.apps import apps
from django.core import serializers

# What every change writes anew: the log, revisions and the copies that others keep.
APART = {"wagtailcore.revision", "wagtailcore.modellogentry", "wagtailcore.referenceindex"}
COPIES = ("search.", "hsds.", "wagtailsearch.")
OF_REVISIONS = {"latest_revision", "live_revision", "first_published_at", "last_published_at"}


def everything() -> dict:
    """Every row of every table, but for those that every change writes."""
    models = [
        each for each in apps.get_models(include_auto_created=True) if each._meta.managed and not each._meta.proxy
    ]
    rows = {}
    for model in models:
        label = model._meta.label_lower
        if label not in APART and not label.startswith(COPIES):
            for row in serializers.serialize("python", model._base_manager.all()):
                fields = {name: value for name, value in row["fields"].items() if name not in OF_REVISIONS}
                rows[label, row["pk"]] = fields
    return rows


def changed(before: dict) -> dict:
    after = everything()
    rows = before.keys() | after.keys()
    return {row: (before.get(row), after.get(row)) for row in rows if before.get(row) != after.get(row)}
