"""Signing in to the back office: wrong passwords, the second factor, disabled users."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model, hashers

PASSWORD = "correct horse battery"


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("editor", "editor@portal.example", PASSWORD)


def sign_in(client, username="editor", password=PASSWORD, **data):
    return client.post("/admin/login/", {"username": username, "password": password, **data})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("username", ["editor", "nobody"])
def test_twenty_wrong_passwords_lock_the_door_for_known_and_unknown_alike(client, editor, username):
    answers = [sign_in(client, username, "wrong").status_code for _ in range(20)]
    assert answers == [200] * 19 + [429]
    locked = sign_in(client, username)
    assert locked.status_code == 429
    assert "Вход временно закрыт" in locked.content.decode()


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(client, editor):
    known, unknown = (sign_in(client, name, "wrong").context["form"].errors for name in ("editor", "nobody"))
    assert known == unknown


def test_an_unknown_name_takes_as_long_as_a_known_one(client, editor, monkeypatch):
    """What takes the time is the hashing of the password."""
    costs, hashed = [], hashers.get_hasher().__class__.encode

    def counted(self, *args, **kwargs):
        costs[-1] += 1
        return hashed(self, *args, **kwargs)

    monkeypatch.setattr(hashers.get_hasher().__class__, "encode", counted)
    for name in ("editor", "nobody"):
        costs.append(0)
        sign_in(client, name, "wrong")
    assert costs[0] == costs[1] > 0


def test_where_to_go_after_signing_in_stays_local(client, editor):
    response = sign_in(client, next="https://elsewhere.example/admin/")
    assert response["Location"] == "/admin/"


def test_the_session_from_before_signing_in_is_not_kept(client, editor):
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.cookies["sessionid"].value
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not type(session)(planted).load()


def test_the_cookie_of_a_session_is_for_the_server_alone(client, editor):
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_disabling_a_user_ends_their_session(client, editor):
    sign_in(client)
    assert client.get("/admin/").status_code == 200
    get_user_model().objects.filter(pk=editor.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    def test_a_password_alone_leads_to_setting_it_up(self, client, editor):
        sign_in(client)
        response = client.get("/admin/pages/")
        assert response["Location"] == "/admin/second-factor/totp/activate/?next=%2Fadmin%2Fpages%2F"

    def test_who_has_it_must_show_a_code_first(self, client, editor):
        secret = generate_totp_secret()
        TOTP.activate(editor, secret)
        sign_in(client)
        refused = client.get("/admin/pages/")
        assert refused["Location"].startswith("/admin/second-factor/reauthenticate/")
        assert client.post(refused["Location"], {"code": "000000"}).status_code == 200
        assert client.get("/admin/pages/").status_code == 302
        client.post(refused["Location"], {"code": code_for(secret)})
        assert client.get("/admin/pages/", follow=True).status_code == 200

    def test_setting_it_up_opens_the_office(self, client, editor):
        sign_in(client)
        page = client.get("/admin/second-factor/totp/activate/", follow=True)
        page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
        secret = page.context["form"].secret
        client.post("/admin/second-factor/totp/activate/", {"code": code_for(secret)})
        assert Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).exists()

    def test_its_pages_are_in_russian(self, client, editor):
        sign_in(client)
        page = client.get("/admin/second-factor/totp/activate/", follow=True).content.decode()
        assert 'lang="ru"' in page
        assert "Подтвер" in page
