"""Drafts, private and unpublished events show nowhere: not in lists, feeds, files, search, the map of the site."""

from functools import partial

import pytest

from events.models import EventPage
from tests.events import factories as make
from tests.factories import RegionFactory
from tests.home.factories import keep_for_staff

pytestmark = pytest.mark.django_db
SECRETS = ("Черновик", "Закрытое", "draft-one", "private-one", "Снятое", "taken-down", "ТАЙНАЯ")
MONTH = f"/events/calendar/{make.in_days(3):%Y-%m}/"
COMING = ["/", "/events/", MONTH, "/events/feed.ics", "/events/feed.xml", "/search/?q=событие"]


def hidden(put):
    put(title="Событие Черновик", slug="draft-one", live=False)
    keep_for_staff(put(title="Событие Закрытое", slug="private-one"))
    put(title="Событие Снятое", slug="taken-down").unpublish()


@pytest.fixture
def events():
    """A public event of each time beside those that are not, and a draft of changes to a public one."""
    centre = make.centre(slug="centre", territory=RegionFactory())
    for day in (3, -3):
        put = partial(make.event, day, centre=centre)
        shown = put(title="Событие Открытое", slug=f"open-{day}")
        for old in ("draft-one", "private-one", "taken-down"):
            EventPage.objects.filter(slug=old).update(slug=f"{old}-again", url_path=f"/home/events/{old}-again/")
        hidden(put)
        shown.title = "ТАЙНАЯ правка"
        shown.dates.add(make.date(4))
        shown.save_revision()


@pytest.mark.parametrize(
    "url", [*COMING, "/events/past/", "/centre/", "/sitemap-pages.xml", "/api/search/?q=событие", "/events/?q=событие"]
)
def test_nothing_hidden_shows(client, events, url):
    response = client.get(url)
    assert response.status_code == 200
    text = response.content.decode()
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("url", [*COMING, "/events/past/", "/centre/", "/sitemap-pages.xml", "/api/search/?q=событие"])
def test_the_public_one_beside_them_does_show_so_the_canary_would_sing(client, events, url):
    text = client.get(url).content.decode()
    assert "open-3" in text or "open--3" in text or "Событие Открытое" in text


@pytest.mark.parametrize("slug", ["draft-one", "private-one", "taken-down"])
def test_their_files_are_not_found(client, events, slug):
    assert client.get(f"/events/{slug}/event.ics").status_code == 404


def test_a_private_list_hides_all_of_it(client):
    make.event(3, title="Событие Закрытое")
    keep_for_staff(make.index())
    for url in ("/events/calendar/", "/events/past/"):
        assert client.get(url).status_code == 404
    for url in ("/", "/events/feed.ics", "/events/feed.xml", "/search/?q=событие"):
        assert "Закрытое" not in client.get(url).content.decode()
    assert client.get("/events/").status_code == 302


def test_an_expired_event_is_gone(client):
    event = make.event(3, title="Событие Открытое")
    event.expire_at = event.dates.get().begins.replace(year=2020)
    event.save()
    event.unpublish(set_expired=True)
    for url in COMING:
        assert "Событие Открытое" not in client.get(url).content.decode()


def test_the_draft_of_a_moved_date_moves_nothing(client):
    event = make.event(3, title="Событие Открытое")
    row = event.dates.get()
    row.day = make.in_days(30)
    event.dates = [row]
    event.save_revision()
    assert EventPage.objects.coming().get().shown_date.day == make.in_days(3)
