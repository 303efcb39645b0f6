"""Who opens a cabinet, and how it is closed."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from cabinets.models import Membership
from portal.reporters import GROUP
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit_url

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"


def test_a_moderator_opens_a_cabinet(sign_in, theirs):
    person = get_user_model().objects.create_user("vera", "vera@example.org", "x")
    person.groups.add(Group.objects.get(name=GROUP))
    address = reverse("cabinets_memberships:add")
    client = sign_in("moderator")
    client.post(address, {**fields_of(client.get(address)), "user": person.pk, "provider": theirs.pk})
    assert Membership.objects.get().provider == theirs


def test_only_people_of_institutions_are_offered(sign_in, reporter):
    page = sign_in("moderator").get(reverse("cabinets_memberships:add")).content.decode()
    assert "anna@example.org" in page
    assert "moderator@example.org" not in page


@pytest.mark.parametrize("kind", ["directory", "programmes", "publications"])
def test_nobody_else_opens_one(kind, sign_in, reporter, theirs):
    sign_in(kind).post(reverse("cabinets_memberships:add"), {"user": reporter.pk, "provider": theirs.pk})
    assert Membership.objects.count() == 1


def test_the_same_person_is_let_in_once(sign_in, reporter, ours):
    address = reverse("cabinets_memberships:add")
    answer = sign_in("moderator").post(address, {"user": reporter.pk, "provider": ours.pk, "is_active": "on"})
    assert "уже ведёт" in answer.content.decode()


def test_closing_it_ends_the_session_at_once(client_of_reporter, reporter):
    assert client_of_reporter.get(reverse(HOME)).status_code == 200
    membership = Membership.objects.get()
    membership.is_active = False
    membership.save()
    assert client_of_reporter.get(reverse(HOME)).status_code == 302


def test_a_closed_cabinet_opens_nothing_after_signing_in_again(client_of_reporter, reporter, ours):
    Membership.objects.update(is_active=False)
    assert "доступ закрыт" in client_of_reporter.get(reverse(HOME)).content.decode()
    assert client_of_reporter.get(edit_url(ours)).status_code == 404


def test_deleting_it_ends_the_session(client_of_reporter, reporter):
    Membership.objects.get().delete()
    assert client_of_reporter.get(reverse(HOME)).status_code == 302


def test_disabling_the_account_ends_the_session(client_of_reporter, reporter):
    reporter.is_active = False
    reporter.save()
    assert client_of_reporter.get(reverse(HOME)).status_code == 302


def test_another_persons_session_goes_on(client_of_reporter, sign_in):
    other = sign_in("directory")
    Membership.objects.get().delete()
    assert other.get(reverse(HOME)).status_code == 200


def test_garbage_in_the_search_is_harmless(sign_in):
    client = sign_in("moderator")
    assert client.get(reverse("cabinets_memberships:index"), {"q": "\0" + "слово " * 200}).status_code == 200
    assert client.get(reverse("cabinets_memberships:add"), {"provider": "9" * 40}).status_code == 200
