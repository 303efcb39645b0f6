"""What a page reads of records a connection of the database plans once."""

import pytest
from django.db import connection
from django.db.models import Value

from portal.answers import Answers
from portal.gathering import AMONG, KEY, Gathering, key_at
from services_directory.models import Territory
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db
NAMED = Gathering(lambda: Territory.objects.filter(name=KEY).annotate(share=Value("5% 'of' %s")))


def planned() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'reading_%'")
        return cursor.fetchone()[0]


def test_each_call_answers_for_its_own_value():
    TerritoryFactory(name="Югра", slug="yugra")
    TerritoryFactory(name="Юг'ра %s", slug="other")
    assert [each.slug for each in NAMED("Югра")] == ["yugra"]
    before = planned()
    assert [each.slug for each in NAMED("Юг'ра %s")] == ["other"]
    assert planned() == before > 0


def test_a_constant_stays_what_it_is():
    TerritoryFactory(name="Югра")
    assert [each.share for each in NAMED("Югра")] == ["5% 'of' %s"]


def test_a_value_may_stand_at_many_places():
    one, two, _three = (TerritoryFactory(slug=slug) for slug in ("one", "two", "three"))
    among = Answers(lambda: Territory.objects.filter(pk__in=AMONG, id__in=AMONG).order_by("pk").values_list("slug"))
    assert among([one.pk, two.pk]) == [("one",), ("two",)]
    asked = Answers(lambda: Territory.objects.filter(slug=key_at(1), name=key_at(2)).values_list("slug"))
    assert asked(["one", one.name]) == [("one",)]


def test_behind_a_pooler_by_transaction_nothing_is_prepared(settings):
    settings.DATABASE_PREPARES = False
    TerritoryFactory(name="Югра", slug="yugra")
    before = planned()
    unprepared = Gathering(lambda: Territory.objects.filter(name=KEY).annotate(share=Value("100%")))
    assert [(each.slug, each.share) for each in unprepared("Югра")] == [("yugra", "100%")]
    assert planned() == before
