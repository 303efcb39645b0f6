"""Secrets of second factors: unreadable in the database, opened by every key that is named, sealed by the first."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils.module_loading import import_string

from staff.checks import second_factors_can_be_opened
from staff.sealing import MARK, unseal
from tests.staff.test_sign_in import code_for

pytestmark = pytest.mark.django_db
OLD, NEW = "o" * 50, "n" * 50
MIGRATION = "staff.migrations.0001_seal_second_factors"


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("editor", "editor@portal.example", "x")


@pytest.fixture
def secret(editor, settings) -> str:
    settings.SECOND_FACTOR_KEYS = [OLD]
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    return secret


def kept() -> str:
    return json.dumps(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def is_let_in(secret: str) -> bool:
    return Authenticator.objects.get(type="totp").wrap().validate_code(code_for(secret))


def test_the_database_does_not_tell_a_secret(editor, secret):
    codes = RecoveryCodes.activate(editor)
    assert secret not in kept()
    assert kept().count(MARK) == 2
    assert is_let_in(secret)
    assert codes.validate_code(codes.generate_codes()[0])
    assert not codes.validate_code("00000000")


def test_two_of_the_same_secret_look_different(editor, secret):
    first = kept()
    Authenticator.objects.all().delete()
    TOTP.activate(editor, secret)
    assert kept() != first


def test_a_key_is_changed_and_nobody_is_shut_out(secret, settings):
    settings.SECOND_FACTOR_KEYS = [NEW, OLD]
    assert is_let_in(secret)
    call_command("seal_second_factors", stdout=io.StringIO())
    settings.SECOND_FACTOR_KEYS = [NEW]
    assert unseal(Authenticator.objects.get().data["secret"]) == secret
    assert second_factors_can_be_opened(None) == []


def test_without_its_key_a_secret_opens_nothing_and_the_check_says_so(secret, settings):
    settings.SECOND_FACTOR_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured):
        is_let_in(secret)
    (warning,) = second_factors_can_be_opened(None)
    assert warning.id == "staff.W001"
    with pytest.raises(ImproperlyConfigured):
        call_command("seal_second_factors")
    settings.SECOND_FACTOR_KEYS = [OLD]
    assert is_let_in(secret)


def test_those_kept_before_are_sealed_by_the_migration_and_come_back(editor, secret):
    codes = RecoveryCodes.activate(editor).generate_codes()
    plain = [
        ("totp", {"secret": secret}),
        (
            "recovery_codes",
            {"seed": unseal(Authenticator.objects.get(type="recovery_codes").data["seed"]), "used_mask": 1},
        ),
    ]
    for kind, data in plain:
        Authenticator.objects.filter(type=kind).update(data=data)
    assert is_let_in(secret), "they are read before they are sealed"
    import_string(f"{MIGRATION}.seal_all")(apps, None)
    assert kept().count(MARK) == 2
    spare = Authenticator.objects.get(type="recovery_codes").wrap()
    assert (spare.generate_codes(), spare.get_unused_codes()) == (codes, codes[1:])
    import_string(f"{MIGRATION}.unseal_all")(apps, None)
    assert [(each.type, each.data) for each in Authenticator.objects.order_by("-type")] == plain


def test_codes_brought_from_elsewhere_are_sealed_each(editor):
    Authenticator.objects.create(user=editor, type="recovery_codes", data={"migrated_codes": ["11112222", "33334444"]})
    call_command("seal_second_factors", stdout=io.StringIO())
    assert "1111" not in kept()
    spare = Authenticator.objects.get().wrap()
    assert spare.validate_code("33334444")
    assert Authenticator.objects.get().wrap().get_unused_codes() == ["11112222"]
