"""Secrets of second factors are kept sealed: whoever reads a copy of the database alone signs in as nobody.

The keys are made of `settings.SECOND_FACTOR_KEYS`: the first seals, each of them opens. The applied migration rests on
this module: what was sealed must stay openable.
"""

import base64
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac

MARK = "sealed:"
SALT = "staff.second-factor"
# What of an authenticator's data is secret: of the application with codes, of the spare codes.
SECRETS = ("secret", "seed")


def ring() -> MultiFernet:
    keys = (salted_hmac(SALT, "key", secret=each, algorithm="sha256").digest() for each in settings.SECOND_FACTOR_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def seal(text: str) -> str:
    return MARK + ring().encrypt(text.encode()).decode()


def unseal(kept: str) -> str:
    """What was never sealed is what it says: a server of the version before may write so while it is replaced."""
    if not kept.startswith(MARK):
        return kept
    try:
        return ring().decrypt(kept.removeprefix(MARK)).decode()
    except InvalidToken:
        raise ImproperlyConfigured("None of SECOND_FACTOR_KEYS opens a second factor that is kept.") from None


def is_openable(kept: str) -> bool:
    try:
        unseal(kept)
    except ImproperlyConfigured:
        return False
    return True


def secrets_of(data: dict) -> list[str]:
    return [data[name] for name in SECRETS if name in data] + data.get("migrated_codes", [])


def changed(data: dict, change: Callable[[str], str]) -> dict:
    """The data of an authenticator with each of its secrets changed."""
    single = {name: change(data[name]) for name in SECRETS if name in data}
    several = {name: [change(each) for each in data[name]] for name in ("migrated_codes",) if name in data}
    return {**data, **single, **several}


def change_all(authenticators, change: Callable[[str], str]) -> int:
    """All that are kept, each under a lock: a spare code may be used up at the same moment."""
    kept = list(authenticators.select_for_update().order_by("pk"))
    for each in kept:
        each.data = changed(each.data, change)
        each.save(update_fields=["data"])
    return len(kept)


def seal_anew(kept: str) -> str:
    """By the first key, whatever it was sealed by."""
    return seal(unseal(kept))
