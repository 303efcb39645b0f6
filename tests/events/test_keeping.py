"""A page of what is to come is not kept past the moment when that changes."""

import datetime

import pytest
from django.utils import timezone

from events import expiring
from tests.events import factories as make

pytestmark = pytest.mark.django_db


def kept(client, url) -> str:
    return client.get(url)["Cache-Control"]


@pytest.fixture
def noon(monkeypatch):
    """Midnight is far away."""
    monkeypatch.setattr(expiring, "midnight", lambda: timezone.now() + datetime.timedelta(hours=12))


def ending_in(seconds: int):
    event = make.event(-1)
    moment = timezone.now() + datetime.timedelta(seconds=seconds)
    event.dates.model.objects.update(ends=moment)
    return event


def test_an_ordinary_page_is_kept_for_a_minute(client, noon):
    make.event(3)
    assert {"s-maxage=20", "max-age=10", "stale-while-revalidate=10"} <= set(kept(client, "/events/").split(", "))


def test_a_list_is_kept_no_longer_than_its_first_event_lasts(client, noon):
    ending_in(20)
    header = kept(client, "/events/")
    seconds = int(header.split("max-age=")[1].split(",")[0])
    assert 15 <= seconds <= 20
    assert "stale-while-revalidate" not in header
    assert "stale-if-error=86400" in header


def test_midnight_ends_it_too(client, monkeypatch):
    make.event(3)
    monkeypatch.setattr(expiring, "midnight", lambda: timezone.now() + datetime.timedelta(seconds=10))
    for url in ("/events/", "/events/calendar/"):
        assert int(kept(client, url).split("max-age=")[1].split(",")[0]) <= 10


def test_midnight_is_that_of_the_portal():
    assert timezone.localtime(expiring.midnight()).time() == datetime.time()
    assert timezone.localtime(expiring.midnight()).date() == make.in_days(1)
