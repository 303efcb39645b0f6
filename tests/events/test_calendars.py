"""Files for calendars: read back by a real parser, byte by byte where the standard counts bytes."""

import datetime

import pytest
from icalendar import Calendar

from tests.events import factories as make
from tests.factories import LocationFactory, ProviderFactory, RegionFactory

pytestmark = pytest.mark.django_db
SATURDAY = datetime.date(2030, 12, 7)
LONG = "Очень длинное название, в котором есть запятая; точка с запятой и обратная черта \\ для проверки переносов 👪"


def parsed(client, url, **query) -> Calendar:
    response = client.get(url, query)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar; charset=utf-8")
    return Calendar.from_ical(response.content)


def entries(client, url, **query) -> list:
    return parsed(client, url, **query).walk("VEVENT")


def test_an_event_reads_back_as_it_is(client):
    place = LocationFactory(name="Клуб", address="ул. Садовая, 5", provider=ProviderFactory(name="Центр «Исток»"))
    event = make.event(
        make.date(SATURDAY), title=LONG, lead="Первая строка\nи вторая", location=place, phone="+79000000001",
        needs_registration=True, territory=RegionFactory(time_zone="Asia/Yekaterinburg"),
    )  # fmt: skip
    (entry,) = entries(client, f"{event.url}event.ics")
    assert entry["summary"] == LONG
    assert entry.start == datetime.datetime(2030, 12, 7, 5, tzinfo=datetime.UTC)
    assert entry.end == datetime.datetime(2030, 12, 7, 7, tzinfo=datetime.UTC)
    assert entry["location"] == "Центр «Исток», Клуб, ул. Садовая, 5"
    assert entry["status"] == "CONFIRMED"
    assert entry["url"] == f"http://testserver{event.url}"
    assert "Первая строка\nи вторая" in entry["description"]
    assert "8 900 000-00-01" in entry["description"].replace("\xa0", " ")


def test_the_whole_is_as_the_standard_wants_it(client):
    make.event(make.date(SATURDAY), title=LONG, lead=LONG * 5)
    calendar = parsed(client, "/events/feed.ics")
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    raw = client.get("/events/feed.ics").content
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()  # no letter is cut in two


def test_a_whole_day_is_a_date_and_its_end_the_day_after(client):
    event = make.event(make.date(SATURDAY, None, None, ends_day=SATURDAY + make.DAY))
    (entry,) = entries(client, f"{event.url}event.ics")
    assert (entry.start, entry.end) == (SATURDAY, SATURDAY + 2 * make.DAY)


def test_an_event_without_an_end_has_none(client):
    event = make.event(make.date(SATURDAY, ends_at=None))
    (entry,) = entries(client, f"{event.url}event.ics")
    assert "dtend" not in entry


def test_every_date_is_an_entry_of_its_own_number(client):
    event = make.event(make.date(SATURDAY), make.date(SATURDAY + make.DAY, is_cancelled=True))
    first, second = entries(client, f"{event.url}event.ics")
    assert first["uid"] != second["uid"]
    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert second["summary"].startswith("Отменено: ")


def test_a_change_keeps_the_number_and_raises_the_edition(client, django_capture_on_commit_callbacks):
    event = make.event(make.date(SATURDAY))
    event.save_revision().publish()
    (before,) = entries(client, "/events/feed.ics")
    event = type(event).objects.get(pk=event.pk)
    row = event.dates.get()
    row.day = SATURDAY + make.DAY
    event.dates = [row]
    event.status = "cancelled"
    event.save_revision().publish()
    type(event).objects.update(last_published_at=event.first_published_at + datetime.timedelta(hours=1))
    (after,) = entries(client, "/events/feed.ics")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["status"] == "CANCELLED"
    assert after.start != before.start


def test_the_feed_is_narrowed_by_territory_audience_and_kind(client):
    region = RegionFactory(slug="kray")
    make.event(title="Тренинг", kind="training", audience="specialists", territory=region)
    make.event(title="Встреча", kind="meeting", audience="families", territory=RegionFactory())

    def titles(**query):
        return {str(each["summary"]) for each in entries(client, "/events/feed.ics", **query)}

    assert titles() == {"Тренинг", "Встреча"}
    assert titles(territory="kray") == titles(audience="specialists") == titles(kind="training") == {"Тренинг"}


def test_the_feed_remembers_what_was_lately_and_not_what_was_long_ago(client):
    make.event(-20, title="Недавно")
    make.event(-200, title="Давно")
    assert [str(each["summary"]) for each in entries(client, "/events/feed.ics")] == ["Недавно"]


def test_a_confidential_address_is_in_no_calendar(client):
    place = LocationFactory(address="ул. Тайная, 1", address_is_confidential=True)
    event = make.event(location=place)
    assert "Тайная" not in client.get(f"{event.url}event.ics").content.decode()
    assert "Тайная" not in client.get(event.url).content.decode()


def test_a_file_is_saved_and_a_feed_is_followed(client):
    event = make.event()
    assert client.get(f"{event.url}event.ics")["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert "Content-Disposition" not in client.get("/events/feed.ics")


def test_an_empty_feed_is_still_a_calendar(client):
    assert entries(client, "/events/feed.ics") == []


def test_no_event_no_file(client):
    make.index()
    assert client.get("/events/none/event.ics").status_code == 404
