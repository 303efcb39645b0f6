"""«Моя организация»: what waits, what came back, what is old and what is missing, at once."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.timezone import localdate

from tests import factories
from tests.cabinets.addresses import decide, edit, submit

pytestmark = pytest.mark.django_db


def home(client) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")


def card(page, title: str) -> str:
    found = next(card for card in page.select(".cabinet-card") if title in card.select_one("h4").get_text())
    return " ".join(found.get_text(" ").split())


def test_it_is_the_first_page(client_of_reporter, ours):
    page = home(client_of_reporter)
    assert page.h1.get_text(strip=True) == "Моя организация"
    assert [title.get_text(strip=True) for title in page.select("section h2")] == [ours.name]


def test_it_shows_own_cards_and_no_others(client_of_reporter, ours, theirs):
    own, other = factories.ServiceFactory(provider=ours), factories.ServiceFactory(provider=theirs)
    text = home(client_of_reporter).get_text()
    assert own.name in text
    assert other.name not in text
    assert theirs.name not in text


def test_a_draft_says_that_it_was_not_sent(client_of_reporter, ours):
    service = factories.ServiceFactory(provider=ours)
    edit(client_of_reporter, service, summary="Черновик")
    assert "правка не отправлена" in card(home(client_of_reporter), service.name)


def test_a_sent_edit_waits(client_of_reporter, ours):
    service = factories.ServiceFactory(provider=ours)
    submit(client_of_reporter, service, summary="Правка")
    assert "правка ждёт модератора" in card(home(client_of_reporter), service.name)


def test_a_returned_edit_stands_with_the_moderators_words(client_of_reporter, sign_in, ours):
    service = factories.ServiceFactory(provider=ours)
    submit(client_of_reporter, service, summary="Правка")
    decide(sign_in("moderator"), service, "reject", "Уточните цену")
    text = card(home(client_of_reporter), service.name)
    assert "правку вернули" in text
    assert "Уточните цену" in text


def test_what_is_counted_leads_to_the_first_of_its_cards(client_of_reporter, ours):
    service = factories.ServiceFactory(provider=ours)
    edit(client_of_reporter, service, summary="Черновик")
    page = home(client_of_reporter)
    counted = {" ".join(link.get_text(" ").split()): link["href"] for link in page.select(".cabinet__counts a")}
    assert counted["1 неотправленная правка"] == f"#service-{service.pk}"
    assert page.select_one(counted["1 неотправленная правка"]).h4.get_text(strip=True) == service.name


def test_an_old_card_says_so(client_of_reporter, ours):
    service = factories.ServiceFactory(
        provider=ours, verified_on=datetime.date(2020, 1, 1), next_review_on=datetime.date(2021, 1, 1)
    )
    assert "проверить до 1 января 2021" in card(home(client_of_reporter), service.name)


@pytest.mark.parametrize("days", [-400, 0, 29])
def test_a_card_that_is_due_is_confirmed_on_the_spot(client_of_reporter, ours, days):
    due = localdate() + datetime.timedelta(days=days)
    service = factories.ServiceFactory(provider=ours, verified_on=datetime.date(2020, 1, 1), next_review_on=due)
    form = next(form for form in home(client_of_reporter).select("form") if service.name in form.parent.get_text())
    sent = {each["name"]: each.get("value") for each in form.select("[name]")}
    answer = client_of_reporter.post(form["action"], sent, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    service.refresh_from_db()
    assert (service.verified_on, service.verified_by) == (localdate(), "сотрудник организации")
    assert "Всё верно" not in card(home(client_of_reporter), service.name)


def test_a_card_that_is_fresh_or_a_draft_does_not_ask(client_of_reporter, ours):
    far = localdate() + datetime.timedelta(days=170)
    factories.ServiceFactory(name="Свежая", provider=ours, verified_on=localdate(), next_review_on=far)
    factories.ServiceFactory(name="Черновик", provider=ours, live=False)
    page = home(client_of_reporter)
    assert not any("Всё верно" in card(page, name) for name in ("Свежая", "Черновик"))


def test_missing_facts_are_named(client_of_reporter, ours):
    place = factories.LocationFactory(provider=ours)
    page = home(client_of_reporter)
    assert "Не хватает: телефон" in card(page, place.address)
    assert "полное название" in card(page, "Карточка организации")


def test_it_costs_the_same_for_one_card_and_for_twenty(client_of_reporter, ours, django_assert_max_num_queries):
    factories.ServiceFactory(provider=ours, steps=["Шаг"])
    factories.LocationFactory(provider=ours)
    with django_assert_max_num_queries(60) as few:
        home(client_of_reporter)
    factories.ServiceFactory.create_batch(19, provider=ours)
    factories.LocationFactory.create_batch(19, provider=ours)
    with django_assert_max_num_queries(len(few)):
        home(client_of_reporter)


def test_the_menu_offers_only_what_opens(client_of_reporter):
    page = client_of_reporter.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailsnippets_services_directory_service:list") in page
    for shut in ("search_explain", "wagtailadmin_reports:site_history", "cabinets_memberships:index"):
        assert f'"{reverse(shut)}"' not in page


def test_editors_keep_their_own_first_page(sign_in):
    assert home(sign_in("directory")).h1.get_text(strip=True) == "Рабочее место редактора"
