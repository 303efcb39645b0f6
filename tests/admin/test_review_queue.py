"""The review queue: what is in it, one click that says «checked today», and who may click."""

import csv
import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from cabinets.models import Membership
from services_directory.models import Provider, ReviewReminder, Service
from tests.factories import LocationFactory, ProviderFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
PROVIDERS, SERVICES = "directory_review_provider", "directory_review_service"


@pytest.fixture(autouse=True)
def fresh_rules():
    cache.clear()


def due(days: int) -> dict:
    """To be checked in so many days; a card that is late was checked half a year before."""
    day = localdate() + datetime.timedelta(days=days)
    return {"next_review_on": day, "verified_on": day - datetime.timedelta(days=180)}


def names(client, url=PROVIDERS, **filters) -> list[str]:
    return [card.name for card in client.get(reverse(url), filters).context["object_list"]]


@pytest.fixture
def cards():
    for name, fields in {
        "Забыт": due(-90), "Просрочен": due(-10), "Скоро": due(20), "Свежий": due(100), "Никогда": {},
        "Черновик": {**due(-10), "live": False},
    }.items():  # fmt: skip
        ProviderFactory(name=name, **fields)


def test_the_most_overdue_come_first_and_the_never_checked_last(cards, sign_in):
    assert names(sign_in("directory")) == ["Забыт", "Просрочен", "Скоро", "Никогда"]


@pytest.mark.parametrize(
    ("check", "found"),
    [("overdue", ["Забыт", "Просрочен"]), ("hidden", ["Забыт"]), ("soon", ["Скоро"]), ("never", ["Никогда"])],
)
def test_the_queue_is_narrowed_by_what_is_wrong(check, found, cards, sign_in):
    assert names(sign_in("directory"), check=check) == found


def test_a_region_means_its_municipalities_too(sign_in):
    place = TerritoryFactory()
    ProviderFactory(name="Здесь", territory=place)
    ProviderFactory(name="Там")
    assert names(sign_in("directory"), region=place.parent_id) == ["Здесь"]


def test_services_are_narrowed_by_their_organisation(sign_in):
    service = ServiceFactory(name="Логопед")
    ServiceFactory(name="Юрист")
    assert names(sign_in("directory"), SERVICES, provider=service.provider_id) == ["Логопед"]


def test_one_click_checks_one_card(cards, sign_in):
    client, card = sign_in("directory"), Provider.objects.get(name="Просрочен")
    client.post(reverse("directory_checked_today", args=["provider"]), {"one": card.pk, "ids": [card.pk + 1]})
    card.refresh_from_db()
    assert card.verified_on == localdate()
    assert card.verified_by.startswith("редактор справочника")
    assert ModelLogEntry.objects.filter(action="services_directory.verify").count() == 1
    assert "Просрочен" not in names(client)


def test_ticked_cards_are_checked_at_once(sign_in):
    first, second, _third = ServiceFactory.create_batch(3)
    url = reverse("directory_checked_today", args=["service"])
    sign_in("moderator").post(url, {"ids": [first.pk, second.pk]})
    assert set(Service.objects.exclude(verified_on=None)) == {first, second}


@pytest.mark.parametrize("sent", [{}, {"one": "x"}, {"one": "9" * 40}, {"ids": ["-1", "\0"]}])
def test_what_is_no_card_checks_nothing(sent, cards, sign_in):
    response = sign_in("directory").post(reverse("directory_checked_today", args=["provider"]), sent, follow=True)
    assert "Не выбрано ни одной карточки" in response.content.decode()


def test_the_next_page_is_ours(cards, sign_in):
    sent = {"next": "https://elsewhere.example/"}
    response = sign_in("directory").post(reverse("directory_checked_today", args=["provider"]), sent)
    assert response["Location"] == reverse(PROVIDERS)


@pytest.mark.parametrize("kind", ["publications", "programmes"])
def test_others_check_nothing(kind, cards, sign_in):
    card = Provider.objects.get(name="Просрочен")
    sign_in(kind).post(reverse("directory_checked_today", args=["provider"]), {"one": card.pk})
    card.refresh_from_db()
    assert card.verified_on != localdate()


def test_the_queue_says_whether_the_institution_knows(sign_in):
    late = ProviderFactory(name="Просрочен", **due(-20))
    LocationFactory(provider=late, email="office@example.org")
    ReviewReminder.objects.create(
        provider=late, due_on=late.next_review_on, stage=2, sent_at=datetime.datetime.now(datetime.UTC)
    )
    ProviderFactory(name="Без почты", **due(-20))
    person = get_user_model().objects.create_user("anna", "anna@example.org")
    Membership.objects.create(user=person, provider=ProviderFactory(name="С кабинетом", **due(-20)))
    page = sign_in("directory").get(reverse(PROVIDERS)).content.decode()
    assert "второе" in page
    assert page.count("некуда писать") == 1


def test_the_queue_is_exported_and_no_formula_runs(sign_in):
    ProviderFactory(name="=HYPERLINK(1)")
    response = sign_in("directory").get(reverse(PROVIDERS), {"export": "csv"})
    rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
    assert rows[1][0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(("url", "factory"), [(PROVIDERS, ProviderFactory), (SERVICES, ServiceFactory)])
def test_one_card_and_twenty_cost_the_same(url, factory, sign_in, django_assert_num_queries):
    client = sign_in("directory")
    factory()
    client.get(reverse(url))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(url))
    factory.create_batch(19)
    with django_assert_num_queries(len(one)):
        client.get(reverse(url))


def test_an_institution_sees_and_confirms_its_own_cards_only(sign_in):
    client = sign_in("reporter_a")
    own, other = ProviderFactory(name="Наша"), ProviderFactory(name="Чужая")
    Membership.objects.create(user=client.get("/admin/").wsgi_request.user, provider=own)
    assert names(client) == ["Наша"]
    client.post(reverse("directory_checked_today", args=["provider"]), {"ids": [own.pk, other.pk]})
    assert list(Provider.objects.exclude(verified_on=None)) == [own]
    assert Provider.objects.get(pk=own.pk).verified_by == "сотрудник организации"
