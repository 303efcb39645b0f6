"""Who works for an institution or carries out measures, not for the portal: such a person sees only what is her own."""

from django.db.models import QuerySet

GROUP = "Сотрудники организаций"
EXECUTORS = "Исполнители программ"
# Whoever is in these groups alone keeps to what they open.
OUTSIDERS = frozenset({GROUP, EXECUTORS})


def is_reporter(user) -> bool:
    """In such groups alone. Whoever is an editor too keeps an editor's rights."""
    found = groups_of(user)
    return bool(found) and found <= OUTSIDERS and not user.is_superuser


def groups_of(user) -> frozenset[str]:
    """The names of the user's groups, asked once."""
    if not hasattr(user, "_group_names"):
        named = user.groups.values_list("name", flat=True) if user.is_authenticated else ()
        user._group_names = frozenset(named)
    return user._group_names


def open_to_reporters(records: QuerySet) -> QuerySet:
    """Of records that belong to no institution, those that anybody can read on the site."""
    return records.filter(live=True) if hasattr(records.model, "live") else records
