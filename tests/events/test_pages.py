"""Lists, calendar, archive and the pages of events, as a visitor gets them."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.events import factories as make
from tests.factories import (
    FamilyCategoryFactory,
    LegalActFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProviderFactory,
    RegionFactory,
    TerritoryFactory,
)
from tests.home.factories import image, material

pytestmark = pytest.mark.django_db
LISTS = ["/events/", "/events/calendar/", "/events/calendar/2026-12/", "/events/past/"]


def text(client, url, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def titles(html: str) -> list[str]:
    return re.findall(r'class="card-title"><a href="/events/[^"]*">([^<]*)<', html)


def test_coming_events_stand_in_order_and_past_ones_in_the_archive(client):
    make.event(20, title="Позже")
    make.event(2, title="Скоро")
    make.event(-2, title="Было")
    assert titles(text(client, "/events/")) == ["Скоро", "Позже"]
    assert titles(text(client, "/events/past/")) == ["Было"]


def test_the_list_is_narrowed_by_word_month_kind_territory_and_audience(client):
    region = RegionFactory(slug="kray")
    here = TerritoryFactory(parent=region, slug="rayon")
    day = make.in_days(40)
    make.event(day, title="Семинар района", kind="seminar", audience="specialists", territory=here)
    make.event(3, title="Встреча в сети", kind="meeting", audience="families")
    make.event(3, title="Акция соседей", kind="campaign", audience="everybody", territory=RegionFactory())

    def shown(**query):
        return set(titles(text(client, "/events/", **query)))

    assert len(shown()) == 3
    assert shown(q="СЕМИНАР") == {"Семинар района"}
    assert shown(kind="meeting") == {"Встреча в сети"}
    assert shown(month=f"{day:%Y-%m}") == {"Семинар района"}
    assert shown(territory="rayon") == shown(territory="kray") == {"Семинар района", "Встреча в сети"}
    assert shown(audience="families") == {"Встреча в сети", "Акция соседей"}
    assert shown(audience="specialists", kind="seminar") == {"Семинар района"}
    assert "Ничего не нашлось" in text(client, "/events/", q="звездолёт")


def test_long_lists_come_by_pages_that_keep_the_question(client):
    for number in range(23):
        make.event(number + 1, title=f"Событие {number:02}", kind="training")
    first = text(client, "/events/", kind="training")
    assert len(titles(first)) == 20
    assert "?kind=training&amp;page=2" in first
    assert len(titles(text(client, "/events/", kind="training", page=2))) == 3


def test_the_calendar_is_a_table_of_days(client):
    make.event(make.date(datetime.date(2026, 12, 16)), title="Семинар")
    make.event(make.date(datetime.date(2026, 12, 30), None, None, ends_day=datetime.date(2027, 1, 2)), title="Ёлка")
    html = text(client, "/events/calendar/2026-12/")
    assert html.count('<th scope="col">') == 7
    assert re.search(r"<caption[^>]*>События по дням: декабрь 2026", html)
    cell = re.search(r'<td[^>]*>\s*<p class="month-day"><time datetime="2026-12-16">.*?</td>', html, re.S)[0]
    assert "10:00" in cell
    assert ">Семинар</a>" in cell
    assert html.count(">Ёлка</a>") == 2
    assert text(client, "/events/calendar/2027-01/").count(">Ёлка</a>") == 2


def test_the_calendar_leads_no_further_than_there_are_events(client):
    make.event(make.date(datetime.date(2026, 11, 3)))
    make.event(make.date(datetime.date(2027, 1, 3)))
    html = text(client, "/events/calendar/2026-12/")
    assert "/events/calendar/2026-11/" in html
    assert "/events/calendar/2027-01/" in html
    assert 'content="noindex"' in html
    assert "/events/calendar/2027-02/" not in text(client, "/events/calendar/2027-01/")
    assert "/events/calendar/2026-10/" not in text(client, "/events/calendar/2026-11/")


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1999-12", "2101-01", "9999-12", "0000-01"])
def test_a_month_that_is_none_is_not_found(client, month):
    make.event()
    assert client.get(f"/events/calendar/{month}/").status_code == 404


def test_the_calendar_is_narrowed_too_and_keeps_it_on_the_way(client):
    make.event(make.date(datetime.date(2026, 12, 3)), title="Семинар", kind="seminar")
    make.event(make.date(datetime.date(2027, 1, 3)), title="Тренинг", kind="training")
    html = text(client, "/events/calendar/2026-12/", kind="training")
    assert "Семинар</a>" not in html
    assert "/events/calendar/2027-01/?kind=training" in html


def test_the_page_says_when_where_for_whom_and_how_to_come(client):
    place = LocationFactory(name="Клуб", address="ул. Садовая, 5", phones=["+79000000001"])
    category, practice, measure = FamilyCategoryFactory(name="Большие семьи"), PracticeFactory(), MeasureFactory()
    event = make.event(
        3, 10, title="Встреча", location=place, for_whom="Родителям малышей", needs_registration=True,
        registration_until=make.in_days(2), places="12 семей", contact="Дежурный специалист", price_note="100 ₽",
        registration_link="https://zapis.example.org/", categories=[category], practices=[practice],
        measures=[measure], image=image(), image_alt="Круг стульев", source_act=LegalActFactory(number="77"),
    )  # fmt: skip
    html = text(client, event.url)
    for words in ("ул. Садовая, 5", "Родителям малышей", "12 семей", "Дежурный специалист", "100 ₽", "Большие семьи",
                  practice.name, measure.title, 'alt="Круг стульев"', "tel:+79000000001", "№ 77",
                  'href="https://zapis.example.org/"', "10:00–12:00"):  # fmt: skip
        assert words in html, words
    assert html.count("<li>\n          <svg") == 2
    assert f"{event.url}event.ics" in html


def test_a_cancelled_event_stays_and_says_so_and_takes_nobody(client):
    event = make.event(3, status="cancelled", status_note="Зал закрыт", registration_link="https://z.example.org/")
    html = text(client, event.url)
    assert "Событие отменено" in html
    assert "Зал закрыт" in html
    assert "https://z.example.org/" not in html
    assert "Добавить в календарь" not in html
    assert "Отменено" in text(client, "/events/")


def test_a_moved_event_names_its_former_day(client):
    event = make.event(9, status="moved", moved_from=datetime.date(2026, 12, 1))
    assert "Событие перенесено с 1 декабря 2026" in text(client, event.url)
    assert "Перенесено" in text(client, "/events/")


def test_after_its_last_day_nobody_is_asked_to_register(client):
    open_one = make.event(5, needs_registration=True, registration_link="https://z.example.org/")
    closed = make.event(
        5, needs_registration=True, registration_link="https://z.example.org/", registration_until=make.in_days(-1)
    )
    assert "Записаться" in text(client, open_one.url)
    html = text(client, closed.url)
    assert "Записаться" not in html
    assert "Запись окончена" in html


def test_a_past_event_shows_what_is_left_and_no_draft_of_it(client):
    event = make.event(-3)
    for page in (material(title="Памятка"), material(title="Черновик", live=False)):
        make.left(event, material=page)
    make.left(event, link="https://video.example.org/", title="Запись")
    html = text(client, event.url)
    assert "уже прошло" in html
    assert "Памятка" in html
    assert "https://video.example.org/" in html
    assert "Черновик" not in html
    assert "Добавить в календарь" not in html


def test_an_unpublished_organisation_is_not_named_nor_its_place(client):
    place = LocationFactory(provider=ProviderFactory(name="Скрытая", live=False), address="ул. Тайная")
    html = text(client, make.event(location=place, practices=[PracticeFactory(name="Тихая", live=False)]).url)
    for hidden in ("Скрытая", "Тайная", "Тихая"):
        assert hidden not in html


def test_machines_read_the_event_in_the_words_of_schema_org(client):
    place = LocationFactory(address="ул. Садовая, 5")
    event = make.event(
        make.date(datetime.date(2030, 12, 5)), status="moved", moved_from=datetime.date(2030, 12, 1), location=place,
        territory=RegionFactory(time_zone="Asia/Yekaterinburg"), online_link="https://live.example.org/",
    )  # fmt: skip
    html = text(client, event.url)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "Event"
    assert data["startDate"] == "2030-12-05T10:00:00+05:00"
    assert data["endDate"] == "2030-12-05T12:00:00+05:00"
    assert data["previousStartDate"] == "2030-12-01"
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [each["@type"] for each in data["location"]] == ["Place", "VirtualLocation"]
    assert data["organizer"]["name"] == place.provider.name
    assert data["url"] == f"http://testserver{event.url}"


def test_text_of_an_editor_is_escaped(client):
    evil = "<script>alert(1)</script>"
    event = make.event(3, title=evil, lead=evil, place=evil, for_whom=evil, status="cancelled", status_note=evil)
    for url in (event.url, "/events/", f"/events/calendar/{make.in_days(3):%Y-%m}/", "/events/feed.xml"):
        assert "<script>alert" not in text(client, url)


@pytest.mark.parametrize("url", [*LISTS, "/events/feed.ics", "/events/feed.xml"])
def test_without_a_list_of_events_there_is_no_page_and_feeds_are_empty(client, url):
    assert client.get(url).status_code == (200 if "feed" in url else 404)


@pytest.mark.parametrize("url", LISTS)
def test_an_empty_list_is_a_whole_page(client, url):
    make.index()
    html = text(client, url)
    assert len(re.findall(r"<h1[ >]", html)) == len(re.findall(r"<main[ >]", html)) == 1


def test_an_empty_list_says_what_will_be_here(client):
    make.index()
    assert "Пока ничего не назначено" in text(client, "/events/")


def cost(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    return len(queries)


def listed(day: int):
    """As a card and a calendar show it."""
    place = LocationFactory()
    return make.event(day, day + 1, location=place, territory=place.territory)


def full(day: int):
    """With all that its page can show."""
    place = LocationFactory(territory=TerritoryFactory())
    event = make.event(day, day + 1, location=place, territory=TerritoryFactory(), centre=make.centre(), image=image(),
                       image_alt="Двор", categories=[FamilyCategoryFactory()], practices=[PracticeFactory()],
                       measures=[MeasureFactory()], source_act=LegalActFactory())  # fmt: skip
    make.left(event, material=material())
    return event


MONTH = f"/events/calendar/{make.in_days(3):%Y-%m}/"


@pytest.mark.parametrize(("day", "most"), [(3, {"/events/": 6, MONTH: 6, "/": 8}), (-5, {"/events/past/": 7})])
def test_one_and_twenty_cost_the_same(client, day, most):
    feeds = {"/events/feed.ics": 3, "/events/feed.xml": 3} if day > 0 else {}
    most = most | feeds
    listed(day)
    one = {url: cost(client, url) for url in most}
    for _number in range(19):
        listed(day)
    assert {url: cost(client, url) for url in most} == one
    assert [url for url in most if one[url] > most[url]] == []


def test_the_page_of_an_event_costs_the_same_however_much_it_is_linked_with(client):
    event = full(3)
    one = cost(client, event.url)
    kinds = {"categories": FamilyCategoryFactory, "practices": PracticeFactory, "measures": MeasureFactory}
    for name, factory in kinds.items():
        getattr(event, name).set([factory() for _number in range(4)])
    event.dates.set([make.date(number) for number in range(2, 8)])
    event.save()
    for _number in range(3):
        make.left(event, material=material())
    assert cost(client, event.url) == one <= 8
