"""Events are found by the search; what is over stands below the rest."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.models import EventDate
from search.models import SearchEntry
from tests.events import factories as make

pytestmark = pytest.mark.django_db


def test_an_event_is_found_with_its_day(client):
    event = make.event(make.date(datetime.date(2030, 12, 7)), title="Встреча приёмных семей")
    html = client.get("/search/", {"q": "приёмных"}).content.decode().replace("\xa0", " ")
    assert urlsplit(event.url).path in html
    assert "7 декабря 2030" in html


def test_what_is_over_stands_below_what_is_to_come(client):
    make.event(-3, title="Встреча отцов")
    make.event(3, title="Встреча отцов снова")
    ranks = dict(SearchEntry.objects.filter(card__title__startswith="Встреча").values_list("card__title", "rank"))
    assert ranks["Встреча отцов"] < ranks["Встреча отцов снова"]


def test_the_nightly_command_lowers_what_ended_meanwhile(client, capsys):
    event = make.event(1)
    entry = SearchEntry.objects.get(object_id=event.pk, card__title=event.title)
    EventDate.objects.update(ends=timezone.now() - datetime.timedelta(hours=1))
    call_command("lower_past_events")
    assert SearchEntry.objects.get(pk=entry.pk).rank < entry.rank
    before = SearchEntry.objects.get(pk=entry.pk).rank
    call_command("lower_past_events")
    assert SearchEntry.objects.get(pk=entry.pk).rank == before
