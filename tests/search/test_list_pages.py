"""/services/ and /search/ as a visitor gets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import FamilyCategoryFactory, HelpKindFactory, LegalActFactory, ServiceFactory

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/services/",
    "/services/?q=логопед",
    "/services/?q=логопед&price=free&age=3-7",
    "/services/?price=free",
    "/services/?q=логопед&order=name",
    "/search/",
    "/search/?q=логопед",
    "/search/?q=логопед&type=service",
    "/api/search/?q=логопед",
    "/api/suggest/?q=лого",
]


def queries(client: Client, address: str) -> int:
    client.get(address)  # what a process reads once a minute
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
def test_one_result_and_twenty_cost_the_same_few_queries(client, address):
    ServiceFactory(name="Логопед", price="free")
    one = queries(client, address)
    for n in range(20):
        ServiceFactory(name=f"Логопед {n}", price="free", categories=[FamilyCategoryFactory()])
    assert one == queries(client, address) <= 5


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_proxy_may_keep_the_answer(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]


def test_a_chosen_value_is_checked_and_can_be_taken_off(client):
    ServiceFactory(name="Логопед", kind=HelpKindFactory(slug="speech", name="Речь"))
    page = client.get("/services/?q=логопед&kind=speech").content.decode()
    assert '<input type="checkbox" form="services" name="kind" value="speech" checked>' in page
    assert 'href="/services/?q=%D0%BB%D0%BE%D0%B3%D0%BE%D0%BF%D0%B5%D0%B4"' in page


def test_the_words_are_marked_in_every_form_and_nothing_else_is_let_through(client):
    ServiceFactory(name="Занятия с <b>логопедом</b>")
    page = client.get("/services/?q=логопеды").content.decode()
    assert "Занятия с &lt;b&gt;<mark>логопедом</mark>&lt;/b&gt;" in page


def test_an_empty_result_says_what_to_give_up_and_whom_to_call(client):
    ServiceFactory(name="Логопед", price="free")
    page = client.get("/services/?q=логопед&price=paid").content.decode()
    assert "Ничего не нашлось" in page
    assert "Без условия «Платно»" in page
    assert "1 результат" in page
    assert "tel:+78002000122" in page


def test_the_search_of_the_portal_offers_each_section_with_its_count(client):
    ServiceFactory(name="Логопед"), LegalActFactory(title="О логопедах")
    page = client.get("/search/?q=логопед&type=page").content.decode()
    assert 'type=service">Услуги <span class="facet-count">1</span>' in page
    assert 'type=page" aria-current="true">Страницы и документы' in page


def test_what_is_typed_comes_back_inert(client):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_the_address_keeps_filters_through_pages_and_orders(client):
    for n in range(21):
        ServiceFactory(name=f"Логопед {n}", price="free")
    page = client.get("/services/?q=логопед&price=free").content.decode()
    assert "&amp;price=free&amp;page=2" in page
    assert "&amp;price=free&amp;order=name" in page


def test_an_empty_portal_has_an_empty_list(client):
    for name in ("search:directory", "search:site"):
        assert client.get(reverse(name)).status_code == 200
