"""The show for screens in halls: slides follow one another, and only what is due and published is among them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate

from home.models.settings import PortalSettings
from screens.models import Announcement

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def announce(title: str, **fields) -> Announcement:
    return Announcement.objects.create(title=title, **fields)


def show(client: Client) -> str:
    """All slides of the show, read by following each to the next."""
    pages, address = [], "/screen/"
    for _step in range(40):
        html = client.get(address).content.decode()
        if html in pages:
            break
        pages.append(html)
        address = html.partition(";url=")[2].partition('"')[0].replace("&amp;", "&")
    return "".join(pages)


def test_the_show_goes_through_every_slide_and_begins_again(client):
    announce("Первое")
    announce("Второе")
    told = show(client)
    assert all(words in told for words in ("Куда позвонить", "Первое", "Второе", "Найдите помощь"))
    assert 'content="15;url=/screen/?n=1' in told


def test_what_is_not_due_is_not_shown(client):
    today = localdate()
    announce("Вчерашнее", shown_until=today - DAY)
    announce("Завтрашнее", shown_from=today + DAY)
    announce("Сегодняшнее", shown_from=today, shown_until=today)
    told = show(client)
    assert "Сегодняшнее" in told
    assert "Вчерашнее" not in told
    assert "Завтрашнее" not in told


def test_a_draft_is_not_shown(client):
    announce("Черновик объявления", live=False)
    assert "Черновик" not in show(client)


def test_an_emergency_comes_first(client):
    PortalSettings.objects.create(emergency_text="Школы закрыты", emergency_severity="bad").save()
    html = client.get("/screen/").content.decode()
    assert "Школы закрыты" in html
    assert "screen-alarm-bad" in html


@pytest.mark.parametrize("query", ["n=0", "n=999999999999", "n=-1", "n=x", "seconds=0", "seconds=%00", "n=²"])
def test_odd_parameters_show_some_slide(client, query):
    response = client.get(f"/screen/?{query}")
    assert response.status_code == 200
    assert "<h1>" in response.content.decode()


def test_a_slide_stays_between_five_seconds_and_two_minutes(client):
    assert 'content="5;' in client.get("/screen/?seconds=1").content.decode()
    assert 'content="120;' in client.get("/screen/?seconds=9999").content.decode()


def test_the_number_of_queries_does_not_grow_with_announcements(client, django_assert_num_queries):
    client.get("/screen/")
    announce("Одно")
    with django_assert_num_queries(1):
        client.get("/screen/")
    for number in range(20):
        announce(f"Ещё {number}")
    with django_assert_num_queries(1):
        client.get("/screen/")


def test_the_code_of_a_page_is_a_picture(client):
    response = client.get("/screen/code/navigator/")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_an_address_too_long_for_a_code_is_not_found(client):
    assert client.get("/screen/code/" + "x" * 3000).status_code == 404


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a b"]
)
def test_an_announcement_leads_only_to_pages_of_the_portal(address):
    with pytest.raises(ValidationError, match="Адрес страницы портала"):
        Announcement(title="Наружу", address=address).full_clean()


def test_a_show_that_ends_before_it_begins_is_refused():
    today = localdate()
    with pytest.raises(ValidationError, match="Показ не может"):
        Announcement(title="Наоборот", shown_from=today, shown_until=today - DAY).full_clean()
