"""Who works for an institution, not for the portal: such a person sees only what is that institution's own."""

from django.db.models import QuerySet

GROUP = "Сотрудники организаций"


def is_reporter(user) -> bool:
    """In that group alone. Whoever is an editor too keeps an editor's rights."""
    if not hasattr(user, "_is_reporter"):
        user._is_reporter = user.is_authenticated and not user.is_superuser and groups_of(user) == [GROUP]
    return user._is_reporter


def groups_of(user) -> list[str]:
    return list(user.groups.values_list("name", flat=True))


def open_to_reporters(records: QuerySet) -> QuerySet:
    """Of records that belong to no institution, those that anybody can read on the site."""
    return records.filter(live=True) if hasattr(records.model, "live") else records
