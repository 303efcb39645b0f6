"""A guide is made once, kept until what it says changes, and never given out with what was withdrawn."""

import datetime
import os
import signal
from pathlib import Path

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from guidebook import document, keeping, making
from guidebook.choosing import Choice
from guidebook.models import Guide, folder
from portal.books import BookError
from services_directory.models import verification
from tests.apart import apart, wait_until  # noqa: F401
from tests.factories import LocationFactory, ServiceFactory, TerritoryFactory
from tests.guidebook.conftest import body_of, opened, text_of, time_passes

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    place = LocationFactory(address="ул. Лесная, 5", phones=["+79000000001"])
    return ServiceFactory(name="Няня на час", provider=place.provider)


def ready(client) -> tuple[str, Guide]:
    """The mark of the file that is given out, and its row."""
    response = client.get("/guide.pdf")
    body_of(response)
    return response["ETag"], Guide.objects.get(territory=None)


def test_it_is_kept_while_nothing_changes(client, service):
    first, guide = ready(client)
    time_passes()
    cache.clear()
    again, same = ready(client)
    assert first == again
    assert guide.made_at == same.made_at
    assert guide.fingerprint != same.fingerprint  # looked at anew: it says the same


def test_it_is_made_anew_when_a_card_changes(client, service):
    first, _guide = ready(client)
    time_passes()
    service.summary = "Теперь и вечером"
    service.save()
    again, _guide = ready(client)
    assert first != again
    assert "Теперь и вечером" in text_of(opened(client.get("/guide.pdf")))
    assert [file.name for file in folder().iterdir()] == [Guide.objects.get().path.name]


def test_it_is_looked_at_once_a_minute(client, service):
    ready(client)
    ready(client)
    Guide.objects.update(fingerprint="other")
    assert ready(client)[1].fingerprint == "other"
    cache.clear()
    assert ready(client)[1].fingerprint != "other"


def test_an_old_one_is_given_out_while_a_new_one_is_made(client, service, queue, settings):
    guide = made_now()
    time_passes()
    service.summary = "Теперь и вечером"
    service.save()
    assert "Теперь" not in text_of(opened(client.get("/guide.pdf")))
    guide.refresh_from_db()
    assert guide.state == Guide.State.WAITING
    assert "готовится новый" in client.get("/guide/").content.decode()


def made_now(choice: Choice | None = None) -> Guide:
    """Without a worker."""
    guide = keeping.begun(choice or Choice())
    assert making.build(guide)
    return Guide.objects.get(pk=guide.pk)


def test_an_institution_without_services_is_withdrawn_too(client, queue):
    place = LocationFactory(address="ул. Лесная, 5", phones=["+79000000001"])
    ServiceFactory()
    made_now()
    assert "ул. Лесная, 5" in text_of(opened(client.get("/guide.pdf")))
    place.provider.unpublish()
    assert client.get("/guide.pdf").status_code == 503


@pytest.mark.parametrize("withdrawn", ["draft", "of a draft", "forgotten", "confidential", "place", "gone"])
def test_what_is_withdrawn_is_not_given_out_for_a_minute_more(client, service, queue, withdrawn):
    made_now()
    body_of(client.get("/guide.pdf"))
    place = service.provider.locations.get()
    if withdrawn == "draft":
        service.unpublish()
    elif withdrawn == "of a draft":
        service.provider.unpublish()
    elif withdrawn == "forgotten":
        type(service).objects.update(next_review_on=datetime.date(2020, 1, 1))
    elif withdrawn == "confidential":
        type(place).objects.update(address_is_confidential=True)
    elif withdrawn == "place":
        place.unpublish()
    else:
        service.delete()
    assert client.get("/guide.pdf").status_code in (404, 503)


def test_a_day_on_which_it_says_otherwise_has_it_made_anew(client, service, monkeypatch):
    type(service).objects.update(verified_on=timezone.localdate())
    first, guide = ready(client)
    later = guide.good_until + datetime.timedelta(days=1)
    for module in (making, verification):
        monkeypatch.setattr(module, "localdate", lambda: later)
    cache.clear()
    assert "Давно не проверяли" in text_of(opened(client.get("/guide.pdf")))
    assert ready(client)[0] != first


def test_two_do_not_make_the_same_one(service):
    guide = keeping.begun(Choice())
    with psycopg.connect(**apart_from_tests()) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [making.LOCK + guide.pk])
        assert not making.build(guide)
        other.execute("SELECT pg_advisory_unlock(%s)", [making.LOCK + guide.pk])
    assert making.build(guide)


def apart_from_tests() -> dict:
    server = connection.get_connection_params()
    return {name: server[name] for name in ("host", "port", "user", "password", "dbname") if server.get(name)}


