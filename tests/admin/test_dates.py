"""Dates of the back office are shown and taken as they are written in Russia, whichever language it speaks."""

import datetime

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.admin.forms import fields_of
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 12, 31)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("typed", ["31.12.2026", "2026-12-31"])
def test_a_date_is_shown_day_first_and_taken_either_way(sign_in, language, typed):
    service = ServiceFactory(closed_from=datetime.date(2026, 2, 1))
    client = sign_in("moderator")
    user = int(client.session["_auth_user_id"])
    UserProfile.objects.update_or_create(user_id=user, defaults={"preferred_language": language})
    address = reverse("wagtailsnippets_services_directory_service:edit", args=[service.pk])
    page = client.get(address)
    assert fields_of(page)["closed_from"] == ["01.02.2026"]
    assert f'lang="{language}' in page.content.decode()
    client.post(address, {**fields_of(page), "closed_from": typed, "closed_until": typed, "closed_reason": "ремонт"})
    draft = type(service).objects.get(pk=service.pk).get_latest_revision_as_object()
    assert (draft.closed_from, draft.closed_until) == (DAY, DAY)


def test_a_date_that_is_none_is_refused_and_stays_as_it_was_typed(sign_in):
    service = ServiceFactory()
    address = reverse("wagtailsnippets_services_directory_service:edit", args=[service.pk])
    client = sign_in("moderator")
    page = client.get(address)
    assert "portal/admin/dates" in page.content.decode()
    page = client.post(address, {**fields_of(page), "closed_from": "31.02.2026"})
    assert "Введите правильную дату" in page.content.decode()
    assert fields_of(page)["closed_from"] == ["31.02.2026"]
