"""A rebuilt index says what the saving of each record has said, and reads on while it writes."""

import gc
import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from portal import garbage
from search import reading
from search.documents import COLUMNS
from search.models import SearchEntry, SearchSuggestion, Type
from search.rebuilding import rebuild
from search.suggesting import Suggestion
from services_directory.models import HelpKind, Service
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    ProviderFactory,
    ServiceFactory,
    TerritoryFactory,
)


def make_directory() -> None:
    region = TerritoryFactory(name="Край", level=1)
    towns = [TerritoryFactory(name=f"Город {n}", parent=region, level=2) for n in range(2)]
    kind = HelpKindFactory(name="Психологическая помощь", synonyms=["психолог"])
    categories = [FamilyCategoryFactory(name=f"Семьи {n}") for n in range(3)]
    for n, town in enumerate(towns):
        provider = ProviderFactory(name=f"КЦСОН «Забота» {n}", territory=town)
        place = LocationFactory(provider=provider, territory=town, latitude="58.2", longitude="45.4")
        for _each in range(3):
            service = ServiceFactory(
                name="Помощь психолога детям",
                provider=provider,
                kind=kind,
                price=Service.Price.FREE,
                categories=categories[:n],
            )
        service.locations.add(place)


def said() -> tuple:
    """Everything that the index says, in the order of the records."""
    entries = SearchEntry.objects.order_by("type", "object_id").values_list(*COLUMNS)
    return list(entries), sorted(SearchSuggestion.objects.values_list(*Suggestion._fields), key=str)


@pytest.mark.django_db
def test_it_says_what_saving_says():
    make_directory()
    by_saving = said()
    assert {row[0] for row in by_saving[0]} >= {Type.SERVICE, Type.PROVIDER, Type.CATEGORY}
    rebuild()
    assert said() == by_saving
    rebuild([Type.PROVIDER])
    assert said() == by_saving


@pytest.mark.django_db
def test_a_kind_of_help_that_is_no_more_is_suggested_no_more():
    HelpKind.objects.all().delete()
    SearchSuggestion.objects.create(kind="kind", key="нет", label="Нет", url="/", weight=1)
    rebuild()
    assert not SearchSuggestion.objects.filter(kind="kind").exists()


@pytest.mark.django_db
def test_rows_are_read_ahead_on_another_connection(monkeypatch):
    """Groups are made by a migration, so they are committed; what this test writes is not."""
    monkeypatch.setattr(reading, "BATCH", 2)
    committed = list(Group.objects.order_by("pk"))
    Group.objects.create(name="not committed")

    def read():
        yield backend()
        yield from Group.objects.order_by("pk")

    reader, *groups = [each for batch in reading.ahead(read) for each in batch]
    assert groups == committed
    assert reader != backend()
    assert not readers()


@pytest.mark.django_db
def test_what_fails_while_reading_ahead_is_told(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 2)

    def read():
        yield from Group.objects.order_by("pk")[:3]
        raise ValueError("no card")

    with pytest.raises(ValueError, match="no card"):
        list(reading.ahead(read))
    assert not readers()


@pytest.mark.django_db
def test_whoever_stops_early_leaves_no_reader_behind(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 1)
    batches = reading.ahead(lambda: Group.objects.order_by("pk"))
    next(batches)
    batches.close()
    assert not readers()


def readers() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("reading-ahead")]


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_the_whole_heap_is_left_alone_for_the_while_only():
    usual = gc.get_threshold()
    with garbage.seldom():
        assert gc.get_threshold()[:2] == usual[:2]
        assert gc.get_threshold()[2] > usual[2]
    assert gc.get_threshold() == usual
