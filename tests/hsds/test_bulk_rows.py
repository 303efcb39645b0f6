"""Rows that were copied in with triggers off have the stamps and sites that triggers would have written."""

import pytest
from django.core.management import call_command
from django.db import connection

from acts.loading import load as load_acts
from hsds.models import Site, Stamp
from portal.loading import Report
from services_directory.loading import load
from services_directory.models import Provider, Service
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db):
    for each in (load_acts, load):
        each(Report(lambda line: None))
    call_command("make_region", providers=12, services=40, seed=3, no_index=True)


def kept() -> tuple[set, set]:
    stamps = Stamp.objects.exclude(kind="word").values_list("kind", "object_id", "is_public")
    return set(stamps), set(Site.objects.values_list("uuid", "service_id", "location_id"))


def test_they_are_what_a_whole_reckoning_gives(region):
    of_the_load = kept()
    assert {pk for kind, pk, _public in of_the_load[0] if kind == "service"} == set(
        Service.objects.values_list("pk", flat=True)
    )
    Stamp.objects.exclude(kind="word").delete()
    Site.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hsds_refresh(%s, '{}', '{}', '{}')", [list(Provider.objects.values_list("pk", flat=True))]
        )
    assert kept() == of_the_load


def test_triggers_are_on_again_after_it(region):
    service = ServiceFactory()
    assert Stamp.objects.filter(kind="service", object_id=service.pk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
