"""An old address leads to the page that moved, and tells nothing of one that is not public."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.home.factories import keep_for_staff, section

pytestmark = pytest.mark.django_db
OLD = "/old-address/"


@pytest.fixture
def moved():
    page = section(slug="secret-plans")
    Redirect.add_redirect(OLD, redirect_to=page)
    return page


@pytest.mark.parametrize("address", [OLD, f"{OLD}?from=paper"])
def test_an_old_address_leads_on(client, moved, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, "/secret-plans/")


@pytest.mark.parametrize("address", [OLD, f"{OLD}?from=paper", OLD.rstrip("/")])
@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), keep_for_staff])
def test_an_old_address_of_a_hidden_page_is_unknown(client, moved, hide, address):
    hide(moved)
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert "secret-plans" not in answer.content.decode() + str(answer.headers) + str(answer.redirect_chain)


def test_a_query_of_its_own_is_an_address_of_its_own(client, moved):
    Redirect.add_redirect("/old-address/?page=2", redirect_to=section(slug="open"))
    moved.unpublish()
    assert client.get("/old-address/?page=2").status_code == 301
    assert client.get(OLD).status_code == 404


def test_an_address_without_a_page_leads_on(client):
    Redirect.add_redirect(OLD, redirect_to="/services/")
    assert client.get(OLD)["Location"] == "/services/"
