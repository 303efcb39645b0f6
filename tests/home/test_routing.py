"""From an address to its page: few questions, and never past a restriction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from portal.sites import forget_sites
from tests.factories import LegalActFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_site():
    """What a test changes of the site is undone in the database, not in the memory of the process."""
    yield
    forget_sites()


def test_a_page_deep_in_a_section_costs_as_few_queries_as_one_at_the_top(client):
    top = make.section(source_act=LegalActFactory())
    page = top
    for _ in range(3):
        page = make.section(page, source_act=LegalActFactory())
    costs = []
    for url in (top.url, page.url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        costs.append(len(queries))
    # The deep one has neighbours beside it.
    assert costs[1] - costs[0] <= 1
    assert max(costs) <= 6


def test_the_way_to_a_page_stands_above_it(client):
    page = make.guide(make.section(title="Раздел"), title="Инструкция")
    crumbs = client.get(page.url).content.decode().partition('class="breadcrumbs')[2].partition("</nav>")[0]
    assert crumbs.index("Раздел") < crumbs.index("Инструкция")


def test_an_address_must_hold_as_a_whole(client):
    page = make.guide(make.section(slug="one"), slug="handbook")
    make.section(slug="two")
    assert client.get(page.url).status_code == 200
    assert client.get("/two/handbook/").status_code == 404
    assert client.get("/handbook/").status_code == 404


def test_an_alias_of_a_private_page_is_private(client):
    section = make.section()
    page = make.keep_for_staff(make.guide(section, slug="private-one"))
    alias = page.create_alias(parent=section, update_slug="alias-one")
    assert client.get(alias.url).status_code == 302


def test_a_page_made_private_is_private_at_once(client):
    page = make.news()
    assert client.get(page.url).status_code == 200
    make.keep_for_staff(page)
    assert client.get(page.url).status_code == 302


def test_a_home_page_whose_address_changes_is_found(client):
    assert client.get("/").status_code == 200
    home = make.home()
    home.slug = "start"
    home.save()
    assert client.get("/").status_code == 200


def test_a_site_that_gets_another_home_page_shows_it(client):
    section = make.section(title="Новая первая")
    assert client.get("/").status_code == 200
    site = Site.objects.get()
    site.root_page = section
    site.save()
    assert "Новая первая" in client.get("/").content.decode()