def test_a_failure_leaves_the_old_file_and_is_seen(client, service, monkeypatch):
    first, guide = ready(client)
    time_passes()
    service.summary = "Теперь и вечером"
    service.save()

    def broken(template, data):
        raise BookError("no such font")

    monkeypatch.setattr(document, "book", broken)
    assert ready(client)[0] == first
    guide.refresh_from_db()
    assert (guide.state, guide.failure) == (Guide.State.FAILED, "BookError: no such font")
    monkeypatch.undo()
    cache.clear()
    assert ready(client)[0] == first, "it is not tried again at once"
    making.make_again(guide)
    assert ready(client)[0] != first
    guide.refresh_from_db()
    assert (guide.state, guide.failure) == (Guide.State.IDLE, "")


def test_without_a_file_a_failure_is_said(client, service, monkeypatch):
    monkeypatch.setattr(document, "book", lambda template, data: 1 / 0)
    assert "не получился" in client.get("/guide/").content.decode()
    assert client.get("/guide.pdf").status_code == 503


def test_so_many_wait_and_no_more(client, service, queue, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WAITING", 2)
    places = [service.provider.territory, service.provider.territory.parent]
    for place in places:
        assert "готовится" in client.get(f"/guide/?territory={place.slug}").content.decode()
    page = client.get("/guide/")
    assert "много путеводителей" in page.content.decode()
    assert "max-age=15" in page["Cache-Control"]
    assert client.get("/guide.pdf").status_code == 503
    assert Guide.objects.count() == 2


def test_so_many_new_ones_in_an_hour_and_no_more(client, service, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_NEW_AN_HOUR", 1)
    body_of(client.get("/guide.pdf"))
    place = service.provider.territory
    assert client.get(f"/guide/{place.slug}.pdf").status_code == 503
    Guide.objects.update(begun_at=timezone.now() - datetime.timedelta(hours=2))
    body_of(client.get(f"/guide/{place.slug}.pdf"))


def test_those_asked_for_least_leave_and_the_whole_one_stays(client, service, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    long_ago = timezone.now() - datetime.timedelta(days=9)
    ready(client)
    Guide.objects.update(wanted_at=long_ago)
    own, region = service.provider.territory, service.provider.territory.parent
    body_of(client.get(f"/guide/{own.slug}.pdf"))
    Guide.objects.filter(territory=own).update(wanted_at=long_ago + datetime.timedelta(days=1))
    body_of(client.get(f"/guide/{region.slug}.pdf"))
    body_of(client.get(f"/guide.pdf?kind={service.kind.slug}"))
    assert set(Guide.objects.values_list("territory__slug", "kind__slug")) == {
        (None, None), (region.slug, None), (None, service.kind.slug)
    }  # fmt: skip
    assert {file.name for file in folder().iterdir()} == {guide.path.name for guide in Guide.objects.all()}


def test_a_territory_that_goes_takes_its_guide_along(service):
    place = TerritoryFactory()
    LocationFactory(provider=service.provider, territory=place)
    guide = made_now(Choice(place))
    place.locations.all().delete()
    place.delete()
    assert not Guide.objects.filter(pk=guide.pk).exists()
    keeping.sweep()
    assert list(folder().iterdir()) == []


def test_a_file_that_another_worker_has_just_written_is_not_swept_away(service):
    """Its row names it a moment later."""
    guide = made_now(Choice())
    written = folder() / f"{guide.pk}-newer.pdf"
    written.write_bytes(b"%PDF-")
    making.set_state(guide, Guide.State.MAKING)
    keeping.sweep()
    assert written.exists()
    making.set_state(guide, Guide.State.IDLE)
    keeping.sweep()
    assert not written.exists()


# It stops when all is written, before the file takes its place.
MAKE = """
import django; django.setup()
import time
from portal import made_files
from tests.factories import LocationFactory, ServiceFactory
from guidebook import keeping, making
from guidebook.choosing import Choice
guide = keeping.kept(Choice()) or keeping.begun(Choice())
if {stops}:
    ServiceFactory(provider=LocationFactory().provider)
    made_files.os.fsync = lambda file: time.sleep(60)
making.build(guide)
"""


def test_whoever_is_killed_leaves_no_half_of_a_file(apart):  # noqa: F811
    own = Path(apart.environment["PORTAL_VAR"]) / "media" / "guide"
    working = apart.start("-c", MAKE.format(stops=True))
    wait_until(lambda: any(file.stat().st_size for file in own.glob(".*.pdf")), working)
    working.send_signal(signal.SIGKILL)
    working.wait(10)
    assert list(own.glob("[!.]*.pdf")) == []
    (half,) = own.glob(".*.pdf")
    os.utime(half, (0, 0))
    apart.run("-c", MAKE.format(stops=False))
    assert [file.read_bytes()[:5] for file in own.iterdir()] == [b"%PDF-"]
    assert apart.one("SELECT state FROM guidebook_guide") == "idle"
