"""A card that nobody has checked for too long leaves the lists, keeps its page, and comes back with a check."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

from portal.formatting import plain
from search.models import SearchChange, SearchSuggestion
from services_directory.freshness import verify
from tests.factories import FamilyCategoryFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def checked(days_overdue: int) -> dict:
    """By today's day: the suite may run over midnight."""
    today = localdate()
    return {
        "verified_on": today - datetime.timedelta(days=400),
        "next_review_on": today - datetime.timedelta(days=days_overdue),
    }


def long_ago() -> dict:
    return checked(61)


def just_due() -> dict:
    return checked(60)


@pytest.fixture(autouse=True)
def fresh_rules():
    cache.clear()


def page(url, **query) -> str:
    return Client().get(url, query).content.decode()


def test_it_is_in_no_list_search_or_suggestion(titles):
    service, provider = ServiceFactory(name="Логопед", **long_ago()), ProviderFactory(name="Логопедия", **long_ago())
    assert titles("q=логопед") == []
    assert provider.name not in page("/providers/")
    assert service.name not in page("/services/")
    assert Client().get("/api/search/", {"q": "логопед"}).json()["total"] == 0
    assert not SearchSuggestion.objects.filter(label__startswith="Логопед").exists()


def test_its_page_stays_with_a_warning():
    for record in (ServiceFactory(**long_ago()), ProviderFactory(**long_ago())):
        response = Client().get(record.get_absolute_url())
        assert response.status_code == 200
        assert "Сведения могли устареть" in response.content.decode()


@pytest.mark.parametrize("fields", [dict, just_due])
def test_neither_a_card_never_checked_nor_one_just_due_is_hidden(fields, titles):
    ServiceFactory(name="Логопед", **fields())
    provider = ProviderFactory(name="Исток", **fields())
    assert titles("q=логопед") == ["Логопед"]
    assert provider.name in page("/providers/")


def test_whoever_asks_finds_it_by_words_and_filters():
    family = FamilyCategoryFactory(slug="large")
    ServiceFactory(name="Занятия с логопедом", age_from=3, age_to=7, price="free", categories=[family], **long_ago())
    for query in ({}, {"q": "логопеды"}, {"category": "large"}, {"price": "free"}, {"age": "3-7"}):
        assert "Занятия с логопедом" in plain(page("/services/", show="stale", **query))
    for query in (
        {"q": "юрист"},
        {"category": "sop"},
        {"price": "paid"},
        {"age": "18-23"},
        {"age": "no"},
        {"kind": "no"},
    ):
        assert "Занятия с логопедом" not in plain(page("/services/", show="stale", **query))


def test_the_list_says_how_to_see_them():
    assert "show=stale" in page("/services/")
    assert 'name="show"' in page("/providers/")


def test_organisations_are_shown_and_marked_when_asked_for():
    provider = ProviderFactory(name="Исток", **long_ago())
    listed = page("/providers/", show="stale")
    assert provider.get_absolute_url() in listed
    assert "Давно не проверяли" in listed
    assert provider.get_absolute_url() not in page("/providers/", show="other")


def test_programs_get_them_apart():
    ServiceFactory(name="Логопед", **long_ago())
    answer = Client().get("/api/search/", {"q": "логопед", "show": "stale"}).json()
    assert answer["total"] == 0
    assert [each["title"] for each in answer["stale"]] == ["Логопед"]
    assert "stale" not in Client().get("/api/search/").json()


def test_a_check_brings_it_back_at_once(titles):
    service = ServiceFactory(name="Логопед", **long_ago())
    verify(service, get_user_model().objects.create_user("editor"))
    assert titles("q=логопед") == ["Логопед"]


def test_a_day_that_passes_takes_it_out_at_night(titles):
    service = ServiceFactory(name="Логопед", **just_due())
    type(service).objects.update(next_review_on=long_ago()["next_review_on"])
    assert titles("q=логопед") == ["Логопед"]
    call_command("refresh_freshness", verbosity=0)
    assert titles("q=логопед") == []
    type(service).objects.update(next_review_on=just_due()["next_review_on"])
    call_command("refresh_freshness", verbosity=0)
    assert titles("q=логопед") == ["Логопед"]


def test_at_night_postings_learn_what_the_day_has_changed(titles):
    ServiceFactory(name="Логопед")
    assert SearchChange.objects.exists()
    call_command("refresh_freshness", verbosity=0)
    assert not SearchChange.objects.exists()
    assert titles("q=логопед") == ["Логопед"]


def test_one_stale_service_and_twenty_cost_the_same(django_assert_max_num_queries):
    for number in (1, 19):
        ServiceFactory.create_batch(number, **long_ago())
        page("/services/", show="stale")  # what has changed is learnt once
        with django_assert_max_num_queries(4):
            page("/services/", show="stale")
