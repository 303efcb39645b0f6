"""Whether those who have a second factor can still sign in with it."""

from allauth.mfa.models import Authenticator
from django.core.checks import Tags, Warning, register
from django.db import DatabaseError, transaction

from staff.sealing import is_openable, secrets_of


@register(Tags.database)
def second_factors_can_be_opened(app_configs, databases=None, **options) -> list[Warning]:
    """Asked by `migrate` and by `check --database default`."""
    try:
        with transaction.atomic():
            kept = list(Authenticator.objects.values_list("data", flat=True))
    except DatabaseError:  # before the first `migrate`
        return []
    shut = sum(not all(map(is_openable, secrets_of(data))) for data in kept)
    if not shut:
        return []
    said = f"Second factors that none of SECOND_FACTOR_KEYS opens: {shut}. Whoever has one cannot sign in."
    return [Warning(said, hint="Add the key by which they were sealed, after the first.", id="staff.W001")]
