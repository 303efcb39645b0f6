"""Practices: the list, the table of who uses what, the page of one."""

import pytest

from portal.formatting import plain
from services_directory.matrix import matrix
from tests.factories import FamilyCategoryFactory, LegalActFactory, PracticeFactory, ProviderFactory, RegionFactory

pytestmark = pytest.mark.django_db
URL = "/practices/"


def test_the_list_stands_by_region_and_filters_by_it(client):
    one, two = PracticeFactory(name="Клуб отцов"), PracticeFactory(name="Домашний визит")
    PracticeFactory(name="Черновик", live=False)
    html = client.get(URL).content.decode()
    assert "Клуб отцов" in html
    assert "Домашний визит" in html
    assert "Черновик" not in html
    html = client.get(URL, {"territory": two.territory.slug}).content.decode()
    assert one.name not in html
    assert two.name in html


def test_the_table_marks_who_uses_what(client):
    region, (north, south) = RegionFactory(), ProviderFactory.create_batch(2)
    club = PracticeFactory(territory=region, sites=[north, south])
    visit = PracticeFactory(territory=region, sites=[south, ProviderFactory(live=False)])
    table = matrix([club, visit], [*club.sites.all(), *visit.sites.filter(provider=south)])
    assert [(row.provider, row.marks, row.total) for row in table.rows] == [
        (north, [True, False], 1),
        (south, [True, True], 2),
    ]
    assert (table.totals, table.total) == ([2, 1], 3)


def test_a_region_that_shares_practices_has_a_table_of_them(client):
    region, providers = RegionFactory(), [*ProviderFactory.create_batch(3), ProviderFactory(live=False)]
    for users in (providers, providers[:1], providers[1:2]):
        PracticeFactory(territory=region, sites=users)
    assert f'href="?territory={region.slug}#matrix"' in client.get(URL).content.decode()
    html = client.get(URL, {"territory": region.slug}).content.decode()
    assert html.count('class="matrix-mark"') == 5
    assert 'scope="row"' in html
    assert 'scope="col"' in html


def test_a_region_whose_practices_stand_apart_has_no_table(client):
    region = RegionFactory()
    for provider in ProviderFactory.create_batch(4):
        PracticeFactory(territory=region, sites=[provider])
    html = client.get(URL, {"territory": region.slug}).content.decode()
    assert "<table" not in html
    assert "1 организация" in html


def test_the_page_says_the_essence_for_whom_and_where(client):
    act = LegalActFactory()
    practice = PracticeFactory(
        summary="Психолог приходит домой",
        audience="семьям с малышами",
        source_act=act,
        categories=[FamilyCategoryFactory(name="Молодые семьи")],
        sites=[ProviderFactory(name="Центр «Радуга»"), ProviderFactory(name="Черновик центра", live=False)],
    )
    html = client.get(practice.get_absolute_url()).content.decode()
    for text in ("Психолог приходит домой", "семьям с малышами", "Молодые семьи", "Центр «Радуга»", act.citation):
        assert plain(text) in plain(html)
    assert "Черновик центра" not in plain(html)


def test_an_unpublished_practice_is_not_found(client):
    assert client.get(PracticeFactory(live=False).get_absolute_url()).status_code == 404
