"""Editors of publications keep events: their list, its filters, and an event held again in one step."""

import datetime

import pytest
from django.urls import reverse

from events.models import EventPage
from tests.admin.conftest import sign_in  # noqa: F401
from tests.admin.rights import EVERYBODY, WRITERS
from tests.events import factories as make
from tests.factories import FamilyCategoryFactory, RegionFactory
from tests.home.factories import material

pytestmark = pytest.mark.django_db


def listed(client, **query) -> str:
    response = client.get(reverse("events_admin:index"), query)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_the_list_says_when_where_and_in_what_state(sign_in):  # noqa: F811
    make.event(
        make.date(datetime.date(2030, 12, 7)), title="Встреча", status="cancelled", territory=RegionFactory(name="Край")
    )
    html = listed(sign_in("publications"))
    for words in ("Встреча", "7 декабря 2030", "Край", "отменено", "Семинар", "Когда", "Состояние"):
        assert words in html
    assert reverse("events_admin:index") in sign_in("publications").get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_is_narrowed_and_survives_garbage(sign_in):  # noqa: F811
    make.event(5, title="Впереди", kind="training")
    make.event(-5, title="Позади", status="cancelled")
    client = sign_in("publications")

    def shown(**query):
        html = listed(client, **query)
        return {title for title in ("Впереди", "Позади") if title in html}

    assert shown() == {"Впереди", "Позади"}
    assert shown(period="coming") == shown(kind="training") == shown(q="впер") == {"Впереди"}
    assert shown(period="past") == shown(status="cancelled") == {"Позади"}
    for query in (
        {"q": "\0"},
        {"period": "x"},
        {"territory": "x"},
        {"ordering": "x"},
        {"ordering": "near"},
        {"p": "x"},
    ):
        assert client.get(reverse("events_admin:index"), query).status_code in (200, 404)


def filled() -> EventPage:
    event = make.event(
        make.date(datetime.date(2026, 12, 5), ends_day=datetime.date(2026, 12, 6)), make.date(40), title="Школа отцов",
        status="moved", moved_from=datetime.date(2026, 12, 1), status_note="Зал занят", needs_registration=True,
        phone="+79000000001", registration_until=datetime.date(2026, 12, 4), for_whom="Отцам",
        categories=[FamilyCategoryFactory()], slug="shkola-otcov",
    )  # fmt: skip
    make.left(event, material=material())
    return event


def again(client, event, day: str):
    return client.post(reverse("events_again", args=[event.pk]), {"day": day})


def test_an_event_is_held_again_with_all_but_its_day(sign_in):  # noqa: F811
    event = filled()
    response = again(sign_in("publications"), event, "2027-02-06")
    copy = EventPage.objects.exclude(pk=event.pk).get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    draft = copy.get_latest_revision_as_object()
    assert not copy.live
    assert copy.slug != event.slug
    assert (draft.title, draft.for_whom, draft.phone, draft.needs_registration) == (
        "Школа отцов",
        "Отцам",
        "+79000000001",
        True,
    )
    assert list(draft.categories.all()) == list(event.categories.all())
    (date,) = draft.dates.all()
    assert (date.day, date.ends_day) == (datetime.date(2027, 2, 6), datetime.date(2027, 2, 7))
    assert (date.starts_at, date.ends_at) == (make.TEN, make.NOON)
    assert (draft.status, draft.status_note, draft.moved_from, draft.registration_until) == ("planned", "", None, None)
    assert list(draft.materials.all()) == []


def test_the_first_event_stays_as_it_was(sign_in):  # noqa: F811
    event = filled()
    again(sign_in("publications"), event, "2027-02-06")
    event = EventPage.objects.get(pk=event.pk)
    assert event.dates.count() == 2
    assert event.materials.count() == 1
    assert event.status == "moved"


def test_the_copy_has_the_words_of_the_latest_draft(sign_in):  # noqa: F811
    event = make.event(title="Старое")
    event.title = "Новое"
    event.save_revision()
    again(sign_in("publications"), event, "2027-02-06")
    assert EventPage.objects.exclude(pk=event.pk).get().title == "Новое"


@pytest.mark.parametrize("day", ["", "вчера", "2027-13-01", "0026-12-05", "\0"])
def test_a_day_that_is_none_is_asked_for_again(sign_in, day):  # noqa: F811
    event = make.event()
    response = again(sign_in("publications"), event, day)
    assert response.status_code == 200
    assert "Новый день" in response.content.decode()
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_only_who_may_add_pages_repeats(sign_in, kind):  # noqa: F811
    event = make.event()
    response = again(sign_in(kind), event, "2027-02-06")
    assert EventPage.objects.count() == (2 if kind in WRITERS else 1)
    if kind not in WRITERS:
        home = response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")
        assert home or response.status_code in (403, 404)


def test_the_form_has_the_order_of_a_persons_thinking(sign_in):  # noqa: F811
    html = sign_in("publications").get(reverse("wagtailadmin_pages:edit", args=[make.event().pk])).content.decode()
    headings = [
        "Когда",
        "Где",
        "Кому и сколько стоит",
        "Как прийти",
        "Снимок",
        "Если что-то изменилось",
        "С чем связано",
    ]
    places = [html.index(f"{heading}\n") if f"{heading}\n" in html else html.index(heading) for heading in headings]
    assert all(places)
    assert "Повторить на другой день" in html


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
@pytest.mark.parametrize("view", ["index", "index_results", "choose_parent"])
def test_only_who_keeps_pages_sees_the_list(sign_in, kind, view):  # noqa: F811
    make.event()
    response = sign_in(kind).get(reverse(f"events_admin:{view}"))
    if kind in WRITERS:
        assert response.status_code == 200 or response.headers["Location"] != reverse("wagtailadmin_home")
    else:
        home = response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")
        assert home or response.status_code in (403, 404)
